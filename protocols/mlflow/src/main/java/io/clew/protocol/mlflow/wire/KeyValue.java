package io.clew.protocol.mlflow.wire;

import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Holds a tag or a param as MLflow sends it: {@code {"key","value"}}.
 *
 * @param value never null; MLflow reads an absent value as an empty text
 */
public record KeyValue(String key, String value) {

    /** Orders keys as both databases do: by their bytes in UTF-8. */
    public static final Comparator<String> KEY_ORDER =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));

    /** Reads a list of them; a key that is absent reads as empty, which the checks refuse. */
    public static List<KeyValue> list(JsonObject fields, String field) {
        List<JsonObject> objects = fields.objects(field);
        List<KeyValue> all = new ArrayList<>(objects.size());
        for (JsonObject object : objects) {
            all.add(
                    new KeyValue(
                            object.optionalText("key").orElse(""),
                            object.optionalText("value").orElse("")));
        }
        return all;
    }

    /** Writes one as the members of an object. */
    public static void write(JsonWriter out, KeyValue pair) {
        out.text("key", pair.key()).text("value", pair.value());
    }
}
