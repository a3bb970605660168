package io.clew.protocol.clew.calls;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.Workspace;
import io.clew.protocol.clew.ServerInfo;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.questions.GraphQuestions;
import io.clew.questions.GraphState;
import java.util.List;
import java.util.Set;

/** Answers {@code /server} and {@code /server/graph}. */
public final class ServerCalls {

    private final ServerInfo info;
    private final GraphQuestions graph;

    public ServerCalls(ServerInfo info, GraphQuestions graph) {
        this.info = info;
        this.graph = graph;
    }

    /** Returns the call. */
    public List<Call> all() {
        return List.of(
                Call.get("/server", Set.of(), this::server),
                Call.get("/server/graph", Set.of(), this::graph));
    }

    private Response server(Request request, Params params) {
        return Answers.ok(
                out -> {
                    out.text("name", "clew")
                            .text("version", info.version())
                            .text("store", info.store())
                            .text("workspace", Workspace.DEFAULT.name());
                    if (info.notice() == null) {
                        out.nothing("notice");
                    } else {
                        out.text("notice", info.notice());
                    }
                    info.parts().forEach((name, state) -> out.value(name, state.get()));
                });
    }

    private Response graph(Request request, Params params) {
        GraphState state = graph.state();
        return Answers.ok(
                out ->
                        out.number("position", state.position())
                                .number("nodes", state.nodes())
                                .number("edges", state.edges())
                                .text("digest", state.digest()));
    }
}
