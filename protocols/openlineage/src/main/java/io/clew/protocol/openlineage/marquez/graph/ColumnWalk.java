package io.clew.protocol.openlineage.marquez.graph;

import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Walks from columns to those they were derived from and, when asked, to those derived from them.
 *
 * @param columns the columns met: those asked for first, then the nearest
 * @param truncated whether there are more than {@link #COLUMNS_MAX}
 */
public record ColumnWalk(Set<Integer> columns, boolean truncated) {
    /** Most columns of one answer. */
    public static final int COLUMNS_MAX = 20_000;

    /**
     * Walks up, and down too when asked; each way by itself, so that siblings are not met.
     *
     * @param clocks columns as they were derived by then
     * @param depth most edges from a column asked for
     */
    public static ColumnWalk from(
            GraphView view,
            Collection<Integer> columns,
            Clocks clocks,
            int depth,
            boolean withDownstream) {
        Neighbors near = new Neighbors(view, clocks);
        Set<Integer> all = new LinkedHashSet<>(columns);
        boolean cut = walk(near, columns, all, depth, true);
        if (withDownstream) {
            cut |= walk(near, columns, all, depth, false);
        }
        return new ColumnWalk(all, cut);
    }

    private static boolean walk(
            Neighbors near, Collection<Integer> start, Set<Integer> all, int depth, boolean up) {
        Set<Integer> met = new LinkedHashSet<>(start);
        Set<Integer> nearest = new LinkedHashSet<>(start);
        for (int hop = 0; hop < depth && !nearest.isEmpty(); hop++) {
            Set<Integer> next = new LinkedHashSet<>();
            for (int column : nearest) {
                int[] others =
                        up
                                ? near.causes(column, EdgeKind.DERIVED_FROM)
                                : near.effects(column, EdgeKind.DERIVED_FROM);
                for (int other : others) {
                    // A dataset as a whole is where a column's history ends, not a way on.
                    if (near.kind(other) == NodeKind.COLUMN && met.add(other)) {
                        next.add(other);
                    }
                }
            }
            all.addAll(next);
            if (all.size() > COLUMNS_MAX) {
                return true;
            }
            nearest = next;
        }
        return false;
    }
}
