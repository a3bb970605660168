package io.clew.questions.diff;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says by which way the asked thing leads to the subject of a change. */
final class Paths {
    private Paths() {}

    /** Returns the names on the way, from the asked node to the subject. */
    static List<Urn> to(Pair pair, Urn subject, Side side) {
        List<Urn> way = new ArrayList<>();
        boolean later = pair.after() != null;
        List<Pair> chain = chain(pair);
        for (int i = 0; i < chain.size(); i++) {
            Pair at = chain.get(i);
            Thing thing = later ? at.after() : at.before();
            if (thing == null) {
                break;
            }
            int known = way.size();
            Integer via = i + 1 < chain.size() ? via(chain.get(i + 1), later) : null;
            add(way, at, thing, via, side);
            int met = way.subList(known, way.size()).indexOf(subject);
            if (met >= 0) {
                return List.copyOf(way.subList(0, known + met + 1));
            }
            Urn container = thing.isContained() ? side.urn(thing.container()) : null;
            if (subject.equals(container)) {
                break;
            }
            if (container != null && isColumnOf(subject, container)) {
                way.add(container);
                break;
            }
        }
        if (way.isEmpty() || !way.getLast().equals(subject)) {
            way.add(subject);
        }
        return List.copyOf(way);
    }

    private static List<Pair> chain(Pair pair) {
        List<Pair> chain = new ArrayList<>();
        Pair at = pair;
        while (at != null) {
            chain.add(at);
            Pair.Step step = at.step();
            at = step == null ? null : step.from();
        }
        Collections.reverse(chain);
        return chain;
    }

    private static @Nullable Integer via(Pair next, boolean later) {
        Pair.Step step = next.step();
        if (step == null) {
            return null;
        }
        int via = later ? step.viaAfter() : step.viaBefore();
        return via == Thing.NONE ? null : via;
    }

    /** Of the versions that one use meant, the one with the next edge is on the way. */
    private static void add(List<Urn> way, Pair at, Thing thing, @Nullable Integer via, Side side) {
        if (via == null || via == thing.first()) {
            way.add(side.urn(thing.first()));
        } else if (at.role() == Role.DATA) {
            way.add(side.urn(via));
        } else {
            way.add(side.urn(thing.first()));
            way.add(side.urn(via));
        }
    }

    private static boolean isColumnOf(Urn subject, Urn dataset) {
        return subject.kind() == NodeKind.COLUMN
                && dataset.kind() == NodeKind.DATASET
                && subject.segments().size() > dataset.segments().size()
                && subject.segments()
                        .subList(0, dataset.segments().size())
                        .equals(dataset.segments());
    }
}
