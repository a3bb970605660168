package io.clew.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiffCommandTests {

    private static final String NODES =
            """
            "nodes":[
              {"urn":"urn:clew:run:mlflow/6f0c","kind":"run","name":"fraud-2026-11"}]
            """;

    private static final String CHANGED =
            """
            {"from":{"urn":"urn:clew:model-version:mlflow/fraud/2","name":"fraud/2",
              "as_of":"2026-11-20T10:00:00.000Z","nodes":30},
             "to":{"urn":"urn:clew:model-version:mlflow/fraud/3","name":"fraud/3",
              "as_of":null,"nodes":31},
             "material":true,"summary":"2 changes can move a prediction.","total":4,
             %s,
             "changes":[
              {"rank":1,"score":0.91,"change":"changed","kind":"code","field":"sql",
               "subject":"urn:clew:job:spark/load_transactions",
               "before":"SELECT p.payment_id, CAST(p.amount_cents / 100.0 AS DOUBLE) AS amount FROM payments p",
               "after":"SELECT p.payment_id, p.amount_cents AS amount FROM payments p",
               "diff":"-CAST(p.amount_cents / 100.0 AS DOUBLE) AS amount\\n+p.amount_cents AS amount",
               "path":["urn:clew:model-version:mlflow/fraud/3","urn:clew:run:mlflow/6f0c",
                "urn:clew:dataset:s3%%3A%%2F%%2Fbank/transactions",
                "urn:clew:job:spark/load_transactions"],
               "why":"It makes what the model was trained on, and never changed before.",
               "caused_by":null},
              {"rank":2,"score":0.6,"change":"added","kind":"package","field":"xgboost",
               "subject":"urn:clew:environment:ab12","before":null,"after":"2.1.1",
               "path":["urn:clew:model-version:mlflow/fraud/3","urn:clew:environment:ab12"],
               "why":"The training ran with another library.","caused_by":null},
              {"rank":3,"score":0.5,"change":"changed","kind":"schema","field":"type",
               "subject":"urn:clew:column:s3%%3A%%2F%%2Fbank/transactions/amount",
               "before":"double","after":"long","path":[],"why":"","caused_by":1},
              {"rank":4,"score":0.5,"change":"changed","kind":"quality","field":"assertion",
               "subject":"urn:clew:column:s3%%3A%%2F%%2Fbank/transactions/amount",
               "before":{"assertion":"in_range","success":true},
               "after":{"assertion":"in_range","success":false},
               "path":[],"why":"","caused_by":1},
              {"rank":5,"score":0.1,"change":"removed","kind":"annotation","field":"description",
               "subject":"urn:clew:model-version:mlflow/fraud/3",
               "before":"old","after":null,"path":[],"why":"A description moves nothing.",
               "caused_by":null}],
             "effects":[{"subject":"urn:clew:run:mlflow/6f0c","metric":"auc",
              "before":0.948,"after":0.902}],
             "verdict":{"state":"complete","excluded":1},"next":%s}
            """;

    private final List<String> asked = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/v1/diff",
                exchange -> {
                    asked.add(
                            URLDecoder.decode(
                                    exchange.getRequestURI().getRawQuery(),
                                    StandardCharsets.UTF_8));
                    byte[] body =
                            (bodies.size() > 1 ? bodies.removeFirst() : bodies.getFirst())
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsTheRankedTableThePathOfTheFirstAndTheEffects() {
        bodies.add(CHANGED.formatted(NODES, "null"));
        assertThat(shown("models:/fraud/2", "models:/fraud/3"))
                .isEqualTo(
                        """
                        from model-version fraud/2 as of 2026-11-20 10:00:00
                        to   model-version fraud/3

                        2 changes can move a prediction.

                        RANK  WHAT                      BEFORE → AFTER
                           1  SQL of load_transactions
                              - …payment_id, CAST(p.amount_cents / 100.0 AS DOUBLE) AS amount…
                              + …payment_id, p.amount_cents AS amount…
                              It makes what the model was trained on, and never changed before.
                              └ type of amount  double → long
                              └ check in_range of amount  passed → failed
                           2  package xgboost           added 2.1.1
                              The training ran with another library.

                        how the first gets there
                          model-version fraud/3
                          ← run fraud-2026-11
                          ← dataset transactions
                          ← job load_transactions

                        incidental, or different each time
                           5  description of fraud/3  removed old

                        metrics that moved
                          auc  0.948 → 0.902  -4.9 %  run fraud-2026-11

                        complete; left out as failed attempts: 1 (--failed shows them)
                        """);
    }

    @Test
    void asksForOneThingAtTwoTimes() {
        bodies.add(CHANGED.formatted(NODES, "null"));
        String shown =
                shown(
                        "models:/fraud@production",
                        "--from-as-of",
                        "2026-11-20T10:00:00Z",
                        "--to-as-of",
                        "2026-11-21T10:00:00Z",
                        "--full",
                        "--workspace",
                        "risk");
        assertThat(asked)
                .containsExactly(
                        "workspace=risk&from=models:/fraud@production&to=models:/fraud@production"
                                + "&from_as_of=2026-11-20T10:00:00Z&to_as_of=2026-11-21T10:00:00Z"
                                + "&detail=full&limit=200");
        assertThat(shown).contains("│ -CAST(p.amount_cents / 100.0 AS DOUBLE) AS amount\n");
    }

    @Test
    void asksForBothAsTheyWereAtATime() {
        bodies.add(CHANGED.formatted(NODES, "null"));
        shown(
                "runs:/a",
                "runs:/b",
                "--as-of",
                "2026-11-20T10:00:00Z",
                "--to-as-of",
                "2026-11-21T10:00:00Z");
        assertThat(asked)
                .containsExactly(
                        "from=runs:/a&to=runs:/b&from_as_of=2026-11-20T10:00:00Z"
                                + "&to_as_of=2026-11-21T10:00:00Z&limit=200");
    }

    @Test
    void readsAllPagesAndSaysWhatItDoesNotShow() {
        bodies.add(CHANGED.formatted(NODES, "\"more\""));
        bodies.add(CHANGED.formatted(NODES, "null"));
        assertThat(shown("models:/fraud/2", "models:/fraud/3", "--limit", "1"))
                .contains("and 3 more changes (--limit 4 shows all)");
        assertThat(asked).last().asString().endsWith("&cursor=more");
    }

    @Test
    void saysThatNothingMaterialChanged() {
        bodies.add(
                """
                {"from":{"urn":"urn:clew:run:mlflow/a","name":"a","as_of":null,"nodes":1},
                 "to":{"urn":"urn:clew:run:mlflow/b","name":"b","as_of":null,"nodes":1},
                 "material":false,"summary":"Nothing changed.","changes":[],"effects":[],"verdict":{"state":"complete"},"next":null}
                """);
        assertThat(shown("runs:/a", "runs:/b"))
                .isEqualTo(
                        """
                        from run a
                        to   run b

                        Nothing changed.

                        complete
                        """);
    }

    @Test
    void printsTheVeryBodyAsJson() {
        bodies.add(CHANGED.formatted(NODES, "null"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("models:/fraud/2", "models:/fraud/3", "--json"))
                    .isEqualTo(ExitStatus.ANSWERED);
        } finally {
            System.setOut(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(bodies.getFirst() + "\n");
        assertThat(asked).containsExactly("from=models:/fraud/2&to=models:/fraud/3");
    }

    @Test
    void saysByItsExitStatusHowItWent() {
        bodies.add(
                """
                {"changes":[],"effects":[],"verdict":{"state":"unknown"},"next":null}
                """);
        assertThat(run("a", "b", "--json")).isEqualTo(ExitStatus.ANSWERED);
        assertThat(run("a", "b", "--json", "--require-complete"))
                .isEqualTo(ExitStatus.NOT_COMPLETE);
        assertThat(run("a")).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(run("a", "--as-of", "2026-01-05")).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(run("a", "--from-as-of", "yesterday")).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(run("a", "b", "--limit", "0")).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(run("a", "b", "--depth", "2")).isEqualTo(ExitStatus.WRONG_USE);
        refuse(404, "NOT_FOUND");
        assertThat(run("a", "b")).isEqualTo(ExitStatus.NOT_FOUND);
        refuse(409, "AMBIGUOUS");
        assertThat(run("a", "b")).isEqualTo(ExitStatus.AMBIGUOUS);
        refuse(400, "INVALID_PARAMETER");
        assertThat(run("a", "b")).isEqualTo(ExitStatus.WRONG_USE);
        refuse(503, "UNAVAILABLE");
        assertThat(run("a", "b")).isEqualTo(ExitStatus.FAILED);
    }

    private void refuse(int status, String code) {
        this.status = status;
        bodies.clear();
        bodies.add("{\"code\":\"%s\",\"detail\":\"no\"}".formatted(code));
    }

    private int run(String... arguments) {
        return AskVerbs.run("diff", withServer(arguments));
    }

    private String shown(String... arguments) {
        DiffCommand verb = new DiffCommand();
        new picocli.CommandLine(verb).parseArgs(withServer(arguments));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen =
                new Screen(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        false,
                        ZoneOffset.UTC);
        Api api = verb.options.api();
        verb.show(Api.JSON.readTree(verb.ask(api)), api, screen);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String[] withServer(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server");
        all.add("http://127.0.0.1:" + server.getAddress().getPort());
        return all.toArray(String[]::new);
    }
}
