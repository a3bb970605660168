package io.clew.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.store.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Makes one client's calls on two servers in turn, as a balancer would, and reads each result from
 * the server that did not take the write. Any cache must pass here.
 */
class AlternatingServersTests {
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";

    @TempDir Path folder;

    private TwoServers servers;

    @BeforeEach
    void start() {
        servers = new TwoServers(folder, PostgresServer.shared().newDatabase());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private static String json(Map<String, ?> members) {
        return TwoServers.JSON.writeValueAsString(members);
    }

    private String experiment(String name) {
        return servers.post("experiments/create", json(Map.of("name", name)))
                .path("experiment_id")
                .asString();
    }

    private String run(String experiment) {
        return servers.post(
                        "runs/create",
                        json(Map.of("experiment_id", experiment, "start_time", 1772366400000L)))
                .path("run")
                .path("info")
                .path("run_id")
                .asString();
    }

    private static List<String> texts(JsonNode array, String... path) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(
                        one -> {
                            JsonNode at = one;
                            for (String member : path) {
                                at = at.path(member);
                            }
                            return at.asString("");
                        })
                .toList();
    }

    @Test
    void experimentsChangeUnderNoServersFeet() {
        String id = experiment("fraud");
        String get = "experiments/get?experiment_id=" + id;
        assertThat(servers.get(get).at("/experiment/name").asString()).isEqualTo("fraud");
        for (String name : List.of("scoring", "fraud", "other")) {
            servers.post("experiments/update", json(Map.of("experiment_id", id, "new_name", name)));
            assertThat(servers.get(get).at("/experiment/name").asString()).isEqualTo(name);
            assertThat(
                            servers.get("experiments/get-by-name?experiment_name=" + name)
                                    .at("/experiment/experiment_id")
                                    .asString())
                    .isEqualTo(id);
            servers.post(
                    "experiments/set-experiment-tag",
                    json(Map.of("experiment_id", id, "key", "team", "value", name)));
            assertThat(servers.get(get).at("/experiment/tags/0/value").asString()).isEqualTo(name);
        }
        String run = run(id);
        for (int i = 0; i < 2; i++) {
            servers.post("experiments/delete", json(Map.of("experiment_id", id)));
            assertThat(servers.get(get).at("/experiment/lifecycle_stage").asString())
                    .isEqualTo("deleted");
            assertThat(
                            servers.get("runs/get?run_id=" + run)
                                    .at("/run/info/lifecycle_stage")
                                    .asString())
                    .isEqualTo("deleted");
            int refuser = 1 - servers.turn();
            assertThat(
                            servers.send(
                                            refuser,
                                            "POST",
                                            "/api/2.0/mlflow/runs/create",
                                            json(Map.of("experiment_id", id)))
                                    .statusCode())
                    .isEqualTo(400);
            servers.post("experiments/restore", json(Map.of("experiment_id", id)));
            assertThat(servers.get(get).at("/experiment/lifecycle_stage").asString())
                    .isEqualTo("active");
            run(id);
        }
        servers.agreeOnGraph();
    }

    @Test
    void aRunIsOneRunOnBothServers() {
        String run = run("0");
        String get = "runs/get?run_id=" + run;
        for (int i = 0; i < 6; i++) {
            servers.post(
                    "runs/log-parameter",
                    json(Map.of("run_id", run, "key", "p" + i, "value", "v" + i)));
            assertThat(servers.get(get).at("/run/data/params")).hasSize(i + 1);
            servers.post("runs/set-tag", json(Map.of("run_id", run, "key", "t", "value", "v" + i)));
            assertThat(texts(servers.get(get).at("/run/data/tags"), "value")).contains("v" + i);
        }
        int status =
                servers.send(
                                1 - servers.turn(),
                                "POST",
                                "/api/2.0/mlflow/runs/log-parameter",
                                json(Map.of("run_id", run, "key", "p0", "value", "other")))
                        .statusCode();
        assertThat(status).as("a param is never changed").isEqualTo(400);
        servers.post("runs/delete-tag", json(Map.of("run_id", run, "key", "t")));
        assertThat(texts(servers.get(get).at("/run/data/tags"), "key")).doesNotContain("t");
        for (String state : List.of("FINISHED", "RUNNING", "FAILED")) {
            servers.post(
                    "runs/update",
                    json(Map.of("run_id", run, "status", state, "run_name", "run " + state)));
            assertThat(servers.get(get).at("/run/info/status").asString()).isEqualTo(state);
            assertThat(servers.get(get).at("/run/info/run_name").asString())
                    .isEqualTo("run " + state);
        }
        servers.post("runs/delete", json(Map.of("run_id", run)));
        assertThat(servers.get(get).at("/run/info/lifecycle_stage").asString())
                .isEqualTo("deleted");
        servers.post("runs/restore", json(Map.of("run_id", run)));
        servers.post(
                "runs/log-parameter", json(Map.of("run_id", run, "key", "last", "value", "1")));
        assertThat(servers.get(get).at("/run/data/params")).hasSize(7);
        servers.agreeOnGraph();
    }

    /** Long enough that points are merged into blocks several times, by either server. */
    @Test
    void pointsOfMetricsAreOneHistory() {
        String run = run("0");
        int steps = 200;
        for (int step = 0; step < steps; step++) {
            long time = 1772366400000L + step;
            if (step % 3 == 0) {
                servers.post(
                        "runs/log-batch",
                        json(
                                Map.of(
                                        "run_id",
                                        run,
                                        "metrics",
                                        List.of(
                                                Map.of(
                                                        "key",
                                                        "loss",
                                                        "value",
                                                        1.0 / (1 + step),
                                                        "timestamp",
                                                        time,
                                                        "step",
                                                        step)))));
            } else {
                servers.post(
                        "runs/log-metric",
                        json(
                                Map.of(
                                        "run_id",
                                        run,
                                        "key",
                                        "loss",
                                        "value",
                                        1.0 / (1 + step),
                                        "timestamp",
                                        time,
                                        "step",
                                        step)));
            }
            if (step % 20 == 0 || step % 64 < 3) {
                JsonNode metric = servers.get("runs/get?run_id=" + run).at("/run/data/metrics/0");
                assertThat(metric.path("step").asLong()).isEqualTo(step);
                assertThat(metric.path("value").asDouble()).isEqualTo(1.0 / (1 + step));
                JsonNode history =
                        servers.get("metrics/get-history?run_id=" + run + "&metric_key=loss");
                assertThat(texts(history.path("metrics"), "step"))
                        .hasSize(step + 1)
                        .doesNotHaveDuplicates();
                assertThat(
                                servers.search(
                                                "runs/search",
                                                json(
                                                        Map.of(
                                                                "experiment_ids",
                                                                List.of("0"),
                                                                "filter",
                                                                "metrics.loss <= "
                                                                        + 1.0 / (1 + step))))
                                        .path("runs"))
                        .hasSize(1);
            }
        }
        servers.agreeOnGraph();
    }

    @Test
    void searchesFindWhatTheOtherServerWrote() {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String run = run("0");
            runs.add(run);
            servers.post(
                    "runs/set-tag", json(Map.of("run_id", run, "key", "team", "value", "t" + i)));
            JsonNode found =
                    servers.search(
                            "runs/search",
                            json(
                                    Map.of(
                                            "experiment_ids",
                                            List.of("0"),
                                            "filter",
                                            "tags.team = 't" + i + "'")));
            assertThat(texts(found.path("runs"), "info", "run_id")).containsExactly(run);
            JsonNode all =
                    servers.search("runs/search", json(Map.of("experiment_ids", List.of("0"))));
            assertThat(texts(all.path("runs"), "info", "run_id"))
                    .containsExactlyInAnyOrderElementsOf(runs);
        }
        servers.post("runs/delete", json(Map.of("run_id", runs.getFirst())));
        assertThat(
                        servers.search("runs/search", json(Map.of("experiment_ids", List.of("0"))))
                                .path("runs"))
                .hasSize(9);
    }

    @Test
    void aliasesStagesAndNamesOfModelsMoveOnBoth() {
        servers.post("registered-models/create", json(Map.of("name", "fraud")));
        for (int version = 1; version <= 4; version++) {
            String number = Integer.toString(version);
            assertThat(
                            servers.post(
                                            "model-versions/create",
                                            json(Map.of("name", "fraud", "source", "s3://b/m")))
                                    .at("/model_version/version")
                                    .asString())
                    .isEqualTo(number);
            servers.post(
                    "registered-models/alias",
                    json(Map.of("name", "fraud", "alias", "production", "version", number)));
            assertThat(
                            servers.get("registered-models/alias?name=fraud&alias=production")
                                    .at("/model_version/version")
                                    .asString())
                    .isEqualTo(number);
            servers.post(
                    "model-versions/transition-stage",
                    json(
                            Map.of(
                                    "name",
                                    "fraud",
                                    "version",
                                    number,
                                    "stage",
                                    "Production",
                                    "archive_existing_versions",
                                    true)));
            assertThat(
                            texts(
                                    servers.search(
                                                    "registered-models/get-latest-versions",
                                                    json(
                                                            Map.of(
                                                                    "name",
                                                                    "fraud",
                                                                    "stages",
                                                                    List.of("Production"))))
                                            .path("model_versions"),
                                    "version"))
                    .containsExactly(number);
        }
        servers.post("registered-models/rename", json(Map.of("name", "fraud", "new_name", "new")));
        assertThat(servers.get("registered-models/get?name=new").at("/registered_model/name"))
                .isEqualTo(TwoServers.JSON.valueToTree("new"));
        assertThat(
                        servers.get("registered-models/search")
                                .path("registered_models")
                                .get(0)
                                .path("name")
                                .asString())
                .isEqualTo("new");
        servers.write(
                "DELETE", "model-versions/delete", json(Map.of("name", "new", "version", "4")));
        assertThat(servers.get("model-versions/search").path("model_versions")).hasSize(3);
        servers.agreeOnGraph();
    }

    @Test
    void filesAreTheSameOnBoth() {
        for (int i = 0; i < 6; i++) {
            String path = ARTIFACTS + "/0/some/file" + i % 3 + ".txt";
            String body = "content " + i;
            assertThat(servers.send(i % 2, "PUT", path, body).statusCode()).isEqualTo(200);
            assertThat(servers.send((i + 1) % 2, "GET", path, "").body()).isEqualTo(body);
            assertThat(
                            texts(
                                    servers.read("GET", ARTIFACTS + "?path=0/some", "")
                                            .path("files"),
                                    "path"))
                    .hasSize(Math.min(3, i + 1));
        }
        String gone = ARTIFACTS + "/0/some/file0.txt";
        assertThat(servers.send(0, "DELETE", gone, "").statusCode()).isEqualTo(200);
        assertThat(servers.send(1, "GET", gone, "").statusCode()).isEqualTo(404);
    }

    /** The median that it prints is to be below 100 ms; a busy machine may take longer. */
    @Test
    void theOtherServersGraphFollowsByItself() {
        List<Duration> took = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> took.add(servers.untilKnown(run("0"))));
        Collections.sort(took);
        System.out.println("the other server knows a run after " + took.get(took.size() / 2));
        servers.agreeOnGraph();
    }
}
