package io.clew.protocol.clew.calls;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.Viewer;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.MetricJson;
import io.clew.questions.Questions;
import io.clew.questions.metrics.Metrics;
import java.util.List;
import java.util.Set;

/** Answers {@code /metrics} and {@code /metrics/history}. */
public final class MetricCalls {

    private static final int METRICS_DEFAULT = 200;
    private static final int POINTS_DEFAULT = 10_000;
    private static final int KEY_CHARS_MAX = 250;

    private final Questions questions;

    public MetricCalls(Questions questions) {
        this.questions = questions;
    }

    /** Returns the calls. */
    public List<Call> all() {
        return List.of(
                Call.get("/metrics", Set.of("of", "limit", "cursor", "workspace"), this::metrics),
                Call.get(
                        "/metrics/history",
                        Set.of("of", "key", "limit", "cursor", "workspace"),
                        this::history));
    }

    private Response metrics(Request request, Params params) {
        Viewer viewer = params.viewer();
        String of = params.reference("of");
        int limit = params.integer("limit", 1, Metrics.METRICS_MAX).orElse(METRICS_DEFAULT);
        var page = questions.metrics(viewer, "of", of, limit, params.cursor());
        return Answers.ok(out -> MetricJson.write(out, page));
    }

    private Response history(Request request, Params params) {
        Viewer viewer = params.viewer();
        String of = params.reference("of");
        String key = params.text("key", KEY_CHARS_MAX);
        int limit = params.integer("limit", 1, Metrics.POINTS_MAX).orElse(POINTS_DEFAULT);
        var page = questions.metricHistory(viewer, "of", of, key, limit, params.cursor());
        return Answers.ok(out -> MetricJson.write(out, page));
    }
}
