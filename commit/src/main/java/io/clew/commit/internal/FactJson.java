package io.clew.commit.internal;

import io.clew.ledger.CanonicalJson;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes facts and attribute values as JSON: canonical for the ledger, compact for the tables. */
public final class FactJson {
    private FactJson() {}

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    /** Returns the facts of an entry as an RFC 8785 array: what the leaf hashes. */
    public static byte[] canonical(List<Fact> facts) {
        List<Map<String, Object>> all = new ArrayList<>(facts.size());
        facts.forEach(fact -> all.add(map(fact)));
        return CanonicalJson.write(all);
    }

    /** Writes texts as a JSON array. */
    static String writeTexts(Collection<String> texts) {
        return MAPPER.writeValueAsString(texts);
    }

    /** Writes a value as JSON text; null stays null. */
    public static @Nullable String write(@Nullable Object value) {
        return value == null ? null : MAPPER.writeValueAsString(value);
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

    private static Object widen(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case List<?> list -> list.stream().map(FactJson::widen).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put(key, inner == null ? null : widen(inner)));
                yield copy;
            }
            default -> value;
        };
    }

    private static Map<String, Object> map(Fact fact) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("at", fact.at().at().toEpochMilli());
        out.put("at_source", fact.at().source().wireName());
        out.put("by", fact.by().agent().toString());
        out.put("via", fact.by().protocol());
        switch (fact) {
            case Fact.EdgeFact edge -> {
                out.put("edge", edge.kind().wireName());
                out.put("from", edge.from().toString());
                out.put("to", edge.to().toString());
                out.put("assertion", edge.assertion().wireName());
                if (!edge.attributes().isEmpty()) {
                    out.put("attributes", exact(edge.attributes()));
                }
                putInference(out, edge.inference());
            }
            case Fact.AttributeFact attribute -> {
                out.put("attribute", attribute.key());
                out.put("node", attribute.node().toString());
                out.put("assertion", attribute.assertion().wireName());
                if (attribute.value() != null) {
                    out.put("value", exact(attribute.value()));
                }
                putInference(out, attribute.inference());
            }
            case Fact.EdgeRetraction retraction -> {
                out.put("retract_edge", retraction.kind().wireName());
                out.put("from", retraction.from().toString());
                out.put("to", retraction.to().toString());
                out.put("reason", retraction.reason());
                if (retraction.until() != null) {
                    out.put("until", retraction.until().toEpochMilli());
                }
            }
            case Fact.AttributeRetraction retraction -> {
                out.put("retract_attribute", retraction.key());
                out.put("node", retraction.node().toString());
                out.put("reason", retraction.reason());
            }
        }
        return out;
    }

    /**
     * Returns a value that RFC 8785 writes without loss: its numbers are doubles, so an integer
     * beyond 2^53 becomes text.
     */
    private static Object exact(Object value) {
        return switch (value) {
            case Long number
                    when number > CanonicalJson.EXACT_MAX || number < -CanonicalJson.EXACT_MAX ->
                    number.toString();
            case List<?> list ->
                    list.stream().map(inner -> inner == null ? null : exact(inner)).toList();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put(key, inner == null ? null : exact(inner)));
                yield copy;
            }
            default -> value;
        };
    }

    private static void putInference(Map<String, Object> out, @Nullable Inference inference) {
        if (inference != null) {
            out.put("rule", inference.rule());
            out.put("inputs", inference.inputs());
        }
    }

    static EventTime eventTime(long atMillis, long source) {
        return source == 0
                ? EventTime.reported(atMillis)
                : EventTime.received(java.time.Instant.ofEpochMilli(atMillis));
    }
}
