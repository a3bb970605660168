package io.clew.server.check;

import io.clew.model.check.CheckedPart;
import java.util.List;

/**
 * Tells how the check of a whole store went.
 *
 * @param store the kind of its database, such as {@code sqlite}
 * @param position the log position up to which log and graph were checked
 */
public record CheckReport(String store, long position, List<CheckedPart> parts) {
    public CheckReport {
        parts = List.copyOf(parts);
    }

    /** Says whether nothing is wrong. */
    public boolean isSound() {
        return parts.stream().allMatch(CheckedPart::isSound);
    }
}
