package io.clew.protocol.mlflow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.search.Condition;
import io.clew.protocol.mlflow.search.FilterParser;
import io.clew.protocol.mlflow.search.Operand;
import io.clew.protocol.mlflow.search.Order;
import io.clew.protocol.mlflow.search.OrderParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds searches to the table of what MLflow's own tests of its search utilities state. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchGrammarTests {
    private static final String TABLE = "/io/clew/protocol/mlflow/search/search-grammar.txt";

    private MlflowServer server;
    private final Map<String, String> experiments = new HashMap<>();

    record Row(String what, String about, String text, String outcome) {
        static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split(" \\| ", 4))
                            .map(cell -> cell.strip().replace("∅", "").replace('␣', ' '))
                            .toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream table = SearchGrammarTests.class.getResourceAsStream(TABLE)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Row::of)
                            .toList()
                            .stream();
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        server = MlflowServer.start(folder);
        three();
        times();
        nulls();
        extremes();
        server.experiment("jamie-foo C+W bar");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Makes runs of which the id of the last sorts first, since ids decide between equals. */
    private void three() {
        String experiment = experiment("three");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(server.run(experiment, "'start_time':1"));
        }
        ids.sort(Comparator.reverseOrder());
        String first = ids.get(0);
        // Of the first, whose start is another, a run with the greatest id of all is made anew.
        server.posted("runs/delete", "{'run_id':'%s'}".formatted(first));
        first = server.run(experiment, "'start_time':0");
        fill(first, "0", "FAILED", 121, "A", "");
        fill(ids.get(1), "1", "FINISHED", 123, "A", "C");
        fill(ids.get(2), "2", "FAILED", 125, "B", "D");
        input(first, "1", "train");
        input(ids.get(1), "1", "");
        input(ids.get(2), "2", "");
    }

    private void fill(
            String run, String name, String status, int metric, String param, String tag) {
        update(run, name, status, 1);
        String tags = tag.isEmpty() ? "" : "{'key':'tag1','value':'%s'}".formatted(tag);
        server.posted(
                "runs/log-batch",
                "{'run_id':'%s','metrics':[{'key':'key1','value':%d,'timestamp':1}],'params':[{'key':'my_param','value':'%s'}],'tags':[%s]}"
                        .formatted(run, metric, param, tags));
    }

    private void update(String run, String name, String status, int end) {
        server.posted(
                "runs/update",
                "{'run_id':'%s','run_name':'%s','status':'%s','end_time':%d}"
                        .formatted(run, name, status, end));
    }

    private void input(String run, String dataset, String context) {
        String tags =
                context.isEmpty()
                        ? ""
                        : "{'key':'mlflow.data.context','value':'%s'}".formatted(context);
        server.posted(
                "runs/log-inputs",
                "{'run_id':'%s','datasets':[{'tags':[%s],'dataset':{'name':'name%s','digest':'digest%s','source_type':'s','source':'x'}}]}"
                        .formatted(run, tags, dataset, dataset));
    }

    private void times() {
        String experiment = experiment("times");
        for (int i = 0; i < 3; i++) {
            String user = i == 1 ? "user-id2" : "user-id";
            String run =
                    server.run(experiment, "'start_time':" + i, "'user_id':'%s'".formatted(user));
            update(run, String.valueOf(i), "FINISHED", i);
        }
    }

    private void nulls() {
        String experiment = experiment("nulls");
        server.run(experiment, "'run_name':'0'", "'tags':[{'key':'env','value':'prod'}]");
        String run = server.run(experiment, "'run_name':'1'");
        server.posted(
                "runs/log-parameter", "{'run_id':'%s','key':'lr','value':'0.01'}".formatted(run));
    }

    private void extremes() {
        String experiment = experiment("extremes");
        for (String value : List.of("NaN", "Infinity", "-Infinity", "-1000", "0", "1000", "none")) {
            String run = server.run(experiment, "'run_name':'%s'".formatted(value));
            if (!value.equals("none")) {
                server.posted(
                        "runs/log-metric",
                        "{'run_id':'%s','key':'x','value':'%s','timestamp':1}"
                                .formatted(run, value));
            }
        }
    }

    private String experiment(String name) {
        return experiments.computeIfAbsent(name, server::experiment);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doesAsMlflowDoes(Row row) {
        switch (row.what()) {
            case "means" -> assertThat(meaning(row.text())).isEqualTo(row.outcome());
            case "ordered" -> assertThat(order(row.text())).isEqualTo(row.outcome());
            case "refused" -> refuses(row, search("0", out -> out.text("filter", row.text())));
            case "unordered" -> refuses(row, ordered(row));
            case "accepted" -> assertThat(ordered(row).status()).isEqualTo(200);
            case "token" -> refuses(row, search("0", out -> out.text("page_token", row.text())));
            case "finds" -> assertThat(found(row)).isEqualTo(row.outcome());
            case "sorts" -> assertThat(sorted(row)).isEqualTo(row.outcome());
            case "pages" -> assertThat(page(row)).isEqualTo(row.outcome());
            default -> throw new IllegalArgumentException(row.what());
        }
    }

    private static String meaning(String filter) {
        return FilterParser.parse(filter, RunEntity.INSTANCE).stream()
                .map(SearchGrammarTests::text)
                .collect(Collectors.joining(" & "));
    }

    private static String text(Condition condition) {
        String operand =
                switch (condition.operand()) {
                    case Operand.Text text -> "<" + text.value() + ">";
                    case Operand.Number number -> String.valueOf(number.bound());
                    case Operand.Texts texts -> texts.values().toString();
                    case Operand.None none -> "";
                };
        return String.join(
                        " ",
                        condition.kind().wireName(),
                        condition.key(),
                        condition.comparator().symbol(),
                        operand)
                .strip();
    }

    private static String order(String clause) {
        Order order = OrderParser.parse(clause, RunEntity.INSTANCE);
        return String.join(
                " ",
                order.kind().wireName(),
                order.key(),
                order.ascending() ? "ascending" : "descending");
    }

    private Answer search(String experiment, Consumer<JsonWriter> more) {
        byte[] body =
                Json.bytes(
                        out -> {
                            out.texts("experiment_ids", List.of(experiment));
                            more.accept(out);
                        });
        return server.send(
                "POST", "/api/2.0/mlflow/runs/search", new String(body, StandardCharsets.UTF_8));
    }

    private static void refuses(Row row, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(answer.message()).contains(row.outcome());
    }

    private Answer ordered(Row row) {
        return row.about().equals("runs")
                ? search("0", out -> out.texts("order_by", List.of(row.text())))
                : server.get(
                        "registered-models/search",
                        "order_by=" + URLEncoder.encode(row.text(), StandardCharsets.UTF_8));
    }

    private String found(Row row) {
        if (row.about().equals("names")) {
            byte[] body =
                    Json.bytes(out -> out.text("filter", row.text()).number("max_results", 10));
            return server
                    .posted("experiments/search", new String(body, StandardCharsets.UTF_8))
                    .objects("experiments")
                    .stream()
                    .map(found -> found.text("name"))
                    .collect(Collectors.joining(" "));
        }
        Answer answer = search(experiment(row.about()), out -> out.text("filter", row.text()));
        return names(answer.json()).sorted().collect(Collectors.joining(" "));
    }

    private String sorted(Row row) {
        List<String> clauses = row.text().isEmpty() ? List.of() : List.of(row.text().split(";"));
        Answer answer = search(experiment(row.about()), out -> out.texts("order_by", clauses));
        return names(answer.json()).collect(Collectors.joining(" "));
    }

    private String page(Row row) {
        int skip = Integer.parseInt(row.text().split(" ")[0]);
        int size = Integer.parseInt(row.text().split(" ")[1]);
        String experiment = experiment(row.about());
        String token =
                skip == 0
                        ? ""
                        : search(experiment, out -> out.number("max_results", skip))
                                .json()
                                .text("next_page_token");
        JsonObject page =
                search(experiment, out -> out.number("max_results", size).text("page_token", token))
                        .json();
        String more = page.optionalText("next_page_token").isPresent() ? " more" : "";
        return names(page).collect(Collectors.joining(" ")) + more;
    }

    private static Stream<String> names(JsonObject page) {
        return page.objects("runs").stream().map(run -> run.object("info").text("run_name"));
    }
}
