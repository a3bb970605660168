package io.clew.protocol.openlineage.marquez.rows;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows a source: where datasets are.
 *
 * @param type such as {@code POSTGRESQL}
 */
public record SourceRow(
        String type,
        String name,
        long createdMillis,
        long updatedMillis,
        String connectionUrl,
        @Nullable String description) {

    /** Returns the type that the scheme of a dataset namespace says. */
    static String type(String namespace) {
        int colon = namespace.indexOf(':');
        String scheme = (colon < 0 ? namespace : namespace.substring(0, colon));
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "postgres" -> "POSTGRESQL";
            default -> scheme.toUpperCase(Locale.ROOT);
        };
    }
}
