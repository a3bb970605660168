package io.clew.harvest.sagemaker;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads an account stage by stage: each list from its watermark on, and each thing described.
 *
 * <p>A harvest that ends within a stage reads that stage again; the server knows what it has.
 */
final class SageMakerSource implements Source {
    private static final int PAGE = 100;

    private static final Pattern ACCOUNT =
            Pattern.compile("arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:([0-9]{12}):.*");

    private final Api api;
    private final String region;
    private long sent;

    SageMakerSource(Api api, String region) {
        this.api = api;
        this.region = region;
    }

    @Override
    public String origin() {
        return "sagemaker " + region + " at " + api.address();
    }

    @Override
    public void read(String position, Sink sink) throws InterruptedException {
        Position at = Position.of(position, Instant.now().getEpochSecond());
        sent = 0;
        while (at.stage() < Stage.ALL.size()) {
            stage(Stage.ALL.get(at.stage()), at, sink);
            at = at.at(at.stage() + 1);
            sink.put(List.of(), at.text());
        }
    }

    private void stage(Stage stage, Position at, Sink sink) throws InterruptedException {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("MaxResults", PAGE);
        question.put("SortBy", "CreationTime");
        question.put("SortOrder", "Ascending");
        if (!stage.since().isEmpty() && at.since() > 0) {
            question.put(stage.since(), at.since());
        }
        do {
            interrupted();
            JsonNode page;
            try {
                page = api.call(stage.list(), question);
            } catch (Api.Refused refused) {
                sink.problem(stage.list(), String.valueOf(refused.getMessage()));
                return;
            }
            List<Item> items = new ArrayList<>();
            for (JsonNode summary : page.path(stage.summaries())) {
                one(stage, summary, items, sink);
            }
            sent += items.size();
            sink.expect(sent);
            if (!items.isEmpty()) {
                sink.put(items, at.text());
            }
            question.put("NextToken", page.path("NextToken").asString(""));
        } while (!"".equals(question.get("NextToken")));
    }

    private void one(Stage stage, JsonNode summary, List<Item> items, Sink sink)
            throws InterruptedException {
        String name = summary.path(stage.name()).asString("");
        if (stage.describe().isEmpty()) {
            items.add(
                    item(
                            stage.list(),
                            "association %s to %s"
                                    .formatted(name, summary.path("DestinationArn").asString("")),
                            summary));
            return;
        }
        try {
            if (stage.perParent().isEmpty()) {
                JsonNode told = api.call(stage.describe(), Map.of(stage.asked(), name));
                items.add(item(stage.describe(), stage.describe() + " " + name, told));
            } else {
                members(stage, name, items);
            }
        } catch (Api.Refused refused) {
            sink.problem(stage.describe() + " " + name, String.valueOf(refused.getMessage()));
        }
        interrupted();
    }

    /** Reads what is within one thing: components of a trial, packages of a group. */
    private void members(Stage stage, String parent, List<Item> items) throws Api.Refused {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put(stage.asked(), parent);
        question.put("MaxResults", PAGE);
        do {
            JsonNode page = api.call(stage.describe(), question);
            for (JsonNode each : page.path(stage.perParent())) {
                if (stage.describe().equals("ListModelPackages")) {
                    String arn = each.path("ModelPackageArn").asString("");
                    items.add(
                            item(
                                    "DescribeModelPackage",
                                    "model package " + arn,
                                    api.call(
                                            "DescribeModelPackage",
                                            Map.of("ModelPackageName", arn))));
                } else {
                    Map<String, Object> both = new LinkedHashMap<>();
                    String component = each.path("TrialComponentName").asString("");
                    both.put("TrialName", parent);
                    both.put("TrialComponentName", component);
                    both.put("TrialComponentArn", each.path("TrialComponentArn").asString(""));
                    items.add(
                            item(
                                    "AssociateTrialComponent",
                                    "%s in trial %s".formatted(component, parent),
                                    Item.JSON.valueToTree(both)));
                }
            }
            question.put("NextToken", page.path("NextToken").asString(""));
        } while (!"".equals(question.get("NextToken")));
    }

    private Item item(String operation, String name, JsonNode fields) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("operation", operation);
        record.put("region", region);
        record.put("account", account(fields));
        record.put("fields", Masked.of("", fields));
        return Item.of(name, record);
    }

    private static String account(JsonNode fields) {
        for (JsonNode each : fields) {
            if (each.isString()) {
                Matcher arn = ACCOUNT.matcher(each.asString());
                if (arn.matches()) {
                    return arn.group(1);
                }
            }
        }
        return "000000000000";
    }

    private static void interrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
