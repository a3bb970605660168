package io.clew.protocol.clew.calls;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.Assertion;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.answer.LayoutAnswer;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.GraphJson;
import io.clew.questions.GraphQuestions;
import io.clew.questions.Questions;
import io.clew.questions.fragments.Fragments;
import io.clew.questions.impact.ImpactQuestion;
import io.clew.questions.layout.Layouts;
import io.clew.questions.lineage.LineagePage;
import io.clew.questions.lineage.LineageQuestion;
import io.clew.questions.path.PathQuestion;
import io.clew.questions.path.Ways;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Answers {@code /lineage}, {@code /layout}, {@code /impact} and {@code /path}. */
public final class GraphCalls {

    /** Deeper than any lineage; a greater number is a mistake. */
    private static final int DEPTH_MAX = 1_000_000;

    private static final Set<String> LINEAGE =
            Set.of(
                    "of",
                    "direction",
                    "depth",
                    "kind",
                    "edge",
                    "level",
                    "as_of",
                    "known_at",
                    "assertion",
                    "failed",
                    "limit",
                    "cursor",
                    "workspace");

    private final Questions questions;
    private final GraphQuestions graph;
    private final Fragments fragments;

    public GraphCalls(Questions questions, GraphQuestions graph, Fragments fragments) {
        this.questions = questions;
        this.graph = graph;
        this.fragments = fragments;
    }

    /** Returns the calls. */
    public List<Call> all() {
        return List.of(
                Call.get("/lineage", LINEAGE, this::lineage),
                Call.get("/layout", LINEAGE, this::layout),
                Call.get(
                        "/impact",
                        Set.of("of", "as_of", "known_at", "failed", "limit", "cursor", "workspace"),
                        this::impact),
                Call.get("/path", Set.of("from", "to", "count", "workspace"), this::path));
    }

    private Response lineage(Request request, Params params) {
        Viewer viewer = params.viewer();
        LineagePage page = graph.lineagePage(viewer, question(viewer, params));
        Shown shown = shown(viewer, page);
        return Answers.ok(out -> GraphJson.write(out, page, shown.nodes(), shown.edges()));
    }

    private Response layout(Request request, Params params) {
        Viewer viewer = params.viewer();
        LineagePage page = graph.lineagePage(viewer, question(viewer, params));
        Shown shown = shown(viewer, page);
        LayoutAnswer drawing = Layouts.of(page);
        return Answers.ok(
                out -> {
                    out.object(
                            "lineage",
                            lineage ->
                                    GraphJson.write(lineage, page, shown.nodes(), shown.edges()));
                    GraphJson.write(out, drawing);
                });
    }

    /** A page's nodes and edges, rendered. */
    private record Shown(List<byte[]> nodes, List<byte[]> edges) {}

    private Shown shown(Viewer viewer, LineagePage page) {
        return new Shown(
                fragments.nodes(viewer, page.view(), page.nodes(), page.clocks()),
                fragments.edges(viewer, page.edges(), page.clocks()));
    }

    private LineageQuestion question(Viewer viewer, Params params) {
        String of = params.reference("of");
        Direction direction =
                params.choice(
                        "direction",
                        Direction::fromWireName,
                        List.of(Direction.values()),
                        Direction.UPSTREAM);
        int depth = params.integer("depth", 0, DEPTH_MAX).orElse(LineageQuestion.ALL);
        Set<NodeKind> kinds = params.choices("kind", NodeKind.class, NodeKind::fromWireName);
        Set<EdgeKind> edges = params.choices("edge", EdgeKind.class, EdgeKind::fromWireName);
        Level level =
                params.choice("level", Level::fromWireName, List.of(Level.values()), Level.NODE);
        refuseColumnsAmongNodes(kinds, level);
        Set<Assertion> assertions =
                params.choices("assertion", Assertion.class, Assertion::fromWireName);
        boolean failed = params.flag("failed");
        int limit =
                params.integer("limit", 1, LineageQuestion.LIMIT_MAX)
                        .orElse(LineageQuestion.LIMIT_DEFAULT);
        String cursor = params.cursor();
        Clocks clocks = Asked.clocks(questions, params);
        return new LineageQuestion(
                find(viewer, "of", of, clocks),
                direction,
                depth,
                kinds.isEmpty() ? EnumSet.allOf(NodeKind.class) : kinds,
                edges.isEmpty() ? EnumSet.allOf(EdgeKind.class) : edges,
                level,
                assertions.isEmpty() ? EnumSet.allOf(Assertion.class) : assertions,
                clocks,
                failed,
                limit,
                cursor);
    }

    /** An answer that could only be empty would read as if there were none. */
    private static void refuseColumnsAmongNodes(Set<NodeKind> kinds, Level level) {
        if (level == Level.NODE && kinds.contains(NodeKind.COLUMN)) {
            throw ClewException.invalid(
                    "kind", "kind=column is shown at level=column only: expected level=column.");
        }
    }

    private Response impact(Request request, Params params) {
        Viewer viewer = params.viewer();
        String of = params.reference("of");
        boolean failed = params.flag("failed");
        int limit =
                params.integer("limit", 1, LineageQuestion.LIMIT_MAX)
                        .orElse(LineageQuestion.LIMIT_DEFAULT);
        String cursor = params.cursor();
        Clocks clocks = Asked.clocks(questions, params);
        var answer =
                graph.impact(
                        viewer,
                        new ImpactQuestion(
                                find(viewer, "of", of, clocks), clocks, failed, limit, cursor));
        return Answers.ok(out -> GraphJson.write(out, answer));
    }

    private Response path(Request request, Params params) {
        Viewer viewer = params.viewer();
        String from = params.reference("from");
        String to = params.reference("to");
        int count = params.integer("count", 1, PathQuestion.COUNT_MAX).orElse(1);
        Ways found =
                graph.ways(
                        viewer,
                        new PathQuestion(
                                find(viewer, "from", from, Clocks.NOW),
                                find(viewer, "to", to, Clocks.NOW),
                                count));
        List<List<byte[]>> ways = fragments.ways(viewer, found.ways(), found.clocks());
        return Answers.ok(out -> GraphJson.write(out, ways, found.verdict()));
    }

    private Urn find(Viewer viewer, String field, String reference, Clocks clocks) {
        return questions.find(viewer, field, reference, clocks).urn();
    }
}
