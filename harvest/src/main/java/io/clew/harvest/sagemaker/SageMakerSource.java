package io.clew.harvest.sagemaker;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.Source;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads an account stage by stage: each list from its watermark on, and each thing described.
 *
 * <p>Lists come in the order in which things were made, so a harvest that ends within one goes on
 * with what was made in the same second as the last that it sent.
 */
final class SageMakerSource implements Source {
    private static final int PAGE = 100;

    /** Seconds that are read again, since more may have been made in the last one. */
    private static final long SAME_SECOND = 1;

    /** Most marks of one question to the server. */
    private static final int MARKS_MAX = 10_000;

    /** Bytes of a digest that tell one state from another. */
    private static final int MARK_BYTES = 16;

    private static final String PACKAGE = "model package ";

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
            at = at.afterStage();
            sink.put(List.of(), at.text());
        }
    }

    private void stage(Stage stage, Position from, Sink sink) throws InterruptedException {
        Position at = from;
        Map<String, Object> question = question(stage, from);
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
                at = at.after((long) summary.path("CreationTime").asDouble(0) - SAME_SECOND);
            }
            put(items, at, sink);
            question.put("NextToken", page.path("NextToken").asString(""));
        } while (!"".equals(question.get("NextToken")));
    }

    private static Map<String, Object> question(Stage stage, Position at) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("MaxResults", PAGE);
        question.put("SortBy", "CreationTime");
        question.put("SortOrder", "Ascending");
        if (!stage.since().isEmpty() && at.since() > 0) {
            question.put(stage.since(), at.since());
        }
        if (at.reached() > 0) {
            question.put(stage.created(), at.reached());
        }
        return question;
    }

    /** Sends what is new or was told otherwise before. */
    private void put(List<Item> items, Position at, Sink sink) {
        if (items.isEmpty()) {
            return;
        }
        Map<String, String> marks = new LinkedHashMap<>();
        items.forEach(item -> marks.put(item.name(), item.mark()));
        Set<String> changed = changed(marks, sink);
        List<Item> news = items.stream().filter(item -> changed.contains(item.name())).toList();
        sent += news.size();
        sink.expect(sent);
        sink.put(news, at.text());
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
                            mark(summary),
                            summary));
            return;
        }
        String what = stage.describe() + " " + name;
        try {
            switch (stage.describe()) {
                case "ListModelPackages" -> packages(stage, name, items, sink);
                case "ListTrialComponents" -> components(stage, name, items);
                default -> {
                    JsonNode told = api.call(stage.describe(), Map.of(stage.asked(), name));
                    items.add(item(stage.describe(), what, mark(told), told));
                }
            }
        } catch (Api.Refused refused) {
            sink.problem(what, String.valueOf(refused.getMessage()));
        }
        interrupted();
    }

    /** Reads all that a list has of what is within one thing. */
    private List<JsonNode> within(Stage stage, String parent) throws Api.Refused {
        List<JsonNode> all = new ArrayList<>();
        Map<String, Object> question = new LinkedHashMap<>();
        question.put(stage.asked(), parent);
        question.put("MaxResults", PAGE);
        do {
            JsonNode page = api.call(stage.describe(), question);
            page.path(stage.perParent()).forEach(all::add);
            question.put("NextToken", page.path("NextToken").asString(""));
        } while (!"".equals(question.get("NextToken")));
        return all;
    }

    /** Describes those packages of a group that are new or whose line in the list has changed. */
    private void packages(Stage stage, String group, List<Item> items, Sink sink)
            throws Api.Refused, InterruptedException {
        Map<String, String> marks = new LinkedHashMap<>();
        for (JsonNode each : within(stage, group)) {
            marks.put(PACKAGE + each.path("ModelPackageArn").asString(""), mark(each));
        }
        for (String what : changed(marks, sink)) {
            interrupted();
            String arn = what.substring(PACKAGE.length());
            try {
                JsonNode told = api.call("DescribeModelPackage", Map.of("ModelPackageName", arn));
                String mark = String.valueOf(marks.get(what));
                items.add(item("DescribeModelPackage", what, mark, told));
            } catch (Api.Refused refused) {
                sink.problem(what, String.valueOf(refused.getMessage()));
            }
        }
    }

    private static Set<String> changed(Map<String, String> marks, Sink sink) {
        Set<String> changed = new LinkedHashSet<>();
        Map<String, String> part = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : marks.entrySet()) {
            part.put(each.getKey(), each.getValue());
            if (part.size() == MARKS_MAX) {
                changed.addAll(sink.changed(part));
                part = new LinkedHashMap<>();
            }
        }
        changed.addAll(sink.changed(part));
        return changed;
    }

    private void components(Stage stage, String trial, List<Item> items) throws Api.Refused {
        for (JsonNode each : within(stage, trial)) {
            Map<String, Object> both = new LinkedHashMap<>();
            String component = each.path("TrialComponentName").asString("");
            both.put("TrialName", trial);
            both.put("TrialComponentName", component);
            both.put("TrialComponentArn", each.path("TrialComponentArn").asString(""));
            items.add(
                    item(
                            "AssociateTrialComponent",
                            "%s in trial %s".formatted(component, trial),
                            "in",
                            Item.JSON.valueToTree(both)));
        }
    }

    private static String mark(JsonNode told) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(Item.JSON.writeValueAsBytes(told));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Item item(String operation, String name, String mark, JsonNode fields) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("operation", operation);
        record.put("region", region);
        record.put("account", account(fields));
        record.put("fields", Masked.of("", fields));
        return Item.of(name, mark, record);
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
