package io.clew.protocol.clew.calls;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.Clocks;
import io.clew.model.Viewer;
import io.clew.model.answer.Explanation;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.ExplainJson;
import io.clew.protocol.clew.json.NodeJson;
import io.clew.questions.Explanations;
import io.clew.questions.Questions;
import java.util.List;
import java.util.Set;

/** Answers {@code /resolve}, {@code /node} and {@code /explain}: what one node is. */
public final class NodeCalls {

    private final Questions questions;
    private final Explanations explanations;

    public NodeCalls(Questions questions, Explanations explanations) {
        this.questions = questions;
        this.explanations = explanations;
    }

    /** Returns the calls. */
    public List<Call> all() {
        return List.of(
                Call.get("/resolve", Set.of("ref", "as_of", "workspace"), this::resolve),
                Call.get("/node", Set.of("ref", "as_of", "known_at", "workspace"), this::node),
                Call.get(
                        "/explain",
                        Set.of("ref", "as_of", "known_at", "workspace"),
                        this::explain));
    }

    private Response resolve(Request request, Params params) {
        String reference = params.reference("ref");
        Clocks clocks = Asked.asOf(params);
        Viewer viewer = params.viewer();
        var node = questions.resolve(viewer, "ref", reference, clocks);
        return Answers.ok(out -> NodeJson.write(out, node));
    }

    private Response node(Request request, Params params) {
        String reference = params.reference("ref");
        Viewer viewer = params.viewer();
        Clocks clocks = Asked.clocks(questions, params);
        Questions.NodeAnswer answer = questions.node(viewer, "ref", reference, clocks);
        return Answers.ok(out -> NodeJson.write(out, answer.node(), answer.history()));
    }

    private Response explain(Request request, Params params) {
        String reference = params.reference("ref");
        Viewer viewer = params.viewer();
        Clocks clocks = Asked.clocks(questions, params);
        Explanation answer = explanations.explain(viewer, "ref", reference, clocks);
        return Answers.ok(out -> ExplainJson.write(out, answer));
    }
}
