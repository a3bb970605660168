package io.clew.harvest.mlflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads a {@code meta.yaml}: texts, and maps of texts, by name; each scalar as it is written, so
 * that an id of digits and an {@code e} becomes no number.
 */
final class Yaml {
    /** Most levels of nesting: these files have two. */
    private static final int DEPTH_MAX = 10;

    private static final YAMLFactory FACTORY =
            YAMLFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                    .build();

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> maps = new LinkedHashMap<>();

    private Yaml() {}

    /** Reads a file's content; empty when it is no whole map. */
    static Optional<Yaml> read(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Yaml yaml = new Yaml();
                yaml.members(parser);
                return Optional.of(yaml);
            }
            return Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    private void members(JsonParser parser) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                maps.put(name, textsOf(parser));
            } else if (token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                texts.put(name, parser.getString());
            }
        }
    }

    private static Map<String, String> textsOf(JsonParser parser) {
        Map<String, String> texts = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                texts.put(name, parser.getString());
            }
        }
        return texts;
    }

    /** Returns a text; null when it is not there, or nothing. */
    @Nullable String text(String name) {
        return texts.get(name);
    }

    /** Returns a whole number; null when it is not there, or none. */
    @Nullable Long number(String name) {
        String text = texts.get(name);
        return text == null || !text.matches("-?[0-9]{1,18}") ? null : Long.valueOf(text);
    }

    /** Returns a map of texts; empty when it is not there. */
    Map<String, String> map(String name) {
        return maps.getOrDefault(name, Map.of());
    }
}
