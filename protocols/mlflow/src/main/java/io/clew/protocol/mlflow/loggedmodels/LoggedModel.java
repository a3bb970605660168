package io.clew.protocol.mlflow.loggedmodels;

import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Urn;

/**
 * Holds what MLflow keeps of a logged model besides its parameters, tags and metrics.
 *
 * @param modelId {@code m-} and 32 hex digits
 * @param artifactUri where its files are
 * @param modelType the client's word for its kind; empty when it gave none
 * @param sourceRunId the run that made it; empty when the client named none
 */
public record LoggedModel(
        String modelId,
        long experimentId,
        String name,
        String artifactUri,
        long createdMillis,
        long updatedMillis,
        LoggedModelStatus status,
        String modelType,
        String sourceRunId,
        boolean deleted) {

    /** Returns the name of its node. */
    public Urn urn() {
        return MlflowUrns.loggedModel(modelId);
    }
}
