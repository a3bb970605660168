package io.clew.commit.internal;

import io.clew.commit.Terms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what nodes can be found by, each text once for all that a write says. */
final class TermRows {

    private final Set<List<?>> rows = new LinkedHashSet<>();

    void add(int workspaceId, int node, String key, @Nullable Object value) {
        for (String term : Terms.of(key, value)) {
            rows.add(List.of(workspaceId, Terms.name(key), term, node));
        }
    }

    void close(WaitingRows waiting) {
        rows.forEach(waiting::term);
    }
}
