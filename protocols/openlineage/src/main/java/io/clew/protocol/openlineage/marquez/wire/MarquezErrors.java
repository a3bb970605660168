package io.clew.protocol.openlineage.marquez.wire;

import io.clew.http.Response;
import io.clew.http.Status;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;

/** Writes refusals as Marquez's clients read them: {@code {"code","message","details"}}. */
public final class MarquezErrors {
    private static final int RETRY_SECONDS = 1;

    private MarquezErrors() {}

    /** Renders a refusal. */
    public static Response of(ClewException refusal) {
        return of(Status.of(refusal.code()), refusal);
    }

    /** Renders a refusal whose status HTTP decides. */
    public static Response of(int status, ClewException refusal) {
        String field = refusal.field();
        Response answer =
                Response.json(
                        status,
                        Json.bytes(
                                out ->
                                        out.number("code", status)
                                                .text("message", refusal.getMessage())
                                                .text(
                                                        "details",
                                                        field == null ? null : "at " + field)));
        return refusal.code() == ErrorCode.UNAVAILABLE
                ? answer.withHeader("Retry-After", Integer.toString(RETRY_SECONDS))
                : answer;
    }

    /** Says that something is not there, in Marquez's words. */
    public static ClewException notFound(String what, String name) {
        return ClewException.notFound("%s '%s' not found.".formatted(what, name));
    }

    /** Says that a dataset has no such field, in Marquez's words. */
    public static ClewException fieldNotFound(String field, String dataset) {
        return ClewException.notFound(
                "Field '%s' not found for dataset '%s'.".formatted(field, dataset));
    }
}
