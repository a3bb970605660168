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
                .contains("Done: 2 records brought")
                .contains("1 could not be");
        assertThat(exported(clew)).hasSize(2);
        out.getBuffer().setLength(0);
        assertThat(status()).isEqualTo(ExitStatus.ANSWERED);
        assertThat(out.toString())
                .contains("1  marquez " + marquez.url())
                .contains("complete ")
                .contains("2 records brought by the last pass, 2 by all; 1 things could not be");
        assertThat(status("1")).isEqualTo(ExitStatus.ANSWERED);
        assertThat(out.toString()).contains("  event of bank/odd at 2026-01-01T00:00:01Z: ");
    }

    @Test
    void aSecondPassReadsOnlyTheLastHourAgain() {
        marquez.has(run(1), "2026-01-01T00:00:00Z");
        marquez.has(run(2), "2026-01-02T00:00:00Z");
        assertThat(harvest(marquez.url())).as(err::toString).isEqualTo(ExitStatus.ANSWERED);
        marquez.has(run(3), "2026-01-01T23:30:00Z");
        assertThat(harvest(marquez.url())).as(err::toString).isEqualTo(ExitStatus.ANSWERED);
        assertThat(exported(clew)).hasSize(3);
        assertThat(marquez.asked().getLast()).isEqualTo("2026-01-01T23:00:00Z");
        assertThat(harvest(marquez.url(), "--restart")).isEqualTo(ExitStatus.ANSWERED);
        assertThat(marquez.asked().getLast()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(exported(clew)).hasSize(3);
    }

    private int status(String... more) {
        CommandLine verb = new CommandLine(new HarvestCommand());
        verb.setOut(new PrintWriter(out, true));
        List<String> arguments =
                new ArrayList<>(List.of("status", "--server", clew.address().toString()));
        arguments.addAll(List.of(more));
        return verb.execute(arguments.toArray(String[]::new));
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
                    verb.execute("marquez", marquez.url(), "--server", source.address().toString());
            assertThat(filled).isEqualTo(ExitStatus.ANSWERED);
            assertThat(harvest(source.address() + "/marquez"))
                    .as(err::toString)
                    .isEqualTo(ExitStatus.ANSWERED);
            assertThat(exported(clew)).containsExactlyInAnyOrderElementsOf(exported(source));
        }
    }
}
