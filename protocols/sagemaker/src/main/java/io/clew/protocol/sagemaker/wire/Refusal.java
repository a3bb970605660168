package io.clew.protocol.sagemaker.wire;

/** Refuses a call with an error of AWS. */
public final class Refusal extends RuntimeException {

    /** The errors that calls are refused with. */
    public enum Error {
        /** A field does not satisfy what it must, or the thing's state does not admit the call. */
        VALIDATION("ValidationException", 400),
        /** The body is no JSON, or a field has another type. */
        SERIALIZATION("SerializationException", 400),
        NOT_FOUND("ResourceNotFound", 400),
        CONFLICT("ConflictException", 400),
        LIMIT("ResourceLimitExceeded", 400),
        DENIED("AccessDeniedException", 400),
        UNKNOWN_OPERATION("UnknownOperationException", 400),
        TOO_LARGE("RequestEntityTooLargeException", 413),
        /** What the call needs is not switched on or not reached; retrying may help or not. */
        NOT_FORWARDED("OperationNotForwardedException", 400),
        UNAVAILABLE("ServiceUnavailable", 503),
        INTERNAL("InternalFailure", 500);

        private final String type;
        private final int status;

        Error(String type, int status) {
            this.type = type;
            this.status = status;
        }

        /** Returns the name on the wire. */
        public String type() {
            return type;
        }

        /** Returns the HTTP status. */
        public int status() {
            return status;
        }
    }

    private final Error error;

    public Refusal(Error error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Refuses a field's value or a state. */
    public static Refusal invalid(String message) {
        return new Refusal(Error.VALIDATION, message);
    }

    /** Refuses one field in the words of AWS. */
    public static Refusal invalid(String value, String path, String constraint) {
        return invalid(
                "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                        .formatted(Checks.shown(value), path, constraint));
    }

    /** Says that what a call names is not there. */
    public static Refusal notFound(String message) {
        return new Refusal(Error.NOT_FOUND, message);
    }

    /** Returns the error. */
    public Error error() {
        return error;
    }

    /** Returns the sentence for the client. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
