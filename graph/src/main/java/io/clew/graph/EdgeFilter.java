package io.clew.graph;

import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chooses edges.
 *
 * @param kinds only edges of these kinds
 * @param assertions only edges that somebody asserts in one of these ways
 * @param clocks only edges that stood at these clocks
 * @param columns whether edges of columns are chosen
 */
public record EdgeFilter(
        Set<EdgeKind> kinds, Set<Assertion> assertions, Clocks clocks, ColumnEdges columns) {
    public EdgeFilter {
        kinds = Set.copyOf(kinds);
        assertions = Set.copyOf(assertions);
    }

    /** Chooses edges, those of columns like all others. */
    public EdgeFilter(Set<EdgeKind> kinds, Set<Assertion> assertions, Clocks clocks) {
        this(kinds, assertions, clocks, ColumnEdges.WITH);
    }

    /** Chooses every edge that stood at the clocks. */
    public static EdgeFilter at(Clocks clocks) {
        return new EdgeFilter(
                EnumSet.allOf(EdgeKind.class), EnumSet.allOf(Assertion.class), clocks);
    }

    /** Chooses the same edges, but only of some kinds. */
    public EdgeFilter only(Set<EdgeKind> some) {
        return new EdgeFilter(some, assertions, clocks, columns);
    }

    /** Chooses the same edges, but for those of columns. */
    public EdgeFilter columns(ColumnEdges which) {
        return new EdgeFilter(kinds, assertions, clocks, which);
    }
}
