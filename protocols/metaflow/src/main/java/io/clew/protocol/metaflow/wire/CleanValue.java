package io.clew.protocol.metaflow.wire;

import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.model.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what a task says of itself before it is kept, such as the password in the
 * address of a git remote.
 */
public final class CleanValue {
    /** Their values name steps and places in lists, whatever these are called. */
    private static final String PLACES = "foreach-";

    private CleanValue() {}

    /**
     * Returns a value of metadata as it may be kept; the value itself when there is no secret in
     * it.
     *
     * @param field what the value is of
     */
    public static @Nullable Object of(String field, @Nullable Object value) {
        if (field.startsWith(PLACES)) {
            return value;
        }
        Object clean = value instanceof String text ? text(field, text) : within(field, value);
        return clean == null || clean.equals(value) ? value : clean;
    }

    /** A text may be JSON itself, in which names say what is a secret. */
    private static String text(String name, String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                Object value = Json.read(text.getBytes(StandardCharsets.UTF_8));
                Object clean = within(name, value);
                return value == null || value.equals(clean) ? text : MetaflowAnswers.text(clean);
            } catch (ClewException noJson) {
                return Secrets.masked(name, text);
            }
        }
        return Secrets.masked(name, text);
    }

    private static @Nullable Object within(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> Secrets.masked(name, text);
            case Map<?, ?> members -> {
                Map<String, @Nullable Object> clean = new LinkedHashMap<>();
                members.forEach(
                        (key, member) -> {
                            String of = String.valueOf(key);
                            clean.put(of, within(of, member));
                        });
                yield clean;
            }
            case List<?> elements -> {
                List<@Nullable Object> clean = new ArrayList<>(elements.size());
                elements.forEach(element -> clean.add(within(name, element)));
                yield clean;
            }
            case null, default -> value;
        };
    }
}
