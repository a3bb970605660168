package io.clew.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.server.Clew;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Is two servers on one PostgreSQL and one folder of artifacts, and a client of both. */
final class TwoServers implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final String MLFLOW = "/api/2.0/mlflow/";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Clew> servers;
    private int turn;

    TwoServers(Path folder, String database) {
        servers = List.of(start(folder, "a", database), start(folder, "b", database));
    }

    private static Clew start(Path folder, String name, String database) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, folder.resolve(name).toString());
        flags.put(Setting.ARTIFACTS, folder.resolve("artifacts").toString());
        flags.put(Setting.STORE, database);
        return Clew.start(Config.of(flags));
    }

    /** Makes a call of MLflow on the server whose turn it is, and returns its answer. */
    JsonNode write(String method, String call, String body) {
        turn++;
        HttpResponse<String> response = send(turn % 2, method, MLFLOW + call, body);
        assertThat(response.statusCode()).as("%s: %s", call, response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    JsonNode post(String call, String body) {
        return write("POST", call, body);
    }

    /**
     * Reads from both servers, first the one that was not written to, and checks that they agree.
     */
    JsonNode read(String method, String path, String body) {
        HttpResponse<String> other = send((turn + 1) % 2, method, path, body);
        HttpResponse<String> written = send(turn % 2, method, path, body);
        assertThat(other.body()).as(path).isEqualTo(written.body());
        assertThat(other.statusCode()).as("%s: %s", path, other.body()).isEqualTo(200);
        return JSON.readTree(other.body());
    }

    JsonNode get(String call) {
        return read("GET", MLFLOW + call, "");
    }

    JsonNode search(String call, String body) {
        return read("POST", MLFLOW + call, body);
    }

    /** Asks the server that was not written to until it has what the other one has. */
    void agreeOnGraph() {
        JsonNode written = graph(turn % 2);
        JsonNode other = written;
        Instant end = Instant.now().plus(SOON);
        do {
            other = graph((turn + 1) % 2);
        } while (other.path("position").asLong() < written.path("position").asLong()
                && Instant.now().isBefore(end));
        assertThat(other).isEqualTo(written);
    }

    JsonNode graph(int server) {
        return JSON.readTree(send(server, "GET", "/api/v1/server/graph", "").body());
    }

    /** Returns how long the server that was not written to takes to know a run. */
    Duration untilKnown(String run) {
        Instant begin = Instant.now();
        HttpResponse<String> response;
        do {
            response = send((turn + 1) % 2, "GET", "/api/v1/lineage?of=" + run, "");
            assertThat(response.statusCode()).as(response.body()).isIn(200, 404);
        } while (response.statusCode() != 200 && Instant.now().isBefore(begin.plus(SOON)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Duration.between(begin, Instant.now());
    }

    HttpResponse<String> send(int server, String method, String path, String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(servers.get(server).address() + path))
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body.isEmpty()
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }

    int turn() {
        return turn % 2;
    }

    @Override
    public void close() {
        http.close();
        servers.forEach(Clew::close);
    }
}
