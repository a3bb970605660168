package io.clew.protocol.sagemaker.wire;

import io.clew.model.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes out of a call what looks like a secret, by its name or by itself, before it is kept. */
public final class Masking {
    /** Members whose text is opaque and ours, and is not kept. */
    private static final Set<String> LEFT = Set.of("NextToken");

    /** Members that hold the value of something that is named beside or above them. */
    private static final Set<String> VALUES =
            Set.of("Value", "StringValue", "SourceUri", "S3Uri", "DefaultValue");

    private Masking() {}

    /** Returns fields without secrets; all else stays as it is. */
    public static Map<String, @Nullable Object> of(Map<String, @Nullable Object> fields) {
        return map("", fields);
    }

    private static Map<String, @Nullable Object> map(String above, Map<?, ?> fields) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        Object key = fields.get("Key") == null ? fields.get("Name") : fields.get("Key");
        String named = key instanceof String text ? text : above;
        fields.forEach(
                (name, value) -> {
                    String member = String.valueOf(name);
                    String of = VALUES.contains(member) ? named : member;
                    masked.put(member, LEFT.contains(member) ? value : value(of, value));
                });
        return masked;
    }

    private static @Nullable Object value(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> Secrets.masked(name, text);
            case Map<?, ?> members -> map(name, members);
            case List<?> elements -> {
                List<@Nullable Object> all = new ArrayList<>(elements.size());
                elements.forEach(each -> all.add(value(name, each)));
                yield all;
            }
            case null, default -> value;
        };
    }
}
