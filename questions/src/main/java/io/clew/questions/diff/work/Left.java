package io.clew.questions.diff.work;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what an answer left out since a bound was met, so that its verdict tells it. */
public final class Left {

    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<Integer> nodes = new LinkedHashSet<>();

    /** Notes that a bound was met; the reason reads like {@code more than 1000 metrics moved}. */
    public void note(String reason) {
        reasons.add(reason);
    }

    /** Notes that a bound was met at a node. */
    public void note(String reason, int node) {
        note(reason);
        nodes.add(node);
    }

    /** Returns all reasons in one text; null when nothing was left out. */
    public @Nullable String reason() {
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }

    /** Returns the nodes of which not all was looked at. */
    public Set<Integer> nodes() {
        return nodes;
    }
}
