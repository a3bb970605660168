package io.clew.questions.explain;

import io.clew.model.Clocks;
import io.clew.model.Viewer;
import io.clew.model.answer.ExplainItem;
import io.clew.model.answer.Explanation;
import io.clew.model.answer.Node;
import io.clew.model.answer.Verdict;
import io.clew.questions.rows.NodeRow;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Answers the six questions about a node. */
public final class Explainer {
    private Explainer() {}

    /**
     * Explains a node as it was at a question's clocks.
     *
     * @param upstreamJobs the jobs whose runs are upstream of the node
     * @param verdict how whole the lineage upstream of the node is
     */
    public static Explanation explain(
            Db db,
            Viewer viewer,
            NodeRow node,
            Clocks clocks,
            List<Node> upstreamJobs,
            Verdict verdict) {
        Scene scene = new Scene(db, viewer, node, clocks);
        Origins origins = Origins.of(scene, upstreamJobs);
        Map<Topic.Question, List<ExplainItem>> items = new EnumMap<>(Topic.Question.class);
        for (Topic topic : Outline.of(scene.kind())) {
            items.computeIfAbsent(topic.question(), question -> new ArrayList<>())
                    .addAll(topic.items(scene, origins));
        }
        return new Explanation(
                items.getOrDefault(Topic.Question.WHO, List.of()),
                items.getOrDefault(Topic.Question.WHAT, List.of()),
                items.getOrDefault(Topic.Question.WHEN, List.of()),
                items.getOrDefault(Topic.Question.WHERE, List.of()),
                items.getOrDefault(Topic.Question.WHY, List.of()),
                items.getOrDefault(Topic.Question.HOW, List.of()),
                verdict);
    }
}
