package io.clew.questions.diff.align;

import io.clew.questions.diff.side.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Matches what is directly upstream of two aligned things. */
final class Matching {
    private Matching() {}

    /** Two that play one part; or one that has no counterpart. */
    record Match(@Nullable Child before, @Nullable Child after) {

        /** Returns where it was found, on the earlier side if there is anything. */
        Slot slot() {
            return Objects.requireNonNull(before == null ? after : before).slot();
        }
    }

    /** Matches by name, then what is left by role: a table, job or model in another's place. */
    static List<Match> of(
            Map<Slot, Child> before, Map<Slot, Child> after, Side earlier, Side later) {
        List<Match> matches = new ArrayList<>();
        Map<Role, List<Child>> left = new LinkedHashMap<>();
        before.forEach(
                (slot, child) -> {
                    Child same = after.get(slot);
                    if (same != null) {
                        matches.add(new Match(child, same));
                    } else {
                        left.computeIfAbsent(child.role(), r -> new ArrayList<>()).add(child);
                    }
                });
        for (Child child : after.values()) {
            if (!before.containsKey(child.slot())) {
                Child replaced =
                        best(left.getOrDefault(child.role(), List.of()), child, earlier, later);
                if (replaced != null) {
                    left.getOrDefault(child.role(), List.of()).remove(replaced);
                }
                matches.add(new Match(replaced, child));
            }
        }
        left.values().forEach(rest -> rest.forEach(child -> matches.add(new Match(child, null))));
        return matches;
    }

    /** Of several that could have been replaced, the one whose name is most like the new one's. */
    private static @Nullable Child best(
            List<Child> candidates, Child child, Side earlier, Side later) {
        if (candidates.size() <= 1) {
            return candidates.isEmpty() ? null : candidates.getFirst();
        }
        Child best = null;
        double most = -1;
        String name = later.urn(child.thing().first()).toString();
        for (Child candidate : candidates) {
            double likeness = likeness(earlier.urn(candidate.thing().first()).toString(), name);
            if (likeness > most) {
                most = likeness;
                best = candidate;
            }
        }
        return best;
    }

    /** Returns which share of two texts their common beginning and end are. */
    private static double likeness(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int head = 0;
        while (head < most && one.charAt(head) == other.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head
                && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        return (double) (head + tail) / Math.max(1, Math.max(one.length(), other.length()));
    }
}
