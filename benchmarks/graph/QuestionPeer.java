import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphIndex;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.Level;
import io.clew.model.NodeKind;

import java.util.EnumSet;

/**
 * Asks Clew the whole question of {@code /lineage} in this process: rules, order and the first page
 * with its edges, but nothing from the store.
 */
final class QuestionPeer implements Peer {

    private static final int PAGE = 1000;

    private final GraphIndex index;

    QuestionPeer(GraphIndex index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "question";
    }

    @Override
    public void ask(int[] nodes, Samples samples) throws Exception {
        for (int node : nodes) {
            samples.time(
                    () -> {
                        Traversal answer =
                                Traversal.of(
                                        index.view(),
                                        new TraversalQuestion(
                                                node,
                                                Direction.UPSTREAM,
                                                Integer.MAX_VALUE,
                                                EnumSet.allOf(NodeKind.class),
                                                EdgeFilter.at(Clocks.NOW),
                                                Level.NODE,
                                                false,
                                                Budget.DEFAULT,
                                                null));
                        Object edges = answer.edges(0, PAGE);
                        if (answer.nodes(0, PAGE).length == 0 || edges == null) {
                            throw new IllegalStateException("an empty page of " + node);
                        }
                        return answer.size();
                    });
        }
    }
}
