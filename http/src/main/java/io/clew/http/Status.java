package io.clew.http;

import io.clew.model.ErrorCode;

/** Gives the HTTP status that a refusal has unless a protocol's own dialect says otherwise. */
public final class Status {
    private Status() {}

    /**
     * Returns the usual status of a code; only {@code UNAVAILABLE} and {@code INTERNAL} are 5xx.
     */
    public static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_PARAMETER -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case AMBIGUOUS, ALREADY_EXISTS, INVALID_STATE -> 409;
            case LIMIT_EXCEEDED -> 413;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }
}
