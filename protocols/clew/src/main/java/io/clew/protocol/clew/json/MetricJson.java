package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.questions.metrics.MetricHistoryPage;
import io.clew.questions.metrics.MetricsPage;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricSummary;
import java.time.Instant;

/** Writes metrics and their points. */
public final class MetricJson {
    private MetricJson() {}

    /** Writes a page of metrics in short. */
    public static void write(JsonWriter out, MetricsPage page) {
        out.text("of", page.of().toString())
                .objects("metrics", page.metrics(), MetricJson::summary);
        Answers.textOrNull(out, "next", page.next());
    }

    /** Writes a page of points. */
    public static void write(JsonWriter out, MetricHistoryPage page) {
        out.text("of", page.of().toString())
                .text("key", page.key())
                .objects("points", page.points(), MetricJson::point);
        Answers.textOrNull(out, "next", page.next());
    }

    private static void summary(JsonWriter out, MetricSummary metric) {
        out.text("key", metric.key())
                .object("last", last -> point(last, metric.last()))
                .number("min", metric.min())
                .number("max", metric.max())
                .number("points", metric.points());
    }

    private static void point(JsonWriter out, MetricPoint point) {
        out.number("step", point.step())
                .text("at", Instants.write(Instant.ofEpochMilli(point.timestampMillis())))
                .number("value", point.value());
    }
}
