package io.clew.protocol.clew.calls;

import io.clew.http.Caller;
import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.Problem;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.Viewer;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.NodeJson;
import io.clew.questions.Questions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers {@code POST /notes}. */
public final class NoteCalls {

    /** Room for the longest note and reference, each character escaped. */
    private static final long BODY_BYTES_MAX = 256 << 10;

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private static final int REFERENCE_CHARS_MAX = 8192;

    private static final Set<String> FIELDS = Set.of("ref", "text");

    /** What a client is called that gives no name. */
    private static final String ANONYMOUS = "anonymous";

    private final Questions questions;

    public NoteCalls(Questions questions) {
        this.questions = questions;
    }

    /** Returns the call. */
    public List<Call> all() {
        return List.of(
                new Call(Method.POST, "/notes", Set.of("workspace"), BODY_BYTES_MAX, this::add));
    }

    private Response add(Request request, Params params) throws IOException {
        Optional<String> type = request.header("Content-Type");
        if (type.filter(NoteCalls::isJson).isEmpty()) {
            return Problem.of(
                    UNSUPPORTED_MEDIA_TYPE,
                    ClewException.invalid(
                            "Content-Type",
                            "Content-Type is %s: expected application/json."
                                    .formatted(type.isEmpty() ? "missing" : "another")));
        }
        Viewer viewer = params.viewer();
        byte[] body = request.body().bytes();
        JsonObject note = Json.readObject(body);
        for (String field : note.names()) {
            if (!FIELDS.contains(field)) {
                throw ClewException.invalid(
                        field,
                        "There is no field %s here: expected ref and text.".formatted(field));
            }
        }
        String reference = note.nonEmptyText("ref");
        if (reference.isBlank() || reference.length() > REFERENCE_CHARS_MAX) {
            throw ClewException.invalid(
                    "ref",
                    "ref is not what it takes: expected a reference of 1 to %d characters."
                            .formatted(REFERENCE_CHARS_MAX));
        }
        var made =
                questions.note(
                        viewer,
                        author(request.caller()),
                        reference,
                        note.nonEmptyText("text"),
                        body);
        return Answers.created(out -> NodeJson.write(out, made));
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
