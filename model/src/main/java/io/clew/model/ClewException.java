package io.clew.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request with a stable code and a sentence for the person who sent it.
 *
 * <p>Its message goes out on the wire: it names what was expected and never a secret, a stack or a
 * path of the server.
 */
public final class ClewException extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable String field;
    private final List<String> candidates;

    public ClewException(
            ErrorCode code, String message, @Nullable String field, List<String> candidates) {
        super(message);
        this.code = code;
        this.field = field;
        this.candidates = List.copyOf(candidates);
    }

    public ClewException(ErrorCode code, String message) {
        this(code, message, null, List.of());
    }

    /** Refuses a field: the message says what was expected of it. */
    public static ClewException invalid(String field, String message) {
        return new ClewException(ErrorCode.INVALID_PARAMETER, message, field, List.of());
    }

    /** Says that something is not there. */
    public static ClewException notFound(String message) {
        return new ClewException(ErrorCode.NOT_FOUND, message);
    }

    /** Returns the stable reason. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the field at fault, or null when no single one is. */
    public @Nullable String field() {
        return field;
    }

    /** Returns what may have been meant: near names or the nodes that a reference matches. */
    public List<String> candidates() {
        return candidates;
    }
}
