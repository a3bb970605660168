package io.clew.questions.path;

import io.clew.graph.GraphEdge;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Paths;
import io.clew.graph.traversal.Turns;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.answer.Edge;
import io.clew.model.answer.PathAnswer;
import io.clew.questions.details.Details;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Answers {@link PathQuestion}s from the graph, as it is now. */
public final class PathAnswers {

    private final GraphIndex index;
    private final Details details;
    private final Budget budget;
    private final Turns turns;

    /** Answers from an index, with what the details show of it. */
    public PathAnswers(GraphIndex index, Details details) {
        this(index, details, Budget.DEFAULT, Turns.ofProcessors());
    }

    /** Answers within a budget, the big questions in their turns. */
    public PathAnswers(GraphIndex index, Details details, Budget budget, Turns turns) {
        this.index = index;
        this.details = details;
        this.budget = budget;
        this.turns = turns;
    }

    /**
     * Answers.
     *
     * @throws ClewException NOT_FOUND when there is no such node or workspace; UNAVAILABLE when the
     *     thread was interrupted
     */
    public PathAnswer ask(Viewer viewer, PathQuestion question) {
        Ways found = ways(viewer, question);
        Map<String, Edge> shown =
                details.edges(viewer, found.edges(), found.clocks()).stream()
                        .collect(Collectors.toMap(PathAnswers::key, edge -> edge));
        List<List<Edge>> ways = new ArrayList<>();
        for (List<GraphEdge> way : found.ways()) {
            ways.add(
                    way.stream()
                            .map(edge -> shown.get(key(found.view(), edge)))
                            .filter(Objects::nonNull)
                            .toList());
        }
        return new PathAnswer(ways, found.verdict());
    }

    /** Answers by the numbers of edges; refuses what {@link #ask} refuses. */
    public Ways ways(Viewer viewer, PathQuestion question) {
        try (Turns.Turn turn = turns.begin()) {
            return ways(viewer, question, turn);
        }
    }

    private Ways ways(Viewer viewer, PathQuestion question, Turns.Turn turn) {
        GraphView view = index.view();
        Clocks clocks = new Clocks(null, view.position());
        int workspace = details.workspaceId(viewer);
        Paths paths =
                Paths.of(
                        view,
                        find(view, workspace, question.from(), clocks),
                        find(view, workspace, question.to(), clocks),
                        question.count(),
                        budget,
                        turn);
        return new Ways(
                view,
                clocks,
                paths.ways().stream()
                        .map(way -> Arrays.stream(way).mapToObj(view::edge).toList())
                        .toList(),
                paths.verdict());
    }

    private static int find(GraphView view, int workspace, Urn urn, Clocks clocks) {
        return view.find(workspace, urn, clocks)
                .orElseThrow(() -> ClewException.notFound("there is no " + urn));
    }

    private static String key(Edge edge) {
        return edge.from() + " " + edge.kind() + " " + edge.to();
    }

    private static String key(GraphView view, GraphEdge edge) {
        return view.urnText(edge.from()) + " " + edge.kind() + " " + view.urnText(edge.to());
    }
}
