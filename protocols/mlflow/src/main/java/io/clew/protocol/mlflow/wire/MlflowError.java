package io.clew.protocol.mlflow.wire;

/**
 * Lists the error codes of MLflow that Clew answers, each with its HTTP status.
 *
 * <p>Source: MLflow's {@code databricks.proto} and {@code exceptions.py}, but for {@link
 * #INVALID_STATE}: MLflow answers it as 500, which its client retries; here it is the client's
 * fault and so 400.
 */
public enum MlflowError {
    BAD_REQUEST(400),
    INVALID_PARAMETER_VALUE(400),
    INVALID_STATE(400),
    RESOURCE_ALREADY_EXISTS(400),
    UNAUTHENTICATED(401),
    PERMISSION_DENIED(403),
    RESOURCE_DOES_NOT_EXIST(404),
    ENDPOINT_NOT_FOUND(404),
    INTERNAL_ERROR(500),
    NOT_IMPLEMENTED(501),
    TEMPORARILY_UNAVAILABLE(503);

    private final int status;

    MlflowError(int status) {
        this.status = status;
    }

    /** Returns the HTTP status that goes with the code. */
    public int status() {
        return status;
    }
}
