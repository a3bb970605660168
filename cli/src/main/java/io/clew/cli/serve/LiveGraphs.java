package io.clew.cli.serve;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.server.check.LiveGraph;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks running servers what graph they hold in memory. */
final class LiveGraphs {
    private LiveGraphs() {}

    private static final int TIMEOUT_MILLIS = 120_000;

    /**
     * Asks one server.
     *
     * @throws ClewException INVALID_PARAMETER when the address is none; UNAVAILABLE when no Clew
     *     answers there
     */
    static LiveGraph ask(String server) {
        try {
            URLConnection connection =
                    URI.create(server.replaceAll("/+$", "") + "/api/v1/server/graph")
                            .toURL()
                            .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                JsonNode state = new JsonMapper().readTree(in);
                return new LiveGraph(
                        server,
                        state.path("position").asLong(-1),
                        state.path("digest").asString(""));
            }
        } catch (IllegalArgumentException e) {
            throw ClewException.invalid(
                    "--live", "--live takes an address such as http://127.0.0.1:5757");
        } catch (IOException | JacksonException e) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE, "no Clew answers at " + server + ": " + e.getMessage());
        }
    }
}
