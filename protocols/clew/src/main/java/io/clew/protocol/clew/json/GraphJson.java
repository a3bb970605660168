package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.model.Urn;
import io.clew.model.answer.ImpactAnswer;
import io.clew.model.answer.LayoutAnswer;
import io.clew.model.answer.Verdict;
import io.clew.questions.lineage.LineagePage;
import java.util.List;

/** Writes the answers of the graph. */
public final class GraphJson {
    private GraphJson() {}

    /**
     * Writes a page of lineage.
     *
     * @param nodes the page's nodes, rendered
     * @param edges the page's edges, rendered
     */
    public static void write(
            JsonWriter out, LineagePage page, List<byte[]> nodes, List<byte[]> edges) {
        out.text("of", page.of().toString()).text("direction", page.direction().wireName());
        VerdictJson.write(out, page.verdict());
        out.copies("nodes", nodes).copies("edges", edges);
        Answers.textOrNull(out, "next", page.next());
    }

    /** Writes a page of what stands on a thing. */
    public static void write(JsonWriter out, ImpactAnswer answer) {
        out.objects("affected", answer.affected(), GraphJson::affected)
                .object(
                        "counts",
                        counts ->
                                answer.counts().entrySet().stream()
                                        .sorted(java.util.Map.Entry.comparingByKey())
                                        .forEach(
                                                count ->
                                                        counts.number(
                                                                count.getKey().wireName(),
                                                                count.getValue().longValue())));
        VerdictJson.write(out, answer.verdict());
        Answers.textOrNull(out, "next", answer.next());
    }

    private static void affected(JsonWriter out, ImpactAnswer.Affected node) {
        NodeJson.name(out, node.urn(), node.name());
        out.number("distance", node.distance()).texts("via", NodeJson.urns(node.via()));
        Answers.textOrNull(out, "owner", node.owner());
        out.bool("deployed", node.deployed()).texts("aliases", node.aliases());
        Answers.textOrNull(out, "stage", node.stage());
        Answers.textOrNull(out, "status", node.status());
        out.bool("deleted", node.deleted()).bool("exact", node.exact());
        Urn unknown = node.columnsUnknownAt();
        Answers.textOrNull(out, "columns_unknown_at", unknown == null ? null : unknown.toString());
    }

    /**
     * Writes ways from one thing to another.
     *
     * @param ways the edges of each, rendered
     */
    public static void write(JsonWriter out, List<List<byte[]>> ways, Verdict verdict) {
        out.copiesOfLists("paths", ways);
        VerdictJson.write(out, verdict);
    }

    /** Writes the drawing of a page of lineage. */
    public static void write(JsonWriter out, LayoutAnswer answer) {
        out.objects("placed", answer.placed(), GraphJson::placed)
                .objects("routes", answer.routes(), GraphJson::route)
                .number("width", answer.width())
                .number("height", answer.height());
    }

    private static void placed(JsonWriter out, LayoutAnswer.Placed node) {
        out.text("urn", node.urn().toString())
                .number("x", node.x())
                .number("y", node.y())
                .number("width", node.width())
                .number("height", node.height())
                .number("layer", node.layer());
    }

    private static void route(JsonWriter out, LayoutAnswer.Route route) {
        out.text("from", route.from().toString())
                .text("kind", route.kind().wireName())
                .text("to", route.to().toString())
                .value(
                        "points",
                        route.points().stream()
                                .map(point -> List.of(point.x(), point.y()))
                                .toList());
    }
}
