package io.clew.server.config;

import io.clew.model.ClewException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads a file of properties, in the form that Kafka's own tools take. */
final class PropertiesFile {
    private PropertiesFile() {}

    static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw ClewException.invalid(
                    Setting.KAFKA_CONFIG.key(),
                    "kafka_config names the file %s, which cannot be read as properties"
                            .formatted(file));
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, value) -> texts.put(key.toString(), value.toString().strip()));
        return texts;
    }
}
