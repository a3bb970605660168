package io.clew.protocol.mlflow.experiments;

import io.clew.http.json.JsonWriter;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.List;

/**
 * Shows one experiment.
 *
 * @param id its number; its name on the wire is the decimal text
 * @param urnName the name it was created with, which its node keeps
 * @param createdMillis milliseconds since the epoch
 * @param updatedMillis milliseconds since the epoch
 */
public record Experiment(
        long id,
        String name,
        String urnName,
        String artifactLocation,
        boolean deleted,
        long createdMillis,
        long updatedMillis) {

    /** The experiment that is there from the start. */
    public static final long DEFAULT_ID = 0;

    /** Name of the experiment that is there from the start. */
    public static final String DEFAULT_NAME = "Default";

    /** Returns the job that the experiment is in the graph. */
    public Urn urn() {
        return MlflowUrns.experiment(urnName);
    }

    /** Returns where the artifacts of one of its runs go. */
    public String artifactUri(String runId) {
        return artifactLocation
                + (artifactLocation.endsWith("/") ? "" : "/")
                + runId
                + "/artifacts";
    }

    /**
     * Returns this experiment when it takes writes.
     *
     * @throws ClewException INVALID_PARAMETER when it is deleted
     */
    public Experiment requireActive() {
        if (deleted) {
            throw new ClewException(
                    ErrorCode.INVALID_PARAMETER,
                    "The experiment %d must be in the 'active' state. Current state is deleted."
                            .formatted(id));
        }
        return this;
    }

    /** Writes it as the members of an object. */
    void write(JsonWriter out, List<KeyValue> tags) {
        out.text("experiment_id", Long.toString(id))
                .text("name", name)
                .text("artifact_location", artifactLocation)
                .text("lifecycle_stage", deleted ? "deleted" : "active")
                .number("last_update_time", updatedMillis)
                .number("creation_time", createdMillis)
                .objectsUnlessEmpty("tags", tags, KeyValue::write);
    }
}
