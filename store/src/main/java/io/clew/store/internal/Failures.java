package io.clew.store.internal;

import io.clew.model.ClewException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong on another thread into what the caller sees. */
final class Failures {
    private Failures() {}

    /**
     * Returns the exception to throw: the database's own failures as a {@link ClewException}, the
     * caller's as they are.
     */
    static RuntimeException forCaller(@Nullable Throwable cause) {
        return switch (cause) {
            case DatabaseFailure failure -> failure.forCaller();
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }
}
