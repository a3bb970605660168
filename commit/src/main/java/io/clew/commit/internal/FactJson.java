package io.clew.commit.internal;

import io.clew.model.EventTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes attribute values as JSON for the tables, and reads them back. */
public final class FactJson {
    private FactJson() {}

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    /**
     * Holds a value as JSON text.
     *
     * @param json null for null
     * @param isCanonical whether the text is in the canonical form of RFC 8785
     */
    record Written(@Nullable String json, boolean isCanonical) {
        static final Written NULL = new Written(null, false);
    }

    /** Writes texts as a JSON array. */
    static String writeTexts(Collection<String> texts) {
        return writeAny(texts instanceof List<String> list ? list : List.copyOf(texts));
    }

    /** Writes texts and numbers as a JSON array. */
    static String writeList(List<Object> values) {
        return writeAny(values);
    }

    private static String writeAny(Object value) {
        return Objects.requireNonNull(write(value));
    }

    /** Reads a list that {@link #writeList} wrote: texts, and numbers as Long. */
    static List<Object> readList(String json) {
        List<Object> values = MAPPER.readValue(json, new TypeReference<>() {});
        return values.stream().map(value -> Objects.requireNonNull(widen(value))).toList();
    }

    /** Writes a value as JSON text; null stays null. */
    public static @Nullable String write(@Nullable Object value) {
        return written(value).json();
    }

    /** Writes a value as {@link #write} does, and says in which form. */
    static Written written(@Nullable Object value) {
        return switch (value) {
            case null -> Written.NULL;
            case String text when PlainJson.isPlain(text) -> new Written('"' + text + '"', true);
            default -> {
                StringBuilder out = new StringBuilder(64);
                PlainJson.Form form = PlainJson.append(out, value);
                yield form == PlainJson.Form.NONE
                        ? new Written(MAPPER.writeValueAsString(value), false)
                        : new Written(out.toString(), form == PlainJson.Form.CANONICAL);
            }
        };
    }

    /** Reads a value that {@link #write} wrote: text, Long, Double, Boolean, List or Map. */
    public static @Nullable Object read(@Nullable String json) {
        if (json == null) {
            return null;
        }
        Object plain = PlainJson.read(json);
        return plain != null ? plain : widen(MAPPER.readValue(json, Object.class));
    }

    /** Reads an edge's attributes that {@link #write} wrote. */
    @SuppressWarnings("NullAway") // JSON's null may be a member's value
    public static Map<String, Object> readMap(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        Map<String, Object> map = MAPPER.readValue(json, new TypeReference<>() {});
        map.replaceAll((key, value) -> widen(value));
        return map;
    }

    /** Reads a list of texts that {@link #write} wrote. */
    public static List<String> readTexts(@Nullable String json) {
        return json == null ? List.of() : MAPPER.readValue(json, new TypeReference<>() {});
    }

    private static @Nullable Object widen(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> number.longValue();
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(element -> copy.add(widen(element)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put(key, widen(inner)));
                yield copy;
            }
            default -> value;
        };
    }

    static EventTime eventTime(long atMillis, long source) {
        return source == 0
                ? EventTime.reported(atMillis)
                : EventTime.received(java.time.Instant.ofEpochMilli(atMillis));
    }
}
