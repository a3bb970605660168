package io.clew.protocol.metaflow.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one flow.
 *
 * @param user who made it; null when not told
 * @param tsMillis when it was registered
 */
public record Flow(
        String flowId,
        @Nullable String user,
        long tsMillis,
        List<String> tags,
        List<String> systemTags) {
    public Flow {
        tags = List.copyOf(tags);
        systemTags = List.copyOf(systemTags);
    }
}
