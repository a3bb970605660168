package io.clew.questions.impact;

import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Impact;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.graph.traversal.Turns;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.answer.ImpactAnswer;
import io.clew.model.answer.ImpactAnswer.Affected;
import io.clew.model.answer.Node;
import io.clew.questions.details.Details;
import io.clew.questions.paging.PageCursor;
import io.clew.questions.paging.RecentWalks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@link ImpactQuestion}s from the graph. */
public final class Impacts {

    private final GraphIndex index;
    private final Details details;
    private final Budget budget;
    private final Turns turns;
    private final RecentWalks<Impact> recent = new RecentWalks<>();

    /** Answers from an index, with what the details show of it. */
    public Impacts(GraphIndex index, Details details) {
        this(index, details, Budget.DEFAULT, Turns.ofProcessors());
    }

    /** Answers within a budget, the big questions in their turns. */
    public Impacts(GraphIndex index, Details details, Budget budget, Turns turns) {
        this.index = index;
        this.details = details;
        this.budget = budget;
        this.turns = turns;
    }

    /**
     * Answers one page.
     *
     * @throws ClewException NOT_FOUND when there is no such node or workspace; INVALID_PARAMETER
     *     for a cursor of another question; UNAVAILABLE when the thread was interrupted or too many
     *     big questions are asked at once
     */
    public ImpactAnswer ask(Viewer viewer, ImpactQuestion question) {
        try (Turns.Turn turn = turns.begin()) {
            return ask(viewer, question, turn);
        }
    }

    private ImpactAnswer ask(Viewer viewer, ImpactQuestion question, Turns.Turn turn) {
        String wording = wording(viewer, question);
        GraphView view = index.viewAt(PageCursor.positionOf(question.cursor(), wording));
        int workspace = details.workspaceId(viewer);
        PageCursor page =
                PageCursor.open(
                        question.cursor(), wording, question.clocks().knownAt(), view.position());
        Clocks clocks = new Clocks(question.clocks().asOf(), page.position());
        int node =
                view.find(workspace, question.of(), clocks)
                        .orElseThrow(() -> ClewException.notFound("there is no " + question.of()));
        TraversalQuestion walk =
                new TraversalQuestion(
                        node,
                        Direction.DOWNSTREAM,
                        Integer.MAX_VALUE,
                        EnumSet.allOf(NodeKind.class),
                        EdgeFilter.at(clocks),
                        Level.COLUMN,
                        question.failed(),
                        budget,
                        page.cut());
        Impact impact = recent.of(wording, page, () -> Impact.of(view, walk, turn));
        int[] nodes = impact.nodes(page.start(), question.limit());
        int next = page.start() + nodes.length;
        PageCursor further = new PageCursor(page.position(), next, 0, impact.cut());
        if (next < impact.size()) {
            recent.keep(wording, further, impact);
        }
        return new ImpactAnswer(
                affected(viewer, view, impact, nodes, clocks),
                impact.counts(),
                impact.verdict(),
                next < impact.size() ? further.text(wording) : null);
    }

    private List<Affected> affected(
            Viewer viewer, GraphView view, Impact impact, int[] nodes, Clocks clocks) {
        Map<String, Node> shown = shown(viewer, Arrays.stream(nodes).boxed().toList(), clocks);
        Owners owners = Owners.of(view, nodes, shown, clocks);
        Map<String, Node> containers = shown(viewer, owners.containers(), clocks);
        List<Affected> affected = new ArrayList<>(nodes.length);
        for (int node : nodes) {
            Node detail = shown.get(view.urnText(node));
            if (detail != null) {
                affected.add(
                        new Affected(
                                detail.urn(),
                                detail.name(),
                                impact.distance(node),
                                Arrays.stream(impact.via(node)).mapToObj(view::urn).toList(),
                                owners.of(node, containers),
                                impact.isDeployed(node)
                                        || detail.urn().kind() == NodeKind.DEPLOYMENT,
                                aliases(detail),
                                text(detail, Attributes.STAGE),
                                text(detail, Attributes.STATUS),
                                detail.deleted(),
                                impact.isExact(node),
                                unknownAt(view, impact, node)));
            }
        }
        return affected;
    }

    private static @Nullable Urn unknownAt(GraphView view, Impact impact, int node) {
        int unknown = impact.unknownAt(node);
        return unknown == 0 ? null : view.urn(unknown);
    }

    private Map<String, Node> shown(Viewer viewer, List<Integer> nodes, Clocks clocks) {
        Map<String, Node> shown = new HashMap<>();
        if (!nodes.isEmpty()) {
            for (Node node : details.nodes(viewer, nodes, clocks)) {
                shown.put(node.urn().toString(), node);
            }
        }
        return shown;
    }

    private static @Nullable String text(Node node, String key) {
        return node.attributes().get(key) instanceof String text ? text : null;
    }

    private static List<String> aliases(Node node) {
        return node.attributes().keySet().stream()
                .filter(key -> key.startsWith(Attributes.ALIAS))
                .map(key -> key.substring(Attributes.ALIAS.length()))
                .sorted()
                .toList();
    }

    private static String wording(Viewer viewer, ImpactQuestion question) {
        return String.join(
                "\n",
                "impact",
                viewer.workspace().name(),
                question.of().toString(),
                question.clocks().toString(),
                Boolean.toString(question.failed()));
    }
}
