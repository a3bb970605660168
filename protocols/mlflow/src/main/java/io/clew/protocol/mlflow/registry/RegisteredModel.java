package io.clew.protocol.mlflow.registry;

import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Urn;

/**
 * Holds a registered model's own row.
 *
 * @param id its number, which renaming does not change
 * @param description empty when there is none
 */
record RegisteredModel(
        long id, String name, String description, long createdMillis, long updatedMillis) {

    Urn urn() {
        return MlflowUrns.model(name);
    }
}
