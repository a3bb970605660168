package io.clew.protocol.mlflow.runs;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.protocol.mlflow.wire.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what is written to a run. */
final class RunChecks {
    private RunChecks() {}

    static void param(String path, KeyValue param) {
        Checks.key(path + "key", param.key());
        Checks.length(path + "value", param.value(), Limits.PARAM_VALUE_LENGTH_MAX);
    }

    static void tag(String path, KeyValue tag) {
        Checks.key(path + "key", tag.key());
        Checks.length(path + "value", tag.value(), Limits.TAG_VALUE_LENGTH_MAX);
    }

    static void tags(String field, List<KeyValue> tags) {
        for (int i = 0; i < tags.size(); i++) {
            tag(field + "[" + i + "].", tags.get(i));
        }
    }

    static void metric(String path, Measured metric) {
        Checks.key(path + "key", metric.key());
        if (metric.timestampMillis() < 0) {
            throw ClewException.invalid(
                    path + "timestamp",
                    "Invalid value %d for parameter '%stimestamp' supplied: metric '%s': Timestamp must be a nonnegative long (64-bit integer)"
                            .formatted(metric.timestampMillis(), path, metric.key()));
        }
        length(path + "model_id", metric.modelId());
        length(path + "dataset_name", metric.datasetName());
        length(path + "dataset_digest", metric.datasetDigest());
    }

    private static void length(String path, @Nullable String text) {
        if (text != null) {
            Checks.length(path, text, Limits.DATASET_NAME_LENGTH_MAX);
        }
    }

    /** Checks all of a batch: sizes, each element, and that no param comes twice. */
    static void batch(List<Measured> metrics, List<KeyValue> params, List<KeyValue> tags) {
        count("metrics", metrics.size(), Limits.BATCH_METRICS_MAX);
        count("params", params.size(), Limits.BATCH_PARAMS_MAX);
        count("tags", tags.size(), Limits.BATCH_TAGS_MAX);
        count(
                "metrics, params, and tags",
                metrics.size() + params.size() + tags.size(),
                Limits.BATCH_ENTITIES_MAX);
        for (int i = 0; i < metrics.size(); i++) {
            metric("metrics[" + i + "].", metrics.get(i));
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < params.size(); i++) {
            param("params[" + i + "].", params.get(i));
            if (!keys.add(params.get(i).key())) {
                throw ClewException.invalid(
                        "params",
                        "Duplicate parameter keys have been submitted: ['%s']. Please ensure the request contains only one param value per param key."
                                .formatted(params.get(i).key()));
            }
        }
        tags("tags", tags);
    }

    private static void count(String what, int count, int max) {
        if (count > max) {
            throw ClewException.invalid(
                    what,
                    "A batch logging request can contain at most %d %s. Got %d %s. Please split up %s across multiple requests and try again."
                            .formatted(max, what, count, what, what));
        }
    }
}
