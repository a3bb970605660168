package io.clew.protocol.azureml.harvest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object leniently: what is not there, or of another kind than expected, is empty.
 *
 * @param members by name
 */
record Told(Map<?, ?> members) {
    static final Told NOTHING = new Told(Map.of());

    static Told of(@Nullable Object value) {
        return value instanceof Map<?, ?> members ? new Told(members) : NOTHING;
    }

    /** Returns the object of a name; empty when there is none. */
    Told at(String name) {
        return of(members.get(name));
    }

    /** Returns a text, or a number or truth as text; empty when there is none. */
    String text(String name) {
        Object value = members.get(name);
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? value.toString()
                : "";
    }

    /** Returns the first of some texts that is not empty. */
    String firstText(String... names) {
        for (String name : names) {
            if (!text(name).isEmpty()) {
                return text(name);
            }
        }
        return "";
    }

    /** Returns the objects of a list. */
    List<Told> list(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().map(Told::of).toList()
                : List.of();
    }

    /** Returns the texts of a list. */
    List<String> texts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /** Visits the members that are texts, numbers or truths, by name. */
    void eachText(BiConsumer<String, String> visitor) {
        for (Object name : new TreeMap<>(members).keySet()) {
            if (name instanceof String key && !text(key).isEmpty()) {
                visitor.accept(key, text(key));
            }
        }
    }

    /** Visits the members that are objects, by name. */
    void eachObject(BiConsumer<String, Told> visitor) {
        for (Map.Entry<?, ?> member : new TreeMap<>(members).entrySet()) {
            if (member.getKey() instanceof String key && member.getValue() instanceof Map) {
                visitor.accept(key, of(member.getValue()));
            }
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }
}
