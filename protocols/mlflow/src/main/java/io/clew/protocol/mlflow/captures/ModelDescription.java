package io.clew.protocol.mlflow.captures;

import io.clew.commit.Commit;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a model's MLmodel file says of it.
 *
 * @param flavors names of the ways it can be loaded, in order
 * @param signature its inputs, outputs and parameters as the client wrote them; empty when it has
 *     none
 * @param baseModel the model that it was fine-tuned from or wraps; empty when not told
 */
public record ModelDescription(
        List<String> flavors, Map<String, Object> signature, String baseModel) {

    /** Reads an MLmodel; empty when it cannot be read. */
    public static Optional<ModelDescription> read(byte[] content) {
        return Yaml.map(content)
                .map(
                        yaml ->
                                new ModelDescription(
                                        flavors(yaml).keySet().stream()
                                                .map(String::valueOf)
                                                .sorted()
                                                .toList(),
                                        texts(yaml.get("signature")),
                                        baseModel(flavors(yaml))));
    }

    /** Says it of a logged model, or of the run that wrote it down. */
    public void facts(Commit commit, Urn subject) {
        EventTime now = EventTime.received(commit.now());
        attributes().forEach((key, value) -> commit.observe(subject, key, value, now));
    }

    /**
     * Says what the write's own asserter does not say already.
     *
     * @param at since when
     * @return whether there was something
     */
    public boolean freshFacts(Commit commit, Urn subject, EventTime at) {
        Map<String, Object> fresh = attributes();
        fresh.entrySet().removeIf(told -> commit.isSaid(subject, told.getKey(), told.getValue()));
        fresh.forEach((key, value) -> commit.observe(subject, key, value, at));
        return !fresh.isEmpty();
    }

    private Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (!flavors.isEmpty()) {
            attributes.put(Attributes.FLAVORS, flavors);
        }
        if (!signature.isEmpty()) {
            attributes.put(Attributes.SIGNATURE, signature);
        }
        if (!baseModel.isEmpty()) {
            attributes.put(Attributes.BASE_MODEL, baseModel);
        }
        return attributes;
    }

    private static Map<?, ?> flavors(Map<?, ?> yaml) {
        return yaml.get("flavors") instanceof Map<?, ?> flavors ? flavors : Map.of();
    }

    private static Map<String, Object> texts(@Nullable Object value) {
        Map<String, Object> texts = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (name, member) -> {
                        if (member instanceof String text) {
                            texts.put(String.valueOf(name), text);
                        }
                    });
        }
        return texts;
    }

    private static String baseModel(Map<?, ?> flavors) {
        return flavors.get("transformers") instanceof Map<?, ?> transformers
                        && transformers.get("source_model_name") instanceof String name
                ? name
                : "";
    }
}
