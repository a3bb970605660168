package io.clew.protocol.mlflow.registry;

import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads and checks the names that the registry's calls carry, as MLflow does. */
final class RegistryNames {
    /** Most characters of a model's name: what MLflow's tables hold. */
    static final int NAME_LENGTH_MAX = 256;

    static final int ALIAS_LENGTH_MAX = 255;

    /** Most characters of a description: as long as a tag, since both are free text. */
    static final int DESCRIPTION_LENGTH_MAX = 100_000;

    /** Most characters of a tag's value: it holds the whole text of a prompt. */
    static final int TAG_VALUE_LENGTH_MAX = 100_000;

    private static final Pattern ALIAS =
            Pattern.compile("[\\w-]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern VERSION_LIKE = Pattern.compile("[vV]\\d+");

    private RegistryNames() {}

    /**
     * Reads the name of a registered model.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    static String model(JsonObject fields, String field) {
        String name = fields.nonEmptyText(field);
        if (name.isBlank()) {
            throw fields.missing(field);
        }
        if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw ClewException.invalid(
                    field,
                    "Invalid model name '%s'. Names cannot contain '/' or ':'.".formatted(name));
        }
        if (name.equals(".") || name.startsWith("..")) {
            throw Checks.invalid(
                    field,
                    name,
                    "Names may be treated as files in certain cases, and must not be '.' or begin with '..'");
        }
        return Checks.length(field, name, NAME_LENGTH_MAX);
    }

    /**
     * Reads the number of a version.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    static long version(JsonObject fields) {
        return version(fields.nonEmptyText("version"));
    }

    /** Reads the number of a version from a text; one out of range is a version nobody has. */
    static long version(String text) {
        String digits = text.strip();
        if (!digits.matches("[+-]?[0-9]+")) {
            throw ClewException.invalid(
                    "version", "Parameter 'version' must be an integer, got '%s'.".formatted(text));
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException outOfRange) {
            return -1;
        }
    }

    /**
     * Reads the name of an alias that is looked for.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    static String alias(JsonObject fields) {
        String alias = fields.nonEmptyText("alias");
        if (!ALIAS.matcher(alias).matches()) {
            throw ClewException.invalid(
                    "alias",
                    "Invalid alias name: '%s'. Names may only contain alphanumerics, underscores (_), and dashes (-)."
                            .formatted(alias));
        }
        if (alias.codePointCount(0, alias.length()) > ALIAS_LENGTH_MAX) {
            throw ClewException.invalid(
                    "alias",
                    "'Registered model alias name' exceeds the maximum length of %d characters"
                            .formatted(ALIAS_LENGTH_MAX));
        }
        return alias;
    }

    /**
     * Reads the name of an alias that is to be set: not one that means a version already.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    static String newAlias(JsonObject fields) {
        String alias = alias(fields);
        if (isLatest(alias)) {
            throw ClewException.invalid(
                    "alias", "'latest' alias name (case insensitive) is reserved.");
        }
        if (VERSION_LIKE.matcher(alias).matches()) {
            throw ClewException.invalid(
                    "alias", "Version alias name '%s' is reserved.".formatted(alias));
        }
        return alias;
    }

    /** Says whether an alias means the newest version of a model. */
    static boolean isLatest(String alias) {
        return alias.toLowerCase(Locale.ROOT).equals("latest");
    }

    /** Reads a description; empty when it is not set. */
    static String description(JsonObject fields) {
        return optional(fields, "description", DESCRIPTION_LENGTH_MAX);
    }

    /** Reads an optional text; empty when it is not set. */
    static String optional(JsonObject fields, String field, int lengthMax) {
        return Checks.length(field, fields.optionalText(field).orElse(""), lengthMax);
    }

    /** Reads the key of a tag. */
    static String tagKey(JsonObject fields) {
        return Checks.key("key", fields.nonEmptyText("key"));
    }

    /** Reads the value of a tag; empty when it is not set. */
    static String tagValue(JsonObject fields) {
        return optional(fields, "value", TAG_VALUE_LENGTH_MAX);
    }

    /** Reads a list of tags; of a key given twice the last value holds. */
    static Map<String, String> tags(JsonObject fields) {
        List<JsonObject> entries = fields.objects("tags");
        Checks.count("tags", entries.size(), Limits.TAGS_MAX);
        Map<String, String> tags = new LinkedHashMap<>();
        entries.forEach(entry -> tags.put(tagKey(entry), tagValue(entry)));
        return tags;
    }
}
