package io.clew.protocol.clew.calls;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.Workspace;
import io.clew.protocol.clew.ServerInfo;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import java.util.List;
import java.util.Set;

/** Answers {@code /server}. */
public final class ServerCalls {

    private final ServerInfo info;

    public ServerCalls(ServerInfo info) {
        this.info = info;
    }

    /** Returns the call. */
    public List<Call> all() {
        return List.of(Call.get("/server", Set.of(), this::server));
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
                });
    }
}
