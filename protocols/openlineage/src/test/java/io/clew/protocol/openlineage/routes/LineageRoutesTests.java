package io.clew.protocol.openlineage.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.clew.http.json.JsonObject;
import io.clew.protocol.openlineage.OpenLineageServer;
import io.clew.protocol.openlineage.OpenLineageServer.Answer;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.event.Samples;
import io.clew.store.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class LineageRoutesTests {
    private static final String EVENT = "/api/v1/lineage";
    private static final String BATCH = "/api/v1/lineage/batch";

    @TempDir Path folder;
    private OpenLineageServer server;

    @BeforeEach
    void start() {
        server = new OpenLineageServer(TestDatabase.sqlite(folder));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesEachFormOfEvent() {
        for (ObjectNode event :
                List.of(Samples.everyFacet(), Samples.job(), Samples.dataset(), Samples.run())) {
            Answer answer = server.post(EVENT, Samples.bytes(event));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.text()).isEqualTo("{\"duplicate\":false,\"warnings\":[]}");
        }
        assertThat(events()).isEqualTo(4);
    }

    @Test
    void knowsADuplicateAgain() {
        byte[] event = Samples.bytes(Samples.run());
        server.post(EVENT, event);
        assertThat(server.post(EVENT, event).text()).contains("\"duplicate\":true");
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void answersWithWarnings() {
        ObjectNode event = Samples.run();
        ((ObjectNode) event.get("run")).put("runId", "manual__1");
        assertThat(server.post(EVENT, Samples.bytes(event)).text())
                .contains("/run/runId, 'manual__1', is not a UUID");
    }

    @Test
    void refusesAnInvalidEventAsAProblemThatNamesThePlace() {
        ObjectNode event = Samples.everyFacet();
        ((ObjectNode) event.at("/run/facets/parent/run")).remove("runId");
        Answer answer = server.post(EVENT, Samples.bytes(event));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.http().headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.json().text("field")).isEqualTo("/run/facets/parent/run/runId");
        assertThat(answer.json().text("detail")).contains("missing", "a UUID");
        assertThat(answer.json().text("code")).isEqualTo("INVALID_PARAMETER");
        assertThat(events()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/JSON;charset=\"UTF-8\"",
                "application/cloudevents+json",
            })
    void takesJsonByItsTypes(String type) {
        assertThat(server.post(EVENT, Samples.bytes(Samples.run()), "Content-Type", type).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "json", "application/"})
    void refusesOtherTypes(String type) {
        assertThat(server.post(EVENT, Samples.bytes(Samples.run()), "Content-Type", type).status())
                .isEqualTo(415);
    }

    @Test
    void takesPackedAndChunkedBodies() throws IOException {
        byte[] event = Samples.bytes(Samples.everyFacet());
        assertThat(server.post(EVENT, gzip(event), "Content-Encoding", "gzip").status())
                .isEqualTo(201);
        byte[] second = Samples.bytes(newRun());
        assertThat(
                        server.post(
                                        EVENT,
                                        BodyPublishers.ofInputStream(
                                                () -> stream(Zstd.compress(second))),
                                        "Content-Encoding",
                                        "zstd")
                                .status())
                .isEqualTo(201);
        byte[] third = Samples.bytes(newRun());
        assertThat(server.post(EVENT, BodyPublishers.ofInputStream(() -> stream(third))).status())
                .isEqualTo(201);
        assertThat(events()).isEqualTo(3);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @Test
    void takesAnEventOfTenMegabytesAndRefusesABomb() throws IOException {
        ObjectNode event = Samples.everyFacet();
        ((ObjectNode) event.at("/job/facets/sql")).put("query", "SELECT 1 ".repeat(1_200_000));
        byte[] large = Samples.bytes(event);
        assertThat(large.length).isGreaterThan(10 << 20);
        assertThat(server.post(EVENT, large).status()).isEqualTo(201);
        byte[] bomb = gzip(new byte[100 << 20]);
        Answer refused = server.post(EVENT, bomb, "Content-Encoding", "gzip");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().text("code")).isEqualTo("LIMIT_EXCEEDED");
    }

    @Test
    void choosesTheWorkspaceByParameterOrHeader() {
        byte[] event = Samples.bytes(Samples.run());
        assertThat(server.post(EVENT + "?workspace=default", event).status()).isEqualTo(201);
        assertThat(server.post(EVENT, event, "X-Clew-Workspace", "default").status())
                .isEqualTo(201);
        assertThat(server.post(EVENT + "?workspace=nowhere", event).status()).isEqualTo(404);
        assertThat(server.post(EVENT, event, "X-Clew-Workspace", "nowhere").status())
                .isEqualTo(404);
        assertThat(server.post(EVENT + "?workspace=A%20b", event).status()).isEqualTo(400);
        assertThat(
                        server.post(
                                        EVENT + "?workspace=default",
                                        event,
                                        "X-Clew-Workspace",
                                        "other")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void refusesUnknownParametersMethodsAndPaths() {
        byte[] event = Samples.bytes(Samples.run());
        Answer unknown = server.post(EVENT + "?sync=true", event);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().text("field")).isEqualTo("sync");
        assertThat(server.get(BATCH).status()).isEqualTo(405);
        assertThat(server.post(BATCH + "/more", event).status()).isEqualTo(404);
    }

    @Test
    void doesNotKeepOrTellTheToken() throws IOException {
        Answer answer =
                server.post(
                        EVENT,
                        Samples.bytes(Samples.run()),
                        "Authorization",
                        "Bearer tok3n-of-ann");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).doesNotContain("tok3n");
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), UTF_8))
                        .as(file.toString())
                        .doesNotContain("tok3n-of-ann");
            }
        }
    }

    @Test
    void takesABatchWithoutAWord() {
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            batch.add(newRun().toString());
        }
        Answer answer = server.post(BATCH, array(batch));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertThat(events()).isEqualTo(1200);
        assertThat(server.post(BATCH, "[]".getBytes(UTF_8)).status()).isEqualTo(204);
    }

    @Test
    void reportsEachFailedIndexOfABatch() {
        ObjectNode noJob = Samples.run();
        noJob.remove("job");
        ObjectNode odd = newRun();
        ((ObjectNode) odd.get("run")).put("runId", "manual__1");
        Answer answer =
                server.post(
                        BATCH,
                        array(
                                List.of(
                                        newRun().toString(),
                                        noJob.toString(),
                                        odd.toString(),
                                        "{\"a\":tru}",
                                        "7")));
        assertThat(answer.status()).isEqualTo(200);
        JsonObject body = answer.json();
        assertThat(body.text("status")).isEqualTo("partial_success");
        assertThat(body.value("summary"))
                .hasToString(
                        "{received=5, successful=2, failed=3, retriable=0, non_retriable=3,"
                                + " warned=1}");
        List<?> failed = (List<?>) body.value("failed_events");
        assertThat(failed).hasSize(3);
        assertThat(failed.getFirst().toString())
                .contains("index=1", "reason=/job is missing", "field=/job", "retriable=false");
        assertThat(failed.get(1).toString()).contains("index=3", "not valid JSON");
        assertThat(failed.get(2).toString()).contains("index=4");
        assertThat(((List<?>) body.value("warnings")).getFirst().toString())
                .contains("index=2", "not a UUID");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void saysThatNothingOfABatchWasTaken() {
        Answer answer = server.post(BATCH, array(List.of("{}", "[]")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().text("status")).isEqualTo("partial_success");
        assertThat(answer.json().value("summary").toString()).contains("successful=0, failed=2");
    }

    @Test
    void refusesWhatIsNoBatch() {
        for (String body : List.of("{}", "", "[1", "[1] 2")) {
            assertThat(server.post(BATCH, body.getBytes(UTF_8)).status()).isEqualTo(400);
        }
        assertThat(server.post(BATCH, ("[1" + ",1".repeat(10_000) + "]").getBytes(UTF_8)).status())
                .isEqualTo(413);
    }

    @Test
    void answersOverloadWith503AndTakesTheSameEventLater() throws Exception {
        CountDownLatch inWork = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Admission admission = new Admission(100_000);
        try (OpenLineageServer busy =
                        new OpenLineageServer(
                                TestDatabase.sqlite(folder.resolve("busy")),
                                admission,
                                intake -> held(intake, inWork, mayEnd));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ObjectNode large = newRun();
            ((ObjectNode) large.get("job")).put("name", "x".repeat(8000));
            large.put("comment", "y".repeat(200_000));
            Future<Answer> first = threads.submit(() -> busy.post(EVENT, Samples.bytes(large)));
            inWork.await();
            assertThat(admission.taken()).isGreaterThan(200_000);
            byte[] second = Samples.bytes(newRun());
            Answer refused = busy.post(EVENT, second);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.http().headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.json().text("code")).isEqualTo("UNAVAILABLE");
            mayEnd.countDown();
            assertThat(first.get().status()).as("alone, a large one has room").isEqualTo(201);
            assertThat(busy.post(EVENT, second).status()).isEqualTo(201);
            assertThat(admission.taken()).isZero();
        }
    }

    @Test
    void givesBackTheRoomOfWhatWasRefused() throws IOException {
        Admission admission = new Admission(1 << 20);
        try (OpenLineageServer small =
                new OpenLineageServer(
                        TestDatabase.sqlite(folder.resolve("small")),
                        admission,
                        intake -> intake)) {
            byte[] bomb = gzip(new byte[100 << 20]);
            assertThat(small.post(EVENT, bomb, "Content-Encoding", "gzip").status()).isEqualTo(413);
            assertThat(small.post(EVENT, "{".getBytes(UTF_8)).status()).isEqualTo(400);
            assertThat(small.post(EVENT, "x".getBytes(UTF_8), "Content-Encoding", "gzip").status())
                    .isEqualTo(400);
            assertThat(admission.taken()).isZero();
        }
    }

    private static EventIntake held(
            EventIntake intake, CountDownLatch inWork, CountDownLatch mayEnd) {
        return (workspace, origin, events, alongside) -> {
            inWork.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return intake.accept(workspace, origin, events, alongside);
        };
    }

    private long events() {
        return server.store()
                .<Long>read(
                        db ->
                                db.sql("SELECT COUNT(*) AS n FROM ol_event")
                                        .first(row -> row.integer("n"))
                                        .orElseThrow());
    }

    private static ObjectNode newRun() {
        ObjectNode event = Samples.run();
        ((ObjectNode) event.get("run")).put("runId", UUID.randomUUID().toString());
        return event;
    }

    private static byte[] array(List<String> events) {
        return ("[" + String.join(",\n ", events) + "]").getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
