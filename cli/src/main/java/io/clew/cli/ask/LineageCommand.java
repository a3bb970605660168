package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows where something comes from, as a tree. */
@Command(
        name = "lineage",
        description = "Shows where a model, run or dataset comes from (or what came of it).")
final class LineageCommand extends Verb {

    private static final int PAGE_NODES = 1_000;

    @Parameters(paramLabel = "REF", description = "Such as models:/fraud@production.")
    String reference = "";

    @Mixin AskOptions.Clocks clocks = new AskOptions.Clocks();

    @Option(names = "--downstream", description = "What came of it, instead of where it is from.")
    boolean downstream;

    @Option(names = "--depth", paramLabel = "N", description = "Edges to follow; default: all.")
    @Nullable Integer depth;

    @Option(names = "--kind", paramLabel = "K", description = "Show only these kinds of nodes.")
    List<String> kinds = new ArrayList<>();

    @Option(names = "--edge", paramLabel = "K", description = "Follow only these kinds of edges.")
    List<String> edges = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "L",
            description = "node (default), or column: with the columns of datasets.")
    @Nullable String level;

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
                        .with("direction", downstream ? "downstream" : "upstream")
                        .with("depth", depth)
                        .withAll("kind", kinds)
                        .withAll("edge", edges)
                        .with("level", level)
                        .with("failed", failed ? true : null)
                        .with("limit", PAGE_NODES)
                        .with("cursor", cursor);
        clocks.addTo(parameters);
        return api.get("/lineage", parameters);
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        List<JsonNode> allNodes = new ArrayList<>();
        List<JsonNode> allEdges = new ArrayList<>();
        JsonNode page = answer;
        while (true) {
            page.path("nodes").forEach(allNodes::add);
            page.path("edges").forEach(allEdges::add);
            String next = page.path("next").asString("");
            if (next.isEmpty()) {
                break;
            }
            page = Api.JSON.readTree(page(api, next));
        }
        String root =
                allNodes.isEmpty()
                        ? answer.path("of").asString("")
                        : allNodes.getFirst().path("urn").asString("");
        Tree.draw(root, allNodes, allEdges, !downstream, screen);
        screen.line("");
        VerdictLine.show(answer.path("verdict"), screen);
    }
}
