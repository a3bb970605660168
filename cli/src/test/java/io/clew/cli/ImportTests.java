package io.clew.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.cli.ask.ExitStatus;
import io.clew.server.Clew;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import io.clew.store.Store;
import io.clew.store.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ImportTests {
    private static final JsonMapper JSON = new JsonMapper();

    /** What real producers sent; the module that reads them has them for its own tests. */
    private static final Path CAPTURED =
            Path.of(
                    "../protocols/openlineage/src/test/resources/io/clew/protocol/openlineage/"
                            + "captured");

    private static final String EVENT =
            "{\"eventType\":\"%s\",\"eventTime\":\"2026-11-30T08:15:00Z\",\"producer\":\"urn:p\","
                    + "\"schemaURL\":\"urn:s\",\"run\":{\"runId\":\"%s\"},"
                    + "\"job\":{\"namespace\":\"n\",\"name\":\"j\"}}";

    private static final String RUN = "0192f5a0-7d1e-7c4b-9a55-3f2b8c1d0e0";

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    private Clew clew(String data) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, folder.resolve(data).toString());
        return Clew.start(Config.of(flags));
    }

    private HttpResponse<String> get(Clew clew, String target) throws Exception {
        URI uri = URI.create(clew.address() + "/api/v1" + target);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private int post(Clew clew, byte[] event) throws Exception {
        URI uri = URI.create(clew.address() + "/api/v1/lineage");
        return http.send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(event))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(told, true, UTF_8));
            System.setErr(new PrintStream(complained, true, UTF_8));
            int status = Main.run(arguments);
            return new Ran(status, told.toString(UTF_8), complained.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Ran imported(Clew clew, Path file) {
        return run("import", "openlineage", file.toString(), "--server", clew.address().toString());
    }

    @Test
    void anExportThatIsImportedGivesTheSameAnswers() throws Exception {
        Path file = folder.resolve("export.ndjson");
        int events = 0;
        try (Clew first = clew("first")) {
            for (byte[] event : captured()) {
                assertThat(post(first, event)).isEqualTo(201);
                events++;
            }
            Files.writeString(file, get(first, "/export/openlineage").body());
        }
        try (Clew second = clew("second")) {
            Ran ran = imported(second, file);
            assertThat(ran.status()).as(ran.err()).isEqualTo(ExitStatus.ANSWERED);
            assertThat(ran.out()).contains(" events taken, 0 refused");
            String back = get(second, "/export/openlineage").body();
            assertSame("the export of what was imported", back, Files.readString(file));
            Ran again = imported(second, file);
            assertThat(again.status()).isEqualTo(ExitStatus.ANSWERED);
            assertThat(runEvents(get(second, "/export/openlineage").body()))
                    .as("what is there already stays one")
                    .isEqualTo(runEvents(back));
        }
        assertThat(events).isGreaterThan(100);
        List<String> nodes = nodes("first");
        assertThat(nodes("second")).isEqualTo(nodes);
        try (Clew first = clew("first");
                Clew second = clew("second")) {
            for (String urn : nodes) {
                for (String question : questions(urn)) {
                    assertSame(question, answer(second, question), answer(first, question));
                }
            }
        }
    }

    private static long runEvents(String export) {
        return export.lines().filter(line -> line.contains("\"runId\"")).count();
    }

    /** Shows the first difference, as answers may have thousands of characters. */
    private static void assertSame(String what, String actual, String expected) {
        int same = 0;
        int shortest = Math.min(actual.length(), expected.length());
        while (same < shortest && actual.charAt(same) == expected.charAt(same)) {
            same++;
        }
        assertThat(part(actual, same)).as(what).isEqualTo(part(expected, same));
    }

    private static String part(String text, int at) {
        int from = Math.max(0, at - 300);
        return at + ": " + text.substring(from, Math.min(text.length(), at + 300));
    }

    private static List<String> questions(String urn) {
        String ref = URLEncoder.encode(urn, UTF_8);
        String level = urn.startsWith("urn:clew:column:") ? "column" : "node";
        return List.of(
                "/node?ref=" + ref,
                "/lineage?direction=both&failed=true&level=" + level + "&of=" + ref,
                "/impact?of=" + ref,
                "/explain?ref=" + ref);
    }

    private String answer(Clew clew, String question) throws Exception {
        HttpResponse<String> answer = get(clew, question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = JSON.readTree(answer.body());
        withoutRecord(body);
        return body.toString();
    }

    /** Takes away when and where in the log something was recorded, which is another there. */
    private static void withoutRecord(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("recorded", "entry", "entries", "position"));
        }
        node.forEach(ImportTests::withoutRecord);
    }

    /** Leaves out the experiment that each new Clew has, which was made at another time. */
    private List<String> nodes(String data) {
        try (Store store = Stores.sqlite(folder.resolve(data), Clew.migrations())) {
            return store.read(
                    db ->
                            db.sql(
                                            "SELECT urn FROM node WHERE urn NOT LIKE"
                                                    + " 'urn:clew:job:mlflow/%' ORDER BY urn")
                                    .list(row -> row.text("urn")));
        }
    }

    private static List<byte[]> captured() throws IOException {
        List<byte[]> events = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CAPTURED)) {
            for (Path each : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                events.add(Files.readAllBytes(each));
            }
        }
        return events;
    }

    @Test
    void tellsEachLineThatWasRefusedAndTakesTheOthers() throws Exception {
        Path file = folder.resolve("events");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        EVENT.formatted("START", RUN + "1"),
                        "",
                        EVENT.formatted("DONE", RUN + "2"),
                        EVENT.formatted("START", "manual"),
                        "7"));
        try (Clew clew = clew("some")) {
            Ran ran = imported(clew, file);
            assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
            assertThat(ran.out()).contains("2 events taken, 2 refused, 1 with warnings");
            assertThat(ran.err())
                    .contains("line 3: /eventType is 'DONE'")
                    .contains("line 5: The event is 7");
        }
    }

    @Test
    void takesTheOthersOfABrokenLine() throws Exception {
        Path file = folder.resolve("events");
        Files.writeString(
                file,
                EVENT.formatted("START", RUN + "1")
                        + "\n{\"eventType\":\n"
                        + EVENT.formatted("START", RUN + "2"));
        try (Clew clew = clew("some")) {
            Ran ran = imported(clew, file);
            assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
            assertThat(ran.out()).contains("2 events taken, 1 refused");
            assertThat(ran.err()).contains("line 2: the body is not valid JSON");
        }
    }

    @Test
    void readsTheInput() throws Exception {
        InputStream in = System.in;
        try (Clew clew = clew("some")) {
            System.setIn(
                    new ByteArrayInputStream(EVENT.formatted("START", RUN + "1").getBytes(UTF_8)));
            Ran ran = run("import", "openlineage", "-", "--server", clew.address().toString());
            assertThat(ran.out()).contains("1 events taken, 0 refused");
            System.setIn(
                    new ByteArrayInputStream(EVENT.formatted("START", RUN + "1").getBytes(UTF_8)));
            Ran nowhere =
                    run(
                            "import",
                            "openlineage",
                            "-",
                            "--workspace",
                            "nowhere",
                            "--server",
                            clew.address().toString());
            assertThat(nowhere.status()).isEqualTo(ExitStatus.FAILED);
            assertThat(nowhere.err()).containsIgnoringCase("there is no workspace named nowhere");
        } finally {
            System.setIn(in);
        }
    }

    @Test
    void saysWhatIsWrongWithItsUse() {
        Ran missing = run("import", "openlineage", folder.resolve("none").toString());
        assertThat(missing.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(missing.err()).contains("there is no file");
        assertThat(run("import").status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(run("import", "avro", "x").status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(run("import", "openlineage").status()).isEqualTo(ExitStatus.WRONG_USE);
    }
}
