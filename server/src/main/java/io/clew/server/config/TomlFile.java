package io.clew.server.config;

import io.clew.model.ClewException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads a flat TOML file as keys and texts; a list is its elements with commas between. */
final class TomlFile {
    private TomlFile() {}

    static Map<String, String> read(Path file) {
        Map<String, String> texts = new LinkedHashMap<>();
        tree(file).forEach((key, value) -> texts.put(String.valueOf(key), text(file, key, value)));
        return texts;
    }

    private static Map<?, ?> tree(Path file) {
        try {
            return new TomlMapper().readValue(Files.readString(file), Map.class);
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            throw ClewException.invalid(
                    file.toString(),
                    "%s is not valid TOML%s"
                            .formatted(file, at == null ? "" : " at line " + at.getLineNr()));
        } catch (IOException unreadable) {
            throw ClewException.invalid(
                    file.toString(), "%s cannot be read as UTF-8 text".formatted(file));
        }
    }

    private static String text(Path file, Object key, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case List<?> list when list.stream().allMatch(String.class::isInstance) ->
                    list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case null, default ->
                    throw ClewException.invalid(
                            String.valueOf(key),
                            "'%s' in %s must be text, a number, true, false or a list of texts"
                                    .formatted(key, file));
        };
    }
}
