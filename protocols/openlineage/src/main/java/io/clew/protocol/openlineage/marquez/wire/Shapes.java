package io.clew.protocol.openlineage.marquez.wire;

import io.clew.http.json.JsonWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the small shapes that Marquez's entities share; what is unknown is {@code null}. */
public final class Shapes {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Shapes() {}

    /** Writes a text, or null. */
    public static void text(JsonWriter out, String name, @Nullable String value) {
        if (value == null) {
            out.nothing(name);
        } else {
            out.text(name, value);
        }
    }

    /** Writes an instant by its milliseconds since the epoch, or null. */
    public static void time(JsonWriter out, String name, @Nullable Long epochMillis) {
        text(out, name, epochMillis == null ? null : time(epochMillis));
    }

    /** Returns an instant as Marquez writes it. */
    public static String time(long epochMillis) {
        return MILLIS.format(Instant.ofEpochMilli(epochMillis));
    }

    /** Writes a value of JSON, or null. */
    public static void value(JsonWriter out, String name, @Nullable Object value) {
        if (value == null) {
            out.nothing(name);
        } else {
            out.value(name, value);
        }
    }

    /** Writes a thing's {@code id}: its namespace and name. */
    public static void id(JsonWriter out, String member, String namespace, String name) {
        out.object(member, id -> id.text("namespace", namespace).text("name", name));
    }

    /** Returns a member of a map that is a text and not empty, or null. */
    public static @Nullable String textAt(@Nullable Object map, String... path) {
        Object value = map;
        for (String step : path) {
            value = value instanceof Map<?, ?> members ? members.get(step) : null;
        }
        return value instanceof String text && !text.isEmpty() ? text : null;
    }
}
