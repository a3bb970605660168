package io.clew.protocol.mlflow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricHistoryTests {
    @TempDir Path folder;
    private MlflowServer server;

    @BeforeEach
    void start() {
        server = MlflowServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void log(String id, String... points) {
        List<String> metrics = new ArrayList<>();
        for (String point : points) {
            String[] parts = point.split("/");
            metrics.add(
                    "{'key':'m','timestamp':%s,'step':%s,'value':%s%s}"
                            .formatted(
                                    parts[0],
                                    parts[1],
                                    parts[2],
                                    parts.length > 3 ? ",'model_id':'" + parts[3] + "'" : ""));
        }
        server.posted(
                "runs/log-batch",
                "{'run_id':'%s','metrics':[%s]}".formatted(id, String.join(",", metrics)));
    }

    private static List<String> points(JsonObject answer) {
        return answer.objects("metrics").stream()
                .map(
                        point ->
                                point.integer("timestamp")
                                        + "/"
                                        + point.integer("step")
                                        + "/"
                                        + point.value("value"))
                .toList();
    }

    @Test
    void pagesTheHistoryByTimeThenStepThenValue() {
        String id = server.run("0");
        log(id, "2/3/12", "1/3/12", "1/3/11", "1/2/10", "1/2/10", "9/-5/'NaN'");
        List<String> all = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonObject page =
                    server.got(
                            "metrics/get-history",
                            "run_id=" + id + "&metric_key=m&max_results=2&page_token=" + token);
            all.addAll(points(page));
            token = page.optionalText("next_page_token").orElse("");
            pages++;
        } while (!token.isEmpty());
        assertThat(all).containsExactly("1/2/10.0", "1/3/11.0", "1/3/12.0", "2/3/12.0", "9/-5/NaN");
        assertThat(pages).isEqualTo(3);
        assertThat(points(server.got("metrics/get-history", "run_uuid=" + id + "&metric_key=m")))
                .isEqualTo(all);
        assertThat(server.got("metrics/get-history", "run_id=" + id + "&metric_key=other").names())
                .isEmpty();
    }

    @Test
    void showsAPointOnceThatWasMeasuredForSeveralModels() {
        String id = server.run("0");
        log(id, "1/1/5/m-1", "1/1/5/m-2", "1/1/5", "2/2/5/m-1", "2/2/5/m-2", "3/3/5");
        List<String> all = new ArrayList<>();
        String token = "";
        do {
            JsonObject page =
                    server.got(
                            "metrics/get-history",
                            "run_id=" + id + "&metric_key=m&max_results=1&page_token=" + token);
            assertThat(page.objects("metrics")).hasSize(1);
            all.addAll(points(page));
            token = page.optionalText("next_page_token").orElse("");
        } while (!token.isEmpty());
        assertThat(all).containsExactly("1/1/5.0", "2/2/5.0", "3/3/5.0");
    }

    @Test
    void readsManyRunsAtOnceWithABareNan() {
        String a = server.run("0");
        String b = server.run("0");
        log(a, "1/1/1", "2/2/'NaN'");
        log(b, "1/1/3");
        Answer answer =
                server.send(
                        "GET",
                        "/ajax-api/2.0/mlflow/metrics/get-history-bulk?metric_key=m&run_id=%s&run_id=%s&run_id=nobody"
                                .formatted(a, b),
                        "");
        assertThat(answer.text()).contains("\"value\":NaN");
        assertThat(answer.json().objects("metrics")).hasSize(3);
        assertThat(
                        answer.json().objects("metrics").stream()
                                .map(point -> point.text("run_id"))
                                .toList())
                .isSorted();
        Answer limited =
                server.send(
                        "GET",
                        "/ajax-api/2.0/mlflow/metrics/get-history-bulk?metric_key=m&max_results=2&run_id="
                                + a
                                + "&run_id="
                                + b,
                        "");
        assertThat(limited.json().objects("metrics")).hasSize(2);
        assertThat(server.send("GET", "/api/2.0/mlflow/metrics/get-history-bulk", "").status())
                .isEqualTo(404);
    }

    @Test
    void samplesStepsThatRunsShare() {
        String a = server.run("0");
        String b = server.run("0");
        List<String> points = new ArrayList<>();
        for (int step = 0; step < 20; step++) {
            points.add("1/" + step + "/10");
        }
        log(a, points.subList(0, 10).toArray(String[]::new));
        log(b, points.toArray(String[]::new));
        String query = "metric_key=m&max_results=5&run_ids=" + a;
        assertThat(steps(query)).containsExactly(0L, 2L, 4L, 6L, 8L, 9L);
        assertThat(steps(query + "&start_step=0&end_step=4")).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(steps(query + "&run_ids=" + b))
                .containsExactly(0L, 4L, 8L, 9L, 0L, 4L, 8L, 9L, 12L, 16L, 19L);
    }

    private List<Long> steps(String query) {
        return server.got("metrics/get-history-bulk-interval", query).objects("metrics").stream()
                .map(point -> point.integer("step"))
                .toList();
    }

    @Test
    void aSampleStaysBoundedWhereManyPointsShareAStep() {
        String id = server.run("0");
        for (int batch = 0; batch < 4; batch++) {
            String[] points = new String[1000];
            for (int i = 0; i < points.length; i++) {
                points[i] = (batch * 1000 + i) + "/0/" + i;
            }
            log(id, points);
        }
        List<JsonObject> sample =
                server.got("metrics/get-history-bulk-interval", "metric_key=m&run_ids=" + id)
                        .objects("metrics");
        assertThat(sample).hasSize(MetricRoutes.SAMPLE_POINTS_MAX);
        assertThat(sample.getFirst().integer("timestamp")).isZero();
        assertThat(sample.getLast().integer("timestamp")).isEqualTo(3999);
    }

    @Test
    void refusesABadRequestNamingTheField() {
        String id = server.run("0");
        for (List<String> row :
                Table.rows(
                        3,
                        """
                        get-history               | metric_key=m                                | Missing value for required parameter 'run_id'.
                        get-history               | run_id=$                                    | Missing value for required parameter 'metric_key'.
                        get-history               | run_id=$&metric_key=m&max_results=0         | Invalid value 0 for parameter 'max_results' supplied
                        get-history               | run_id=$&metric_key=m&max_results=x         | Invalid value "x" for parameter 'max_results' supplied
                        get-history               | run_id=$&metric_key=m&page_token=abc        | Invalid page token
                        get-history-bulk          | metric_key=m                                | GetMetricHistoryBulk request must specify at least one run_id.
                        get-history-bulk          | run_id=$                                    | GetMetricHistoryBulk request must specify a metric_key.
                        get-history-bulk          | run_id=$&metric_key=m&max_results=x         | Invalid value "x" for parameter 'max_results' supplied
                        get-history-bulk-interval | metric_key=m                                | Missing value for required parameter 'run_ids'.
                        get-history-bulk-interval | run_ids=$                                   | Missing value for required parameter 'metric_key'.
                        get-history-bulk-interval | run_ids=$&metric_key=                       | Missing value for required parameter 'metric_key'.
                        get-history-bulk-interval | run_ids=$&metric_key=m&max_results=0        | max_results must be between 1 and 2500
                        get-history-bulk-interval | run_ids=$&metric_key=m&max_results=2501     | max_results must be between 1 and 2500
                        get-history-bulk-interval | run_ids=$&metric_key=m&start_step=1         | If either start step or end step are specified, both must be specified.
                        get-history-bulk-interval | run_ids=$&metric_key=m&start_step=1&end_step=0 | end_step must be greater than start_step.
                        """)) {
            Answer answer =
                    server.send(
                            "GET",
                            "/ajax-api/2.0/mlflow/metrics/%s?%s"
                                    .formatted(row.get(0), row.get(1).replace("$", id)),
                            "");
            assertThat(answer.status()).as(row.toString()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
            assertThat(answer.message()).contains(row.get(2));
        }
        String many = "&run_id=x&run_ids=x".repeat(101);
        assertThat(
                        server.send(
                                        "GET",
                                        "/ajax-api/2.0/mlflow/metrics/get-history-bulk?metric_key=m"
                                                + many,
                                        "")
                                .message())
                .contains("GetMetricHistoryBulk request cannot specify more than");
        assertThat(server.get("metrics/get-history-bulk-interval", "metric_key=m" + many).message())
                .contains("GetMetricHistoryBulkInterval request must specify at most 100 run_ids.");
        assertThat(server.get("metrics/get-history", "run_id=nobody&metric_key=m").status())
                .isEqualTo(404);
    }
}
