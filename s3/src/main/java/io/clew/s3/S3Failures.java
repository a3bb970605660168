package io.clew.s3;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Says what S3 refused in the words of Clew, without anything that S3 answers to the server alone.
 */
final class S3Failures {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION = 412;
    private static final int RANGE = 416;

    private S3Failures() {}

    static boolean isNotFound(SdkException failure) {
        return status(failure) == NOT_FOUND;
    }

    /** Says whether a bucket is there that has no such object. */
    static boolean isNoSuchKey(S3Exception failure) {
        return failure instanceof NoSuchKeyException
                || (isNotFound(failure)
                        && failure.awsErrorDetails() != null
                        && "NoSuchKey".equals(failure.awsErrorDetails().errorCode()));
    }

    /** Says whether somebody else put an object first that was to be put only when missing. */
    static boolean isConflict(SdkException failure) {
        return status(failure) == PRECONDITION || status(failure) == CONFLICT;
    }

    /** Says whether nothing is left to be read from a place in an object on. */
    static boolean isPastEnd(SdkException failure) {
        return status(failure) == RANGE;
    }

    private static int status(SdkException failure) {
        return failure instanceof S3Exception answer ? answer.statusCode() : 0;
    }

    /**
     * Returns the refusal for a failure at the server's own blobs: whatever it is, the client is
     * not at fault, and trying later may help.
     */
    static ClewException unavailable(String what, S3Address place, SdkException failure) {
        return caused(
                new ClewException(
                        ErrorCode.UNAVAILABLE, what + " in " + place + ": " + reason(failure)),
                failure);
    }

    /**
     * Returns the refusal for a failure at a file that another tool put there.
     *
     * @return NOT_FOUND, FORBIDDEN or UNAVAILABLE
     */
    static ClewException ofFile(S3Address file, SdkException failure) {
        ClewException refusal =
                switch (status(failure)) {
                    case NOT_FOUND -> ClewException.notFound("No such artifact: '" + file + "'");
                    case FORBIDDEN ->
                            new ClewException(
                                    ErrorCode.FORBIDDEN,
                                    "S3 does not let this server read '%s': its credentials may not"
                                            .formatted(file));
                    default ->
                            new ClewException(
                                    ErrorCode.UNAVAILABLE,
                                    "'%s' cannot be read: %s".formatted(file, reason(failure)));
                };
        return caused(refusal, failure);
    }

    private static String reason(SdkException failure) {
        if (!(failure instanceof S3Exception answer)) {
            return "S3 cannot be reached, or there are no credentials for it";
        }
        String code =
                answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                        ? ""
                        : " " + answer.awsErrorDetails().errorCode();
        return switch (answer.statusCode()) {
            case FORBIDDEN -> "S3 refuses this server's credentials (403%s)".formatted(code);
            case NOT_FOUND -> "S3 has no such bucket or object (404%s)".formatted(code);
            default -> "S3 answers %d%s".formatted(answer.statusCode(), code);
        };
    }

    private static ClewException caused(ClewException refusal, SdkException failure) {
        refusal.initCause(failure);
        return refusal;
    }
}
