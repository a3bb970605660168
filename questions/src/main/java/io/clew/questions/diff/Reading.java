package io.clew.questions.diff;

import io.clew.questions.diff.align.Alignment;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.side.Thing;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of which nodes all is read that was told of them. */
final class Reading {
    private Reading() {}

    static Set<Integer> nodes(Alignment alignment) {
        Set<Integer> nodes = new LinkedHashSet<>();
        boolean sameClocks = alignment.before().clocks().equals(alignment.after().clocks());
        for (Pair pair : alignment.pairs()) {
            add(pair.before(), nodes, sameClocks && pair.isSame());
            add(pair.after(), nodes, sameClocks && pair.isSame());
            Thing origin = origin(pair);
            if (origin != null) {
                nodes.addAll(alignment.after().columns(origin.container()));
            }
        }
        return nodes;
    }

    /** Returns a dataset without versions, of which its columns tell what was measured. */
    private static @Nullable Thing origin(Pair pair) {
        Thing after = pair.after();
        return pair.role() == Role.DATA
                        && after != null
                        && after.nodes().equals(List.of(after.container()))
                ? after
                : null;
    }

    /** What is the same node at the same clocks tells the same: only its container may not. */
    private static void add(@Nullable Thing thing, Set<Integer> into, boolean same) {
        if (thing != null) {
            if (!same) {
                into.addAll(thing.nodes());
            }
            if (thing.isContained()) {
                into.add(thing.container());
            }
        }
    }
}
