package io.clew.protocol.sagemaker.metrics;

import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.store.Db;
import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import io.clew.store.metrics.MetricSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the metrics of a component in short. */
public final class MetricSummaries {
    /** Metrics that an answer tells: as many as SageMaker keeps of one component. */
    private static final int METRICS_MAX = 10_000;

    private MetricSummaries() {}

    /** Returns a summary of each metric, by name. */
    public static List<Map<String, @Nullable Object>> of(Db db, Entity component) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (MetricSummary summary :
                MetricStore.summaries(db, component.nodeId(), "", METRICS_MAX)) {
            Statistics statistics = new Statistics();
            read(db, component.nodeId(), summary.key(), statistics);
            all.add(
                    Fields.of()
                            .put("MetricName", summary.key())
                            .put("SourceArn", component.arn().toString())
                            .time("TimeStamp", summary.last().timestampMillis())
                            .put("Max", statistics.of("Max"))
                            .put("Min", statistics.of("Min"))
                            .put("Last", summary.last().value())
                            .put("Count", summary.points())
                            .put("Avg", statistics.of("Avg"))
                            .put("StdDev", statistics.of("StdDev"))
                            .map());
        }
        return all;
    }

    private static void read(Db db, int node, String key, Statistics into) {
        MetricPoint after = null;
        List<MetricPoint> page;
        do {
            page =
                    MetricStore.history(
                            db, node, key, MetricOrder.STEP, after, MetricStore.PAGE_POINTS_MAX);
            page.forEach(point -> into.add(point.value()));
            after = page.isEmpty() ? null : page.getLast();
        } while (page.size() == MetricStore.PAGE_POINTS_MAX);
    }
}
