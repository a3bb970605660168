package io.clew.protocol.metaflow.wire;

import io.clew.http.json.Json;
import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object of a body; what is not as expected is refused by name.
 *
 * @param members as {@link Json#read} makes them
 * @param path what stands before a member's name in a refusal, such as {@code [3].}
 */
public record Fields(Map<?, ?> members, String path) {

    /** Reads a body that must be an object; an empty body is one without members. */
    public static Fields of(byte[] body) {
        if (body.length == 0) {
            return new Fields(Map.of(), "");
        }
        return Json.read(body) instanceof Map<?, ?> members
                ? new Fields(members, "")
                : refuseBody("an object");
    }

    /** Reads a body that must be a list of objects. */
    public static List<Fields> list(byte[] body) {
        if (!(Json.read(body) instanceof List<?> elements)) {
            throw invalid("body", "a list of objects was expected");
        }
        List<Fields> all = new ArrayList<>(elements.size());
        for (Object element : elements) {
            String path = "[" + all.size() + "]";
            if (!(element instanceof Map<?, ?> members)) {
                throw invalid(path, "an object was expected");
            }
            all.add(new Fields(members, path + "."));
        }
        return all;
    }

    private static Fields refuseBody(String expected) {
        throw invalid("body", expected + " was expected");
    }

    /** Makes a refusal of a field by its full name. */
    static ClewException invalid(String name, String expected) {
        return ClewException.invalid(name, name + ": " + expected);
    }

    /** Makes a refusal of a member. */
    public ClewException refuse(String field, String expected) {
        return invalid(path + field, expected);
    }

    /** Returns the value as it was read; null when it is not set. */
    public @Nullable Object value(String field) {
        return members.get(field);
    }

    /** Returns a text; null when it is not set. */
    public @Nullable String text(String field) {
        Object value = members.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw refuse(field, "a string was expected");
    }

    /** Returns a text, or another one when it is not set. */
    public String text(String field, String orElse) {
        String text = text(field);
        return text == null ? orElse : text;
    }

    /** Returns a text that is a name in an index, or another one when it is not set. */
    public String name(String field, String orElse) {
        return Key.checked(path + field, text(field, orElse));
    }

    /** Returns an integer between two bounds, both included, which may be sent as its digits. */
    public long integer(String field, long min, long max, long orElse) {
        Object value = members.get(field);
        Long number =
                switch (value) {
                    case null -> Long.valueOf(orElse);
                    case Long sent -> sent;
                    case String digits when Key.isNumber(digits) && digits.length() < 19 ->
                            Long.valueOf(digits);
                    default -> null;
                };
        if (number == null || number < min || number > max) {
            throw refuse(field, "an integer from %d to %d was expected".formatted(min, max));
        }
        return number;
    }

    /** Returns a list of texts without repetitions, in order; empty when it is not set. */
    public List<String> texts(String field) {
        Object value = members.get(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw refuse(field, "a list of strings was expected");
        }
        Set<String> texts = new LinkedHashSet<>();
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw refuse(field, "a list of strings was expected");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** Returns the tags of a field, each of which is looked for in an index. */
    public List<String> tags(String field) {
        List<String> tags = texts(field);
        tags.forEach(tag -> Key.checked(path + field, tag));
        return tags;
    }
}
