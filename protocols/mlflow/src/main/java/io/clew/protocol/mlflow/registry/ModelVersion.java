package io.clew.protocol.mlflow.registry;

import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Urn;

/**
 * Holds a model version's own row; a text is empty when there is none.
 *
 * @param modelId number of its registered model
 * @param name name of its registered model
 * @param source what the client named as its source
 * @param storage where its files are: the source, resolved when it names another model
 * @param loggedModelId the logged model that it was made from
 */
record ModelVersion(
        long modelId,
        String name,
        long version,
        String description,
        Stage stage,
        String source,
        String storage,
        String runId,
        String runLink,
        String loggedModelId,
        long createdMillis,
        long updatedMillis) {

    Urn urn() {
        return MlflowUrns.modelVersion(name, version);
    }
}
