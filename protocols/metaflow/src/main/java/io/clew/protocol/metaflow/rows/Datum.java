package io.clew.protocol.metaflow.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one statement of a task's metadata.
 *
 * @param value the original: any value of JSON
 */
public record Datum(
        String field,
        @Nullable Object value,
        String type,
        String user,
        List<String> tags,
        List<String> systemTags) {
    public Datum {
        tags = List.copyOf(tags);
        systemTags = List.copyOf(systemTags);
    }
}
