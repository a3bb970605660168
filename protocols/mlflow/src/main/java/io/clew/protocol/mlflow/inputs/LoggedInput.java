package io.clew.protocol.mlflow.inputs;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.datasets.Dataset;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.protocol.mlflow.wire.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds one dataset of a log-inputs call with the tags of its use. */
record LoggedInput(Dataset dataset, List<KeyValue> tags) {
    /** Tag that says what a dataset was used for. */
    static final String CONTEXT_TAG = "mlflow.data.context";

    /**
     * Reads a list of them; of several with one name and digest the first stays.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER when one is not well formed, or there
     *     are too many
     */
    static List<LoggedInput> list(JsonObject fields, String field) {
        List<JsonObject> sent = fields.objects(field);
        Checks.count(field, sent.size(), Limits.DATASETS_MAX);
        Map<List<String>, LoggedInput> inputs = new LinkedHashMap<>();
        for (JsonObject input : sent) {
            Dataset dataset = Dataset.of(input.object("dataset"));
            inputs.putIfAbsent(
                    List.of(dataset.name(), dataset.digest()),
                    new LoggedInput(dataset, tags(input)));
        }
        return List.copyOf(inputs.values());
    }

    private static List<KeyValue> tags(JsonObject input) {
        Map<String, KeyValue> tags = new LinkedHashMap<>();
        List<JsonObject> sent = input.objects("tags");
        Checks.count(input.pathOf("tags"), sent.size(), Limits.BATCH_TAGS_MAX);
        for (JsonObject tag : sent) {
            String key =
                    Checks.length(
                            tag.pathOf("key"),
                            tag.nonEmptyText("key"),
                            Limits.INPUT_TAG_KEY_LENGTH_MAX);
            String value =
                    Checks.length(
                            tag.pathOf("value"),
                            tag.optionalText("value").orElse(""),
                            Limits.INPUT_TAG_VALUE_LENGTH_MAX);
            tags.putIfAbsent(key, new KeyValue(key, value));
        }
        return new ArrayList<>(tags.values());
    }

    /** Returns what it was used for, or null when that is not told. */
    @Nullable String context() {
        return tags.stream()
                .filter(tag -> tag.key().equals(CONTEXT_TAG))
                .map(KeyValue::value)
                .findFirst()
                .orElse(null);
    }
}
