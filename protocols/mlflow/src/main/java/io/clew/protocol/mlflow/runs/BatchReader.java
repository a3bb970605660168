package io.clew.protocol.mlflow.runs;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of log-batch: as a stream when it is as clients write it, and else field by field,
 * which costs more and says what is wrong.
 */
final class BatchReader {
    private BatchReader() {}

    /**
     * Reads a batch.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER when it is not one
     */
    static Batch read(Call call) throws IOException {
        Batch usual = UsualBatch.read(call.body());
        return usual == null ? fieldByField(call.fields()) : usual;
    }

    private static Batch fieldByField(JsonObject fields) {
        return new Batch(
                RunRows.id(fields),
                metrics(fields),
                pairs(fields, "params"),
                pairs(fields, "tags"));
    }

    private static List<Measured> metrics(JsonObject fields) {
        List<Measured> metrics = new ArrayList<>();
        for (JsonObject metric : fields.objects("metrics")) {
            metrics.add(measured(metric));
        }
        return metrics;
    }

    /** Reads one point of a metric. */
    static Measured measured(JsonObject metric) {
        return new Measured(
                metric.nonEmptyText("key"),
                metric.number("value"),
                metric.integer("timestamp"),
                metric.optionalInteger("step").orElse(0),
                optional(metric, "model_id"),
                optional(metric, "dataset_name"),
                optional(metric, "dataset_digest"));
    }

    private static @Nullable String optional(JsonObject fields, String field) {
        return fields.optionalText(field).orElse(null);
    }

    private static List<KeyValue> pairs(JsonObject fields, String field) {
        List<KeyValue> pairs = new ArrayList<>();
        for (JsonObject pair : fields.objects(field)) {
            pairs.add(
                    new KeyValue(pair.nonEmptyText("key"), pair.optionalText("value").orElse("")));
        }
        return pairs;
    }
}
