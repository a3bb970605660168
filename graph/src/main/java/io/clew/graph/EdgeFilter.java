package io.clew.graph;

import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Chooses the edges that a reader wants to see.
 *
 * @param kinds only edges of these kinds
 * @param assertions only edges that somebody asserts in one of these ways
 * @param clocks only edges that stood at these clocks
 */
public record EdgeFilter(Set<EdgeKind> kinds, Set<Assertion> assertions, Clocks clocks) {
    public EdgeFilter {
        kinds = Set.copyOf(kinds);
        assertions = Set.copyOf(assertions);
    }

    /** Chooses every edge that stood at the clocks. */
    public static EdgeFilter at(Clocks clocks) {
        return new EdgeFilter(
                EnumSet.allOf(EdgeKind.class), EnumSet.allOf(Assertion.class), clocks);
    }

    /** Chooses the same edges, but only of some kinds. */
    public EdgeFilter only(Set<EdgeKind> some) {
        return new EdgeFilter(some, assertions, clocks);
    }
}
