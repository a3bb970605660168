package io.clew.protocol.openlineage.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.Json;
import io.clew.protocol.openlineage.OpenLineageServer;
import io.clew.protocol.openlineage.OpenLineageServer.Answer;
import io.clew.protocol.openlineage.event.Samples;
import io.clew.store.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an export must give on every database. */
abstract class ExportContractTests {
    private static final String EXPORT = "/api/v1/export/openlineage";

    private OpenLineageServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = new OpenLineageServer(newDatabase());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesBackWhatCameInTheOrderItCame() {
        List<JsonNode> sent =
                List.of(Samples.everyFacet(), Samples.job(), Samples.dataset(), Samples.run());
        for (JsonNode event : sent) {
            byte[] pretty = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(event);
            assertThat(server.post("/api/v1/lineage", pretty).status()).isEqualTo(201);
        }
        Answer answer = server.get(EXPORT);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().headers().firstValue("Content-Type"))
                .contains("application/x-ndjson");
        assertThat(events(answer)).isEqualTo(sent);
    }

    @Test
    void keepsEveryByteThatMatters() {
        String event =
                Samples.run()
                        .toString()
                        .replace(
                                "\"job\":",
                                "\"big\":123456789012345678901234567890,\"exact\":1.10,\"text\":"
                                        + "\"a\\nb \\u00e4\",\"job\":");
        server.post("/api/v1/lineage", event.getBytes(UTF_8));
        assertThat(server.get(EXPORT).text()).isEqualTo(event + "\n");
    }

    @Test
    void isEmptyWhenThereIsNothing() {
        Answer answer = server.get(EXPORT);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void findsEventsByTimeAndJobAndNamespace() {
        send("2026-01-01T00:00:00Z", "airflow", "a");
        send("2026-01-02T00:00:00Z", "airflow", "b");
        send("2026-01-03T23:59:59.999Z", "spark", "a");
        server.post("/api/v1/lineage", Samples.bytes(Samples.dataset()));
        assertThat(events("")).hasSize(4);
        assertThat(events("?since=2026-01-02&until=2026-01-03")).hasSize(2);
        assertThat(events("?since=2026-01-02T00:00:00.001Z&until=2026-01-04")).hasSize(1);
        assertThat(events("?namespace=airflow")).hasSize(2);
        assertThat(events("?namespace=airflow&job=b")).hasSize(1);
        assertThat(events("?job=a")).hasSize(2);
        assertThat(events("?namespace=s3%3A%2F%2Fbank")).as("of a DatasetEvent").hasSize(1);
        assertThat(events("?namespace=nowhere")).isEmpty();
    }

    @Test
    void pagesWithoutLossOrRepetition() {
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            ObjectNode event = Samples.run();
            ((ObjectNode) event.get("run")).put("runId", new UUID(7, i).toString());
            batch.add(event.toString());
        }
        assertThat(
                        server.post(
                                        "/api/v1/lineage/batch",
                                        ("[" + String.join(",", batch) + "]").getBytes(UTF_8))
                                .status())
                .isEqualTo(204);
        List<String> whole = server.get(EXPORT).text().lines().toList();
        assertThat(whole).isEqualTo(batch);
        List<String> paged = new ArrayList<>();
        String cursor = "0";
        int pages = 0;
        while (!cursor.isEmpty()) {
            Answer page = server.get(EXPORT + "?limit=401&cursor=" + cursor);
            page.text().lines().forEach(paged::add);
            cursor = page.http().headers().firstValue("X-Clew-Next").orElse("");
            pages++;
        }
        assertThat(pages).as("the last page says that it is the last").isEqualTo(3);
        assertThat(paged).isEqualTo(batch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=yesterday",
                "since=",
                "until=2026-02-30",
                "limit=0",
                "limit=100001",
                "limit=x",
                "limit=1&limit=2",
                "cursor=-1",
                "cursor=x",
                "cursor=99999999999999999999",
                "job=",
                "format=json",
                "workspace=A",
            })
    void refusesWhatItDoesNotTake(String query) {
        Answer answer = server.get(EXPORT + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().text("field")).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void knowsNoOtherWorkspace() {
        assertThat(server.get(EXPORT + "?workspace=nowhere").status()).isEqualTo(404);
    }

    private void send(String time, String namespace, String job) {
        ObjectNode event = Samples.run();
        event.put("eventTime", time);
        ((ObjectNode) event.get("run")).put("runId", UUID.randomUUID().toString());
        ((ObjectNode) event.get("job")).put("namespace", namespace).put("name", job);
        assertThat(server.post("/api/v1/lineage", Samples.bytes(event)).status()).isEqualTo(201);
    }

    private List<JsonNode> events(String query) {
        return events(server.get(EXPORT + query));
    }

    private static List<JsonNode> events(Answer answer) {
        return answer.text().lines().map(line -> Json.mapper().readTree(line)).toList();
    }
}
