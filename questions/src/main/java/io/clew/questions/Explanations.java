package io.clew.questions;

import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Viewer;
import io.clew.model.answer.Explanation;
import io.clew.model.answer.LineageAnswer;
import io.clew.model.answer.Node;
import io.clew.model.answer.Verdict;
import io.clew.questions.lineage.LineageQuestion;
import io.clew.questions.rows.NodeRow;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Explains nodes by reference, with the verdict of the lineage behind them. */
public final class Explanations {

    private final Questions questions;
    private final GraphQuestions graph;

    public Explanations(Questions questions, GraphQuestions graph) {
        this.questions = questions;
        this.graph = graph;
    }

    /**
     * Answers the six questions about the node that a reference means.
     *
     * @param field the parameter that the reference came in
     */
    public Explanation explain(Viewer viewer, String field, String reference, Clocks clocks) {
        NodeRow node = questions.find(viewer, field, reference, clocks);
        LineageAnswer upstream = graph.lineage(viewer, upstreamJobs(node, clocks));
        List<Node> jobs =
                upstream.nodes().stream()
                        .filter(each -> each.urn().kind() == NodeKind.JOB)
                        .toList();
        return questions.explain(viewer, node, clocks, jobs, verdict(upstream));
    }

    /** Jobs beyond one page are not told of: more than anybody reads. */
    private static Verdict verdict(LineageAnswer upstream) {
        Verdict whole = upstream.verdict();
        return upstream.next() == null || whole.state() == Verdict.State.TRUNCATED
                ? whole
                : new Verdict(
                        Verdict.State.TRUNCATED,
                        "more than %d upstream jobs".formatted(LineageQuestion.LIMIT_MAX),
                        whole.frontier(),
                        whole.gaps(),
                        whole.excluded());
    }

    private static LineageQuestion upstreamJobs(NodeRow node, Clocks clocks) {
        LineageQuestion all = LineageQuestion.upstreamOf(node.urn());
        return new LineageQuestion(
                node.urn(),
                all.direction(),
                all.depth(),
                Set.of(NodeKind.JOB),
                EnumSet.allOf(EdgeKind.class),
                all.level(),
                all.assertions(),
                clocks,
                all.failed(),
                LineageQuestion.LIMIT_MAX,
                null);
    }
}
