package io.clew.protocol.mlflow.runs;

import org.jspecify.annotations.Nullable;

/**
 * Holds one point of a metric as a client sent it.
 *
 * @param value any double; infinities are stored as the largest finite ones
 * @param modelId the logged model that was measured, or null
 * @param datasetName the dataset it was measured on, or null
 * @param datasetDigest that dataset's digest, or null
 */
record Measured(
        String key,
        double value,
        long timestampMillis,
        long step,
        @Nullable String modelId,
        @Nullable String datasetName,
        @Nullable String datasetDigest) {

    Measured {
        modelId = emptyToNull(modelId);
        datasetName = emptyToNull(datasetName);
        datasetDigest = emptyToNull(datasetDigest);
        if (Double.isInfinite(value)) {
            value = Math.copySign(Double.MAX_VALUE, value);
        }
    }

    /** Says whether it was measured for a model or on a dataset. */
    boolean isEvaluation() {
        return modelId != null || datasetName != null;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
