package io.clew.cli.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Describes one training run of the story.
 *
 * @param person who trained
 * @param minutes how long it took
 * @param commit git commit of the code, 40 hex
 * @param metrics last value of each metric; a curve leads up to it
 * @param baseModels ids of logged models that the run used
 */
record Training(
        String experiment,
        String runName,
        String person,
        Instant started,
        int minutes,
        String script,
        String commit,
        Map<String, String> params,
        Map<String, Double> metrics,
        List<Input> inputs,
        List<String> baseModels,
        String estimator,
        List<String> requirements) {

    /**
     * Describes a dataset that a run reads.
     *
     * @param sourceType MLflow's word for the source, such as {@code s3}
     * @param source the source as JSON text
     * @param columns name and type of each column
     */
    record Input(
            String name,
            String digest,
            String sourceType,
            String source,
            String context,
            List<Column> columns,
            long rows) {}

    /** Describes a column. */
    record Column(String name, String type) {}
}
