package io.clew.cli.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.cli.ask.ExitStatus;
import io.clew.server.Clew;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Harvests into a real server. */
class HarvestTests {

    @TempDir Path folder;
    private Clew clew;
    private FakeMarquez marquez;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        clew = start("target");
        marquez = new FakeMarquez();
    }

    private Clew start(String name) {
        return Clew.start(
                Config.of(
                        Map.of(
                                Setting.PORT,
                                "0",
                                Setting.DATA,
                                folder.resolve(name).toString(),
                                Setting.LOG_LEVEL,
                                "warn")));
    }

    @AfterEach
    void stop() {
        client.close();
        marquez.close();
        clew.close();
    }

    private Path position() {
        return folder.resolve("position.json");
    }

    private int harvest(String url, String... more) {
        CommandLine verb = new CommandLine(new HarvestCommand());
        verb.setOut(new PrintWriter(out, true));
        verb.setErr(new PrintWriter(err, true));
        verb.setExecutionExceptionHandler(
                (failure, command, arguments) -> {
                    command.getErr().println(failure.getMessage());
                    return ExitStatus.FAILED;
                });
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "marquez",
                                url,
                                "--server",
                                clew.address().toString(),
                                "--position",
                                position().toString(),
                                "--page",
                                "10"));
        arguments.addAll(List.of(more));
        return verb.execute(arguments.toArray(String[]::new));
    }

    private List<String> exported(Clew from) {
        try {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    from.address() + "/api/v1/export/openlineage"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(int i) {
        return new UUID(7, i).toString();
    }

    @Test
    void asksABusyServerAgain() {
        marquez.has(run(1), "2026-01-01T00:00:00Z");
        marquez.busy(1);
        assertThat(harvest(marquez.url())).as(err::toString).isEqualTo(ExitStatus.ANSWERED);
        assertThat(marquez.busyCalls()).isZero();
        assertThat(exported(clew)).hasSize(1);
    }

    @Test
    void bringsAllEventsOnce() {
        for (int i = 0; i < 57; i++) {
            marquez.has(run(i), "2026-01-01T00:%02d:00.123456Z".formatted(i));
        }
        assertThat(harvest(marquez.url())).as(err::toString).isEqualTo(ExitStatus.ANSWERED);
        assertThat(exported(clew)).hasSize(57);
        assertThat(Files.exists(position())).isFalse();
        assertThat(harvest(marquez.url() + "/api/v1")).isEqualTo(ExitStatus.ANSWERED);
        assertThat(exported(clew)).hasSize(57);
    }

    @Test
    void leavesNoneOutWhenManyHaveOneTime() {
        for (int i = 0; i < 12; i++) {
            marquez.has(run(i), "2026-01-01T00:00:00Z");
        }
        for (int i = 12; i < 50; i++) {
            marquez.has(run(i), "2026-01-01T01:00:0%d+01:00".formatted(i % 3));
        }
        assertThat(harvest(marquez.url())).as(err::toString).isEqualTo(ExitStatus.ANSWERED);
        assertThat(exported(clew)).hasSize(50);
    }

    @Test
    void goesOnWhereItWas() {
        for (int i = 0; i < 40; i++) {
            marquez.has(run(i), "2026-01-01T00:%02d:00Z".formatted(i));
        }
        marquez.failFrom(3);
        assertThat(harvest(marquez.url())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("404");
        assertThat(exported(clew)).hasSize(19);
        marquez.failFrom(Integer.MAX_VALUE);
        assertThat(harvest(marquez.url())).as(err::toString).isEqualTo(ExitStatus.ANSWERED);
        assertThat(exported(clew)).hasSize(40);
        assertThat(marquez.asked())
                .containsExactly(
                        "1970-01-01T00:00:00Z",
                        "2026-01-01T00:09:00Z",
                        "2026-01-01T00:18:00Z",
                        "2026-01-01T00:27:00Z",
                        "2026-01-01T00:36:00Z");
    }

    @Test
    void listsWhatIsRefusedAndBringsTheRest() {
        marquez.has(run(1), "2026-01-01T00:00:00Z");
        marquez.hasText(
                "{\"eventTime\":\"2026-01-01T00:00:01Z\",\"job\":{\"namespace\":\"bank\","
                        + "\"name\":\"odd\"},\"run\":{}}");
        marquez.has(run(2), "2026-01-01T00:00:02Z");
        assertThat(harvest(marquez.url())).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString())
                .contains("Refused: event of bank/odd at 2026-01-01T00:00:01Z: ")
                .contains("3 events")
                .contains("1 of them were refused");
        assertThat(exported(clew)).hasSize(2);
    }

    @Test
    void takesNoPositionOfAnotherHarvest() throws IOException {
        Files.writeString(position(), "{\"source\":\"http://other\",\"target\":\"x\"}");
        assertThat(harvest(marquez.url())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("position of another harvest");
        Files.writeString(position(), "nonsense");
        assertThat(harvest(marquez.url())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("no position of a harvest");
    }

    @Test
    void saysWhenThereIsNoMarquez() {
        assertThat(harvest(clew.address().toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(harvest("marquez")).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("'marquez' is no address");
    }

    @Test
    void bringsOverWhatClewAnswersAsMarquez() throws Exception {
        try (Clew source = start("source")) {
            for (int i = 0; i < 25; i++) {
                marquez.has(run(i), "2026-01-01T00:%02d:00.5Z".formatted(i));
            }
            CommandLine verb = new CommandLine(new HarvestCommand());
            int filled =
                    verb.execute(
                            "marquez",
                            marquez.url(),
                            "--server",
                            source.address().toString(),
                            "--position",
                            position().toString());
            assertThat(filled).isEqualTo(ExitStatus.ANSWERED);
            assertThat(harvest(source.address() + "/marquez"))
                    .as(err::toString)
                    .isEqualTo(ExitStatus.ANSWERED);
            assertThat(exported(clew)).containsExactlyInAnyOrderElementsOf(exported(source));
        }
    }
}
