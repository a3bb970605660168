package io.clew.protocol.mlflow.wire;

import io.clew.commit.Intent;
import io.clew.model.Workspace;

/** Says who writes where: a request, or a harvest. */
public interface Acting {

    /** Returns the workspace that is read and written. */
    Workspace workspace();

    /** Names a write by it. */
    Intent intent(String operation);
}
