package io.clew.protocol.mlflow.runs;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows one dataset that a run took in, with the tags of that use.
 *
 * @param schema JSON text as the client sent it, or null
 * @param profile JSON text as the client sent it, or null
 */
public record DatasetInput(
        List<KeyValue> tags,
        String name,
        String digest,
        String sourceType,
        String source,
        @Nullable String schema,
        @Nullable String profile) {

    /** Tag that says what a dataset was used for. */
    public static final String CONTEXT_TAG = "mlflow.data.context";

    /** Writes it as the members of an object. */
    static void write(JsonWriter out, DatasetInput input) {
        out.objectsUnlessEmpty("tags", input.tags, KeyValue::write)
                .object(
                        "dataset",
                        dataset ->
                                dataset.text("name", input.name)
                                        .text("digest", input.digest)
                                        .text("source_type", input.sourceType)
                                        .text("source", input.source)
                                        .text("schema", input.schema)
                                        .text("profile", input.profile));
    }
}
