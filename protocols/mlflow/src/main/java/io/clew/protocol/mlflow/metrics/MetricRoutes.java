package io.clew.protocol.mlflow.metrics;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.Run;
import io.clew.protocol.mlflow.runs.RunJson;
import io.clew.protocol.mlflow.runs.RunRows;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.PageToken;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Answers the calls that read the history of metrics. */
public final class MetricRoutes implements Feature {
    /** Most points of a page of history, and of a bulk answer. */
    static final int PAGE_POINTS_MAX = 25_000;

    /** Most runs of one bulk call. */
    static final int RUNS_MAX = 100;

    /** Most points of a run in a sample. */
    static final int SAMPLE_POINTS_MAX = 2500;

    private final MlflowStore store;

    public MetricRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.GET, "/metrics/get-history", this::history)
                .v2(Method.GET, "/metrics/get-history-bulk-interval", this::sample)
                .ajax2(Method.GET, "/metrics/get-history-bulk", this::bulk);
    }

    private Response history(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        String key = fields.nonEmptyText("metric_key");
        OptionalLong wanted = fields.optionalInteger("max_results");
        if (wanted.isPresent() && wanted.getAsLong() <= 0) {
            throw ClewException.invalid(
                    "max_results",
                    "Invalid value %d for parameter 'max_results' supplied. It must be a positive integer."
                            .formatted(wanted.getAsLong()));
        }
        int limit = (int) Math.min(wanted.orElse(PAGE_POINTS_MAX), PAGE_POINTS_MAX);
        MetricPoint after =
                fields.optionalText("page_token")
                        .filter(text -> !text.isEmpty())
                        .map(text -> point(PageToken.decode(text, "history"), key))
                        .orElse(null);
        HistoryPage page =
                store.read(
                        call,
                        scope ->
                                HistoryPage.read(
                                        scope,
                                        RunRows.get(scope, runId).nodeId(),
                                        key,
                                        after,
                                        limit));
        return Answers.of(
                out ->
                        out.objectsUnlessEmpty("metrics", page.points(), RunJson::metric)
                                .text("next_page_token", token(page.last())));
    }

    private static @Nullable String token(@Nullable MetricPoint last) {
        return last == null
                ? null
                : new PageToken(
                                "history",
                                List.of(
                                        last.timestampMillis(),
                                        last.step(),
                                        last.value(),
                                        (long) last.association()))
                        .encode();
    }

    private static MetricPoint point(PageToken token, String key) {
        return new MetricPoint(
                key, token.real(2), token.integer(0), token.integer(1), (int) token.integer(3));
    }

    private Response bulk(Call call) throws IOException {
        JsonObject fields = call.fields();
        List<String> runIds = fields.texts("run_id");
        if (runIds.isEmpty()) {
            throw refuse("GetMetricHistoryBulk request must specify at least one run_id.");
        }
        if (runIds.size() > RUNS_MAX) {
            throw refuse(
                    "GetMetricHistoryBulk request cannot specify more than %d run_ids. Received %d run_ids."
                            .formatted(RUNS_MAX, runIds.size()));
        }
        if (!fields.has("metric_key")) {
            throw refuse("GetMetricHistoryBulk request must specify a metric_key.");
        }
        String key = fields.nonEmptyText("metric_key");
        int limit = (int) fields.integerBetween("max_results", 1, Long.MAX_VALUE, PAGE_POINTS_MAX);
        return Response.json(
                200, store.read(call, scope -> bulk(scope, new TreeSet<>(runIds), key, limit)));
    }

    private static byte[] bulk(Scope scope, TreeSet<String> runIds, String key, int wanted) {
        int left = wanted < 1 || wanted > PAGE_POINTS_MAX ? PAGE_POINTS_MAX : wanted;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            out.writeArrayPropertyStart("metrics");
            for (Run run : runs(scope, runIds)) {
                if (left == 0) {
                    break;
                }
                List<MetricPoint> points =
                        HistoryPage.read(scope, run.nodeId(), key, null, left).points();
                points.forEach(point -> writeBare(out, point, run.runId()));
                left -= points.size();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Writes a value that is no number as the bare word, as MLflow does on this route alone. */
    private static void writeBare(JsonGenerator out, MetricPoint point, String runId) {
        out.writeStartObject();
        out.writeStringProperty("key", point.key());
        out.writeName("value");
        if (Double.isNaN(point.value())) {
            out.writeRawValue("NaN");
        } else {
            out.writeNumber(point.value());
        }
        out.writeNumberProperty("timestamp", point.timestampMillis());
        out.writeNumberProperty("step", point.step());
        out.writeStringProperty("run_id", runId);
        out.writeEndObject();
    }

    private Response sample(Call call) throws IOException {
        JsonObject fields = call.fields();
        List<String> runIds = fields.texts("run_ids");
        if (runIds.isEmpty()) {
            throw fields.missing("run_ids");
        }
        if (runIds.size() > RUNS_MAX) {
            throw refuse(
                    "GetMetricHistoryBulkInterval request must specify at most %d run_ids. Received %d run_ids."
                            .formatted(RUNS_MAX, runIds.size()));
        }
        String key = fields.nonEmptyText("metric_key");
        long steps = fields.optionalInteger("max_results").orElse(SAMPLE_POINTS_MAX);
        if (steps < 1 || steps > SAMPLE_POINTS_MAX) {
            throw refuse("max_results must be between 1 and " + SAMPLE_POINTS_MAX + ".");
        }
        OptionalLong first = fields.optionalInteger("start_step");
        OptionalLong last = fields.optionalInteger("end_step");
        if (first.isPresent() != last.isPresent()) {
            throw refuse("If either start step or end step are specified, both must be specified.");
        }
        if (first.isPresent() && first.getAsLong() > last.getAsLong()) {
            throw refuse(
                    "end_step must be greater than start_step. Found start_step=%d and end_step=%d."
                            .formatted(first.getAsLong(), last.getAsLong()));
        }
        return store.read(
                call,
                scope ->
                        sample(
                                scope,
                                runIds,
                                key,
                                first.orElse(Long.MIN_VALUE),
                                last.orElse(Long.MAX_VALUE),
                                (int) steps));
    }

    /** A point of a sample, and whose it is. */
    private record Sampled(String runId, MetricPoint point) {}

    private static Response sample(
            Scope scope, List<String> runIds, String key, long first, long last, int steps) {
        List<Run> runs = runs(scope, new LinkedHashSet<>(runIds));
        Map<Integer, List<MetricPoint>> points =
                MetricStore.sampled(
                        scope.db(),
                        runs.stream().map(Run::nodeId).toList(),
                        key,
                        first,
                        last,
                        steps);
        List<Sampled> all = new ArrayList<>();
        for (Run run : runs) {
            thinned(HistoryPage.once(points.getOrDefault(run.nodeId(), List.of())))
                    .forEach(point -> all.add(new Sampled(run.runId(), point)));
        }
        return Answers.of(
                out ->
                        out.objectsUnlessEmpty(
                                "metrics",
                                all,
                                (one, sampled) -> {
                                    RunJson.metric(one, sampled.point());
                                    one.text("run_id", sampled.runId());
                                }));
    }

    /** Keeps a run's points within the limit where many share a step; the last stays. */
    private static List<MetricPoint> thinned(List<MetricPoint> points) {
        if (points.size() <= SAMPLE_POINTS_MAX) {
            return points;
        }
        List<MetricPoint> kept = new ArrayList<>(SAMPLE_POINTS_MAX);
        double distance = (points.size() - 1.0) / (SAMPLE_POINTS_MAX - 1);
        for (int i = 0; i < SAMPLE_POINTS_MAX; i++) {
            kept.add(points.get((int) Math.round(i * distance)));
        }
        return kept;
    }

    /** Returns the runs that there are, in the order asked. */
    private static List<Run> runs(Scope scope, Iterable<String> runIds) {
        List<Run> runs = new ArrayList<>();
        runIds.forEach(id -> RunRows.find(scope, id).ifPresent(runs::add));
        return runs;
    }

    private static ClewException refuse(String message) {
        return new ClewException(ErrorCode.INVALID_PARAMETER, message);
    }
}
