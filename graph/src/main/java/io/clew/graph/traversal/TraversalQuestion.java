package io.clew.graph.traversal;

import io.clew.graph.EdgeFilter;
import io.clew.model.Direction;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what is upstream of a node, downstream, or both.
 *
 * @param node the asked node's number
 * @param depth how many edges to follow at most; {@code Integer.MAX_VALUE} for all
 * @param kinds kinds of nodes to show; the walk passes through the rest
 * @param filter edges to follow; its kinds do not bind same-as, nor the way from an asked container
 *     to its members
 * @param level whether columns are shown
 * @param failed whether attempts are walked and shown like all else
 * @param given where an earlier page of the same question was cut by the budget; null for none
 */
public record TraversalQuestion(
        int node,
        Direction direction,
        int depth,
        Set<NodeKind> kinds,
        EdgeFilter filter,
        Level level,
        boolean failed,
        Budget budget,
        @Nullable Cut given) {
    public TraversalQuestion {
        kinds = Set.copyOf(kinds);
    }

    /** Asks the same, with attempts. */
    TraversalQuestion withFailed() {
        return new TraversalQuestion(
                node, direction, depth, kinds, filter, level, true, budget, given);
    }

    /** Asks the same in another direction. */
    TraversalQuestion going(Direction other) {
        return new TraversalQuestion(
                node, other, depth, kinds, filter, level, failed, budget, given);
    }
}
