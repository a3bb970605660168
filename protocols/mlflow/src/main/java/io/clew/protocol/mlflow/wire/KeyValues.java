package io.clew.protocol.mlflow.wire;

import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads lists of keys and values whose keys may hold any character, within their limits. */
public final class KeyValues {
    private KeyValues() {}

    /**
     * Reads a list of {@code {key, value}} objects; of a key given twice the last value holds.
     *
     * @param valueLengthMax most characters of a value; it may be empty
     * @return in the order sent
     * @throws ClewException INVALID_PARAMETER naming the entry at fault
     */
    public static Map<String, String> read(JsonObject fields, String field, int valueLengthMax) {
        List<JsonObject> entries = fields.objects(field);
        Checks.count(field, entries.size(), Limits.TAGS_MAX);
        Map<String, String> read = new LinkedHashMap<>();
        for (JsonObject entry : entries) {
            String key = entry.nonEmptyText("key");
            String value = entry.optionalText("value").orElse("");
            Checks.length(entry.pathOf("key"), key, Limits.KEY_LENGTH_MAX);
            read.put(key, Checks.length(entry.pathOf("value"), value, valueLengthMax));
        }
        return read;
    }
}
