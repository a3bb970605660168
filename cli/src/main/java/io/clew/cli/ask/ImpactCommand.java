package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what stands on something, nearest first. */
@Command(name = "impact", description = "Shows what stands on a dataset, run or model.")
final class ImpactCommand extends Verb {

    private static final int PAGE_NODES = 1_000;

    @Parameters(paramLabel = "REF", description = "Such as s3://bank/transactions.")
    String reference = "";

    @Mixin AskOptions.Clocks clocks = new AskOptions.Clocks();

    @Option(names = "--failed", description = "Show failed attempts too.")
    boolean failed;

    @Override
    byte[] ask(Api api) {
        return page(api, null);
    }

    private byte[] page(Api api, @Nullable String cursor) {
        Api.Parameters parameters =
                options.parameters()
                        .with("of", reference)
                        .with("failed", failed ? true : null)
                        .with("limit", PAGE_NODES)
                        .with("cursor", cursor);
        clocks.addTo(parameters);
        return api.get("/impact", parameters);
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        List<String> counts = new ArrayList<>();
        answer.path("counts")
                .properties()
                .forEach(
                        count ->
                                counts.add(
                                        Screen.count(count.getValue().asLong(0), count.getKey())));
        screen.line(
                screen.bold(answer.path("of").asString(reference))
                        + ": "
                        + (counts.isEmpty() ? "nothing stands on it" : String.join(", ", counts)));
        Table table = new Table();
        Map<String, Integer> unsure = new TreeMap<>();
        JsonNode page = answer;
        boolean any = false;
        while (true) {
            for (JsonNode one : page.path("affected")) {
                if (!any) {
                    table.row("DISTANCE", "KIND", "NAME", "STATE", "OWNER", "IN USE AS", "URN");
                    any = true;
                }
                table.row(
                        one.path("distance").asString("?"),
                        one.path("kind").asString(""),
                        NodeLabel.name(one),
                        state(one),
                        one.path("owner").asString("-"),
                        inUseAs(one),
                        one.path("urn").asString(""));
                String unknown = one.path("columns_unknown_at").asString("");
                if (!unknown.isEmpty()) {
                    unsure.merge(unknown, 1, Integer::sum);
                }
            }
            String next = page.path("next").asString("");
            if (next.isEmpty()) {
                break;
            }
            page = Api.JSON.readTree(page(api, next));
        }
        table.show(screen);
        screen.line("");
        unsure.forEach(
                (where, count) ->
                        screen.line(
                                count
                                        + " of these only may be affected: nobody told which"
                                        + " columns "
                                        + where
                                        + " used"));
        VerdictLine.show(answer.path("verdict"), screen);
    }

    /** Says what is not as usual: a run that failed, a version that was deleted. */
    private static String state(JsonNode one) {
        List<String> states = new ArrayList<>();
        String status = one.path("status").asString("");
        if (!status.isEmpty() && !status.equals("complete")) {
            states.add(status);
        }
        if (one.path("deleted").asBoolean(false)) {
            states.add("deleted");
        }
        if (!one.path("exact").asBoolean(true)) {
            states.add("perhaps");
        }
        return states.isEmpty() ? "-" : String.join(" ", states);
    }

    private static String inUseAs(JsonNode one) {
        List<String> uses = new ArrayList<>();
        if (one.path("deployed").asBoolean(false)) {
            uses.add("deployed");
        }
        one.path("aliases").forEach(alias -> uses.add("@" + alias.asString("")));
        String stage = one.path("stage").asString("");
        if (!stage.isEmpty() && !stage.equals("None")) {
            uses.add(stage);
        }
        return uses.isEmpty() ? "-" : String.join(" ", uses);
    }
}
