package io.clew.protocol.mlflow.wire;

import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads lists of keys and values, such as tags, within their limits.
 *
 * @param keyCharsMax most characters of a key; at least one is needed
 * @param valueCharsMax most characters of a value; it may be empty
 */
public record KeyValues(int keyCharsMax, int valueCharsMax) {

    /** Most entries of one list: as many as MLflow takes in one batch of all kinds. */
    public static final int ENTRIES_MAX = 1000;

    /** Parameters of runs and logged models. */
    public static final KeyValues PARAMS = new KeyValues(250, 6000);

    /** Tags of runs and logged models. */
    public static final KeyValues TAGS = new KeyValues(250, 8000);

    /** Tags of registered models and their versions, which hold the text of prompts. */
    public static final KeyValues REGISTRY_TAGS = new KeyValues(250, 100_000);

    /**
     * Reads a list of {@code {key, value}} objects; of a key given twice the last value holds.
     *
     * @return in the order sent
     * @throws ClewException INVALID_PARAMETER naming the entry at fault
     */
    public Map<String, String> read(JsonObject fields, String field) {
        List<JsonObject> entries = fields.objects(field);
        if (entries.size() > ENTRIES_MAX) {
            throw ClewException.invalid(
                    field,
                    "A list of '%s' has at most %d entries, and this one has %d"
                            .formatted(field, ENTRIES_MAX, entries.size()));
        }
        Map<String, String> read = new LinkedHashMap<>();
        entries.forEach(entry -> read.put(key(entry, "key"), value(entry, "value")));
        return read;
    }

    /** Reads a key that must be there. */
    public String key(JsonObject fields, String field) {
        return within(fields, field, fields.nonEmptyText(field), keyCharsMax);
    }

    /** Reads a value; one that is not set is empty. */
    public String value(JsonObject fields, String field) {
        return within(fields, field, fields.optionalText(field).orElse(""), valueCharsMax);
    }

    private static String within(JsonObject fields, String field, String text, int charsMax) {
        return TextLimits.within(fields.pathOf(field), text, charsMax);
    }
}
