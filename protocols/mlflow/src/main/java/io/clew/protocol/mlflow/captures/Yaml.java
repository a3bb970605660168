package io.clew.protocol.mlflow.captures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads YAML into maps, lists and texts.
 *
 * <p>Every scalar is its text as written, so that Python {@code 3.10} does not become the number
 * 3.1. Aliases are not expanded, so a small file cannot grow; nesting is bounded.
 */
final class Yaml {
    /** Most levels of nesting: the files that are read have a handful. */
    private static final int DEPTH_MAX = 50;

    private static final YAMLFactory FACTORY =
            YAMLFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                    .build();

    private Yaml() {}

    /** Reads the first document of a text when it is a map; empty when it is none or is broken. */
    static Optional<Map<String, @Nullable Object>> map(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(members(parser))
                    : Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    private static Map<String, @Nullable Object> members(JsonParser parser) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return members;
    }

    private static List<@Nullable Object> elements(JsonParser parser) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }
}
