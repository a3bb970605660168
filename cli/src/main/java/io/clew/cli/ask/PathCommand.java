package io.clew.cli.ask;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows how one thing leads to another. */
@Command(name = "path", description = "Shows how one thing leads to another, shortest first.")
final class PathCommand extends Verb {

    @Parameters(index = "0", paramLabel = "FROM")
    String from = "";

    @Parameters(index = "1", paramLabel = "TO")
    String to = "";

    @Option(names = "--count", paramLabel = "N", description = "Paths to show, 1 to 10.")
    int count = 1;

    @Override
    byte[] ask(Api api) {
        return api.get(
                "/path",
                options.parameters().with("from", from).with("to", to).with("count", count));
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        JsonNode paths = answer.path("paths");
        if (paths.isEmpty()) {
            screen.line("no path");
        }
        Map<String, String> labels = new HashMap<>();
        int number = 1;
        for (JsonNode path : paths) {
            screen.line(screen.bold("path " + number++ + ", " + Screen.count(path.size(), "edge")));
            screen.line("  " + label(path.path(0).path("from"), labels, api, screen));
            for (JsonNode edge : path) {
                screen.line(
                        "  "
                                + screen.cyan(edge.path("kind").asString(""))
                                + " "
                                + label(edge.path("to"), labels, api, screen)
                                + (edge.path("assertion").asString("").equals("inferred")
                                        ? screen.dim("  (inferred)")
                                        : ""));
            }
        }
        screen.line("");
        VerdictLine.show(answer.path("verdict"), screen);
    }

    /** Asks what a node on the way is called; the answer itself has only its URN. */
    private String label(JsonNode urn, Map<String, String> labels, Api api, Screen screen) {
        return labels.computeIfAbsent(
                urn.asString(""),
                ref ->
                        NodeLabel.of(
                                Api.JSON.readTree(
                                        api.get("/node", options.parameters().with("ref", ref))),
                                screen));
    }
}
