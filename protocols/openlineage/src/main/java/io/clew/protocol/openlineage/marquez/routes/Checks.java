package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import org.jspecify.annotations.Nullable;

/** Checks the texts that clients give. */
final class Checks {
    /** Most characters of a namespace, an owner or a source, as in Marquez. */
    static final int NAME_CHARS_MAX = 1024;

    /** Most characters of a tag: databases index its name, and Marquez has no longer ones. */
    static final int TAG_CHARS_MAX = 255;

    /** Most characters of a description. */
    private static final int DESCRIPTION_CHARS_MAX = 65_536;

    private Checks() {}

    /** Returns a name that is neither blank nor too long. */
    static String name(String field, String value, int charsMax) {
        if (value.isBlank() || value.length() > charsMax) {
            throw ClewException.invalid(
                    field,
                    field + " must not be blank and have at most " + charsMax + " characters");
        }
        return value;
    }

    /** Returns a name of the body. */
    static String name(JsonObject body, String field) {
        return name(field, body.text(field), NAME_CHARS_MAX);
    }

    /** Returns the description of the body; null when it has none. */
    static @Nullable String description(JsonObject body) {
        String text = body.optionalText("description").orElse(null);
        if (text != null && text.length() > DESCRIPTION_CHARS_MAX) {
            throw ClewException.invalid(
                    "description",
                    "description must have at most " + DESCRIPTION_CHARS_MAX + " characters");
        }
        return text;
    }
}
