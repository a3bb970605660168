package io.clew.protocol.mlflow.runs;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model as clients before MLflow 3 told one: a JSON text whose gist goes into a tag of the
 * run.
 */
final class LegacyModel {
    /** Tag that holds a JSON list of all models that a run logged. */
    static final String HISTORY_TAG = "mlflow.log-model.history";

    /** Longest list: MLflow leaves it open, and it is read and written as a whole. */
    private static final int HISTORY_LENGTH_MAX = 1_000_000;

    private static final List<String> REQUIRED =
            List.of("artifact_path", "flavors", "utc_time_created", "run_id");
    private static final List<String> KEPT =
            List.of("run_id", "artifact_path", "utc_time_created", "model_uuid");

    private final Map<String, @Nullable Object> gist;

    private LegacyModel(Map<String, @Nullable Object> gist) {
        this.gist = gist;
    }

    /**
     * Reads one from a request.
     *
     * @throws ClewException INVALID_PARAMETER when it is no JSON object or lacks a field
     */
    static LegacyModel of(JsonObject fields) {
        JsonObject model;
        try {
            model =
                    Json.readObject(
                            fields.nonEmptyText("model_json").getBytes(StandardCharsets.UTF_8));
        } catch (ClewException broken) {
            if (!fields.has("model_json")) {
                throw broken;
            }
            throw ClewException.invalid(
                    "model_json", "Malformed model info: it is not a valid JSON object.");
        }
        List<String> missing = REQUIRED.stream().filter(name -> !model.has(name)).toList();
        if (!missing.isEmpty()) {
            throw ClewException.invalid(
                    "model_json", "Model json is missing mandatory fields: " + missing);
        }
        Map<String, @Nullable Object> gist = new LinkedHashMap<>();
        KEPT.forEach(
                name -> {
                    if (model.names().contains(name)) {
                        gist.put(name, model.value(name));
                    }
                });
        gist.put("flavors", flavors(model.value("flavors")));
        return new LegacyModel(gist);
    }

    private static @Nullable Object flavors(@Nullable Object flavors) {
        if (!(flavors instanceof Map<?, ?> byName)) {
            return flavors;
        }
        Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
        byName.forEach(
                (name, flavor) -> {
                    if (flavor instanceof Map<?, ?> settings) {
                        Map<Object, @Nullable Object> shortened = new LinkedHashMap<>(settings);
                        shortened.remove("config");
                        kept.put(name, shortened);
                    } else {
                        kept.put(name, flavor);
                    }
                });
        return kept;
    }

    /**
     * Returns the tag with this model added.
     *
     * @param history the tag's value so far, or null
     */
    KeyValue historyTag(@Nullable String history) {
        List<@Nullable Object> models = new ArrayList<>();
        if (history != null && read(history) instanceof List<?> list) {
            models.addAll(list);
        }
        models.add(gist);
        String json = new String(Json.mapper().writeValueAsBytes(models), StandardCharsets.UTF_8);
        if (json.length() > HISTORY_LENGTH_MAX) {
            throw ClewException.invalid(
                    "model_json",
                    "the run's tag %s would exceed the maximum length of %d characters"
                            .formatted(HISTORY_TAG, HISTORY_LENGTH_MAX));
        }
        return new KeyValue(HISTORY_TAG, json);
    }

    private static @Nullable Object read(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (ClewException notJson) {
            return null;
        }
    }
}
