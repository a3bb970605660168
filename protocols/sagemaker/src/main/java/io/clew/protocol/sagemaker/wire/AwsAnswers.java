package io.clew.protocol.sagemaker.wire;

import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes answers and refusals in the form of AWS's JSON protocols. */
public final class AwsAnswers {
    /** The content type of SageMaker's own answers. */
    public static final String JSON_1_1 = "application/x-amz-json-1.1";

    private AwsAnswers() {}

    /** Answers with fields; what is null is left out. */
    public static Response of(Map<String, @Nullable Object> fields) {
        return answer(200, JSON_1_1, fields);
    }

    /** Answers a call of the metrics service. */
    public static Response rest(Map<String, @Nullable Object> fields) {
        return answer(200, "application/json", fields);
    }

    /**
     * Renders a refusal: {@code ValidationException} says {@code message}, the others {@code
     * Message}.
     */
    public static Response of(Refusal refusal) {
        return refusal(refusal.error(), refusal.error().status(), refusal.text());
    }

    /** Renders what Clew's own layers refuse. */
    public static Response of(ClewException refusal) {
        Refusal.Error error = error(refusal.code());
        return refusal(error, error.status(), String.valueOf(refusal.getMessage()));
    }

    /** Renders a refusal whose status HTTP decides. */
    public static Response of(int status, ClewException refusal) {
        return refusal(error(refusal.code()), status, String.valueOf(refusal.getMessage()));
    }

    private static Response refusal(Refusal.Error error, int status, String message) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("__type", error.type());
        fields.put(
                error == Refusal.Error.VALIDATION || error == Refusal.Error.UNKNOWN_OPERATION
                        ? "message"
                        : "Message",
                message);
        return answer(status, JSON_1_1, fields).withHeader("x-amzn-ErrorType", error.type());
    }

    private static Response answer(
            int status, String contentType, Map<String, @Nullable Object> fields) {
        return Response.bytes(status, contentType, Json.bytes(out -> fields.forEach(out::value)))
                .withHeader("x-amzn-RequestId", UUID.randomUUID().toString());
    }

    private static Refusal.Error error(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> Refusal.Error.NOT_FOUND;
            case AMBIGUOUS, ALREADY_EXISTS -> Refusal.Error.VALIDATION;
            // Fields are checked by our own table: what is left is a body that is no JSON.
            case INVALID_PARAMETER -> Refusal.Error.SERIALIZATION;
            case INVALID_STATE -> Refusal.Error.CONFLICT;
            case UNAUTHENTICATED, FORBIDDEN -> Refusal.Error.DENIED;
            case LIMIT_EXCEEDED -> Refusal.Error.TOO_LARGE;
            case UNAVAILABLE -> Refusal.Error.UNAVAILABLE;
            case INTERNAL -> Refusal.Error.INTERNAL;
        };
    }
}
