package io.clew.protocol.mlflow.check;

import io.clew.model.Urn;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what rows say of one node: an attribute that is not among them must not hold.
 *
 * @param workspaceId the workspace's number
 * @param attributes values by attribute
 */
record Subject(int workspaceId, Urn urn, Map<String, Object> attributes) {

    Subject(int workspaceId, Urn urn) {
        this(workspaceId, urn, new HashMap<>());
    }

    /** Adds a value; null, false and empty texts are no values. */
    Subject with(String attribute, @Nullable Object value) {
        if (value != null && !value.equals(false) && !value.equals("")) {
            attributes.put(attribute, value);
        }
        return this;
    }
}
