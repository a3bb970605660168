package io.clew.protocol.mlflow.runs;

import io.clew.http.json.JsonWriter;
import io.clew.store.metrics.MetricPoint;

/** Writes runs and points of metrics as MLflow's clients read them. */
public final class RunJson {
    private RunJson() {}

    /** Writes a run's own fields as the members of an object. */
    static void info(JsonWriter out, Run run) {
        Long end = run.endMillis();
        out.text("run_id", run.runId())
                .text("run_uuid", run.runId())
                .text("run_name", run.name())
                .text("experiment_id", Long.toString(run.experimentId()))
                .text("user_id", run.userId())
                .text("status", run.status().name())
                .number("start_time", run.startMillis());
        if (end != null && end != 0) {
            out.number("end_time", end.longValue());
        }
        out.text("artifact_uri", run.artifactUri())
                .text("lifecycle_stage", run.deleted() ? "deleted" : "active");
    }

    /** Writes a point as the members of an object. */
    public static void metric(JsonWriter out, MetricPoint point) {
        out.text("key", point.key())
                .number("value", point.value())
                .number("timestamp", point.timestampMillis())
                .number("step", point.step());
    }
}
