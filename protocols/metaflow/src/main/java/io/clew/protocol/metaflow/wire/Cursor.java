package io.clew.protocol.metaflow.wire;

import io.clew.http.json.Json;
import io.clew.model.ClewException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names the last element of a page, as opaque text: {@code ts_epoch} and what orders beside it.
 *
 * @param values the keys' values in order: Long or text
 */
public record Cursor(List<Object> values) {
    /** Longest text of a cursor: three names at their longest, encoded. */
    private static final int CHARS_MAX = 10_000;

    public Cursor {
        values = List.copyOf(values);
    }

    /** Writes the cursor. */
    public String text(List<String> keys) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            members.put(keys.get(i), values.get(i));
        }
        return Base64.getEncoder()
                .encodeToString(MetaflowAnswers.text(members).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @param keys the names of its values
     * @param kinds what each value is: {@code Long.class} or {@code String.class}
     * @throws Refusal when it is none of such a list
     */
    public static Cursor read(String text, List<String> keys, List<Class<?>> kinds) {
        try {
            if (text.length() <= CHARS_MAX
                    && Json.read(Base64.getDecoder().decode(text)) instanceof Map<?, ?> members) {
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < keys.size(); i++) {
                    Object value = members.get(keys.get(i));
                    if (!kinds.get(i).isInstance(value)) {
                        throw invalid();
                    }
                    values.add(value);
                }
                return new Cursor(values);
            }
        } catch (IllegalArgumentException | ClewException broken) {
            throw invalid();
        }
        throw invalid();
    }

    private static Refusal invalid() {
        return new Refusal(MetaflowAnswers.text(400, "Invalid cursor"));
    }
}
