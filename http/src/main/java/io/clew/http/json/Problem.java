package io.clew.http.json;

import io.clew.http.Response;
import io.clew.http.Status;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;

/** Renders refusals as {@code application/problem+json} (RFC 9457). */
public final class Problem {

    private static final String CONTENT_TYPE = "application/problem+json";

    /** The type of a problem that is told by its code alone, as RFC 9457 section 4.2.1 says. */
    private static final String TYPE = "about:blank";

    /** What is busy now is mostly free again a moment later. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private Problem() {}

    /** Renders a refusal with the status that its code has. */
    public static Response of(ClewException refusal) {
        return of(Status.of(refusal.code()), refusal);
    }

    /** Renders a refusal whose status HTTP decides; what is unavailable says when to ask again. */
    public static Response of(int status, ClewException refusal) {
        Response answer = body(status, refusal);
        return refusal.code() == ErrorCode.UNAVAILABLE
                ? answer.withHeader("Retry-After", RETRY_AFTER_SECONDS)
                : answer;
    }

    private static Response body(int status, ClewException refusal) {
        return Response.bytes(
                status,
                CONTENT_TYPE,
                Json.bytes(
                        out -> {
                            out.text("type", TYPE)
                                    .text("title", title(status))
                                    .number("status", status)
                                    .text("detail", refusal.getMessage())
                                    .text("code", code(refusal.code()))
                                    .text("field", refusal.field());
                            if (!refusal.candidates().isEmpty()) {
                                out.texts("candidates", refusal.candidates());
                            }
                        }));
    }

    /** The reason phrase of the status: what RFC 9457 asks of a problem of type about:blank. */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 431 -> "Request Header Fields Too Large";
            case 505 -> "HTTP Version Not Supported";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Bad Request" : "Internal Server Error";
        };
    }

    /** Maps codes that no call of this API gives to those that it promises. */
    private static String code(ErrorCode code) {
        return switch (code) {
            case ALREADY_EXISTS, INVALID_STATE -> ErrorCode.INVALID_PARAMETER.name();
            case NOT_FOUND,
                    AMBIGUOUS,
                    INVALID_PARAMETER,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    LIMIT_EXCEEDED,
                    UNAVAILABLE,
                    INTERNAL ->
                    code.name();
        };
    }
}
