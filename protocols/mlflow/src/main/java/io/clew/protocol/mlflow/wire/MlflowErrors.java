package io.clew.protocol.mlflow.wire;

import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Writes refusals as MLflow's clients read them: {@code {"error_code","message"}}.
 *
 * <p>Handlers throw {@link ClewException} and its code decides; where MLflow promises a code that
 * has no counterpart there, a handler returns {@link #answer}.
 */
public final class MlflowErrors {
    private static final int CONTENT_TOO_LARGE = 413;

    /** Soon enough for a disk or a service that was away for a moment. */
    private static final String RETRY_SECONDS = "1";

    private MlflowErrors() {}

    /** Renders a refusal. */
    public static Response of(ClewException refusal) {
        return of(
                refusal.code() == ErrorCode.LIMIT_EXCEEDED
                        ? CONTENT_TOO_LARGE
                        : error(refusal.code()).status(),
                refusal);
    }

    /** Renders a refusal whose status HTTP decides. */
    public static Response of(int status, ClewException refusal) {
        return answer(status, error(refusal.code()), refusal.getMessage());
    }

    /** Makes the answer of a code that {@link ErrorCode} does not know. */
    public static Response answer(MlflowError error, String message) {
        return answer(error.status(), error, message);
    }

    private static Response answer(int status, MlflowError error, @Nullable String message) {
        Response answer =
                Response.json(
                        status,
                        Json.bytes(
                                out ->
                                        out.text("error_code", error.name())
                                                .text("message", message)));
        return error == MlflowError.TEMPORARILY_UNAVAILABLE
                ? answer.withHeader("Retry-After", RETRY_SECONDS)
                : answer;
    }

    private static MlflowError error(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> MlflowError.RESOURCE_DOES_NOT_EXIST;
            case AMBIGUOUS, INVALID_PARAMETER -> MlflowError.INVALID_PARAMETER_VALUE;
            case ALREADY_EXISTS -> MlflowError.RESOURCE_ALREADY_EXISTS;
            case INVALID_STATE -> MlflowError.INVALID_STATE;
            case UNAUTHENTICATED -> MlflowError.UNAUTHENTICATED;
            case FORBIDDEN -> MlflowError.PERMISSION_DENIED;
            case LIMIT_EXCEEDED -> MlflowError.BAD_REQUEST;
            case UNAVAILABLE -> MlflowError.TEMPORARILY_UNAVAILABLE;
            case INTERNAL -> MlflowError.INTERNAL_ERROR;
        };
    }
}
