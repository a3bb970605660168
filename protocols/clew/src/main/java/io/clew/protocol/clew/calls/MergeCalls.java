package io.clew.protocol.clew.calls;

import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.EdgeKind;
import io.clew.model.Viewer;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.DecidedJson;
import io.clew.questions.Questions;
import io.clew.questions.merges.Merges;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers {@code POST /merges} and {@code POST /retractions}: what people say of names. */
public final class MergeCalls {

    /** Room for the longest references and reason, each character escaped. */
    private static final long BODY_BYTES_MAX = 2 << 20;

    private final Questions questions;

    public MergeCalls(Questions questions) {
        this.questions = questions;
    }

    /** Returns the calls. */
    public List<Call> all() {
        return List.of(
                new Call(Method.POST, "/merges", Set.of("workspace"), BODY_BYTES_MAX, this::merge),
                new Call(
                        Method.POST,
                        "/retractions",
                        Set.of("workspace"),
                        BODY_BYTES_MAX,
                        this::retract));
    }

    private Response merge(Request request, Params params) throws IOException {
        Viewer viewer = params.viewer();
        return Posted.answer(
                request,
                List.of("refs", "reason"),
                posted -> {
                    var decided =
                            questions.merge(
                                    viewer,
                                    posted.author(),
                                    posted.references("refs", 2, Merges.NAMES_MAX),
                                    posted.body().nonEmptyText("reason"),
                                    posted.bytes());
                    return Answers.created(out -> DecidedJson.write(out, decided));
                });
    }

    private Response retract(Request request, Params params) throws IOException {
        Viewer viewer = params.viewer();
        return Posted.answer(
                request,
                List.of("from", "kind", "to", "reason"),
                posted -> {
                    var decided =
                            questions.retract(
                                    viewer,
                                    posted.author(),
                                    posted.reference("from"),
                                    kind(posted),
                                    posted.reference("to"),
                                    posted.body().nonEmptyText("reason"),
                                    posted.bytes());
                    return Answers.created(out -> DecidedJson.write(out, decided));
                });
    }

    private static EdgeKind kind(Posted posted) {
        return EdgeKind.fromWireName(posted.body().nonEmptyText("kind"))
                .orElseThrow(
                        () ->
                                posted.body()
                                        .invalid(
                                                "kind",
                                                "expected one of "
                                                        + Arrays.stream(EdgeKind.values())
                                                                .map(EdgeKind::wireName)
                                                                .collect(
                                                                        Collectors.joining(", "))));
    }
}
