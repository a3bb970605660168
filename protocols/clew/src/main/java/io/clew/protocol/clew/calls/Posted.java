package io.clew.protocol.clew.calls;

import io.clew.http.Caller;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.Problem;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what people post: a JSON object with known fields, and who posts it.
 *
 * @param bytes the body as it came
 */
record Posted(JsonObject body, byte[] bytes, Asserter author) {

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private static final int REFERENCE_CHARS_MAX = 8192;

    /** What a client is called that gives no name. */
    private static final String ANONYMOUS = "anonymous";

    /**
     * Answers a request by its body, or refuses it.
     *
     * @param fields all that the body may have
     */
    static Response answer(Request request, List<String> fields, Function<Posted, Response> answer)
            throws IOException {
        Optional<String> type = request.header("Content-Type");
        if (type.filter(Posted::isJson).isEmpty()) {
            return Problem.of(
                    UNSUPPORTED_MEDIA_TYPE,
                    ClewException.invalid(
                            "Content-Type",
                            "Content-Type is %s: expected application/json."
                                    .formatted(type.isEmpty() ? "missing" : "another")));
        }
        byte[] bytes = request.body().bytes();
        JsonObject body = Json.readObject(bytes);
        for (String field : body.names()) {
            if (!fields.contains(field)) {
                throw ClewException.invalid(
                        field,
                        "There is no field %s here: expected %s and %s."
                                .formatted(
                                        field,
                                        String.join(", ", fields.subList(0, fields.size() - 1)),
                                        fields.getLast()));
            }
        }
        return answer.apply(new Posted(body, bytes, author(request.caller())));
    }

    /** Returns a reference that must be there. */
    String reference(String field) {
        return checked(field, body.nonEmptyText(field));
    }

    /** Returns a list of references that must be there. */
    List<String> references(String field, int min, int max) {
        if (!body.has(field)) {
            throw body.missing(field);
        }
        List<String> references = body.texts(field);
        if (references.size() < min || references.size() > max) {
            throw ClewException.invalid(
                    field,
                    "%s has %d references: expected %d to %d."
                            .formatted(field, references.size(), min, max));
        }
        for (int i = 0; i < references.size(); i++) {
            checked("%s[%d]".formatted(field, i), references.get(i));
        }
        return references;
    }

    private static String checked(String field, String reference) {
        if (reference.isBlank() || reference.length() > REFERENCE_CHARS_MAX) {
            throw ClewException.invalid(
                    field,
                    "%s is not what it takes: expected a reference of 1 to %d characters."
                            .formatted(field, REFERENCE_CHARS_MAX));
        }
        return reference;
    }

    /** A page of another site can send a form or plain text without asking first, but not this. */
    private static boolean isJson(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end))
                .strip()
                .equalsIgnoreCase("application/json");
    }

    private static Asserter author(Caller caller) {
        String name = caller.claimedName();
        return Asserter.claimed("clew", name == null || name.isBlank() ? ANONYMOUS : name);
    }
}
