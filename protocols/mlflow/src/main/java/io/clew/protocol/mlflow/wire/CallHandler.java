package io.clew.protocol.mlflow.wire;

import io.clew.http.Response;

/** Answers one call of MLflow's API. */
@FunctionalInterface
public interface CallHandler {

    /**
     * Answers a call.
     *
     * @throws io.clew.model.ClewException to refuse it
     * @throws Exception for a defect or a client that went away
     */
    Response handle(Call call) throws Exception;
}
