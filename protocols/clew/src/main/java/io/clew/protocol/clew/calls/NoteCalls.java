package io.clew.protocol.clew.calls;

import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.Viewer;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.NodeJson;
import io.clew.questions.Questions;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Answers {@code POST /notes}. */
public final class NoteCalls {

    /** Room for the longest note and reference, each character escaped. */
    private static final long BODY_BYTES_MAX = 256 << 10;

    private static final List<String> FIELDS = List.of("ref", "text");

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
        Viewer viewer = params.viewer();
        return Posted.answer(request, FIELDS, posted -> add(viewer, posted));
    }

    private Response add(Viewer viewer, Posted posted) {
        var made =
                questions.note(
                        viewer,
                        posted.author(),
                        posted.reference("ref"),
                        posted.body().nonEmptyText("text"),
                        posted.bytes());
        return Answers.created(out -> NodeJson.write(out, made));
    }
}
