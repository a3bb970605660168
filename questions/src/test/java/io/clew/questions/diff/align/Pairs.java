package io.clew.questions.diff.align;

import io.clew.questions.diff.side.Thing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes pairs for tests of what is done with them. */
public final class Pairs {
    private Pairs() {}

    /** Makes a pair of the same node on both sides, upstream of another; null for none. */
    public static Pair of(Role role, int node, @Nullable Pair below) {
        Thing thing = new Thing(List.of(node), Thing.NONE);
        return new Pair(
                role, thing, thing, below == null ? null : new Pair.Step(below, node, node), false);
    }
}
