package io.clew.model.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how the check of one part went.
 *
 * @param name what was checked, such as {@code graph}
 * @param counts how many of each kind were looked at, in the order in which people read them
 * @param found how many things are wrong
 * @param findings the first of them, one sentence each; at most {@link Findings#KEPT_MAX}
 */
public record CheckedPart(
        String name, Map<String, Long> counts, long found, List<String> findings) {
    public CheckedPart {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        findings = List.copyOf(findings);
    }

    /** Says whether nothing is wrong. */
    public boolean isSound() {
        return found == 0;
    }
}
