package io.clew.protocol.metaflow.rows;

import io.clew.protocol.metaflow.wire.CleanValue;
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

    /** Returns it as it may be kept. */
    public Datum withoutSecrets() {
        return new Datum(field, CleanValue.of(field, value), type, user, tags, systemTags);
    }
}
