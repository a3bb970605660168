package io.clew.protocol.mlflow.loggedmodels;

/**
 * Holds one value that a run measured of a logged model.
 *
 * @param runId the run that measured it
 * @param value may be NaN
 * @param datasetName what it was measured on; empty when the client named nothing
 * @param datasetDigest the client's digest of that dataset; empty when it gave none
 */
record ModelMetric(
        String modelId,
        String runId,
        String key,
        double value,
        long timestampMillis,
        long step,
        String datasetName,
        String datasetDigest) {}
