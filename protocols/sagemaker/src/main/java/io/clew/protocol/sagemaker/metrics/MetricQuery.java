package io.clew.protocol.sagemaker.metrics;

import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers one question about a metric: a statistic for each step, or for each stretch of time. */
final class MetricQuery {
    /** Values that one answer has; more are truncated, and it says so. */
    private static final int VALUES_MAX = 10_000;

    private static final long MINUTE_MILLIS = 60_000;

    private MetricQuery() {}

    static Map<String, @Nullable Object> answer(Scope scope, Map<String, @Nullable Object> query) {
        boolean bySteps = "IterationNumber".equals(query.get("XAxisType"));
        String period = String.valueOf(query.get("Period"));
        if (bySteps != period.equals("IterationNumber")) {
            return failed("Period and XAxisType must both be IterationNumber, or neither.");
        }
        String arn = String.valueOf(query.get("ResourceArn"));
        Optional<Entity> component =
                Arn.parse(arn)
                        .filter(each -> each.entity().orElse(null) == EntityKind.COMPONENT)
                        .flatMap(each -> EntityRows.find(scope, each.toString()));
        if (component.isEmpty()) {
            return failed("There is no trial component " + arn + ".");
        }
        long start = query.get("Start") instanceof Long told ? told : Long.MIN_VALUE;
        long end = query.get("End") instanceof Long told ? told : Long.MAX_VALUE;
        TreeMap<Long, Statistics> buckets = new TreeMap<>();
        boolean truncated =
                gather(
                        scope,
                        component.get().nodeId(),
                        String.valueOf(query.get("MetricName")),
                        bySteps ? 0 : millis(period),
                        start,
                        end,
                        buckets);
        List<Long> places = new ArrayList<>(buckets.keySet());
        List<Double> values =
                buckets.values().stream()
                        .map(each -> each.of(String.valueOf(query.get("MetricStat"))))
                        .toList();
        return Fields.of()
                .put("Status", truncated ? "Truncated" : "Complete")
                .put("Message", truncated ? "More than %d values.".formatted(VALUES_MAX) : null)
                .put("XAxisValues", places)
                .put("MetricValues", values)
                .map();
    }

    /**
     * Gathers points by their step, or by the second that their stretch of time begins at.
     *
     * @param stretchMillis 0 for steps
     * @return whether some are left out
     */
    private static boolean gather(
            Scope scope,
            int node,
            String metric,
            long stretchMillis,
            long start,
            long end,
            TreeMap<Long, Statistics> buckets) {
        MetricOrder order = stretchMillis == 0 ? MetricOrder.STEP : MetricOrder.TIME;
        MetricPoint after = null;
        List<MetricPoint> page;
        do {
            page =
                    MetricStore.history(
                            scope.db(), node, metric, order, after, MetricStore.PAGE_POINTS_MAX);
            for (MetricPoint point : page) {
                long place =
                        stretchMillis == 0
                                ? point.step()
                                : Math.floorDiv(point.timestampMillis(), stretchMillis)
                                        * (stretchMillis / 1000);
                if (place < start || place > end) {
                    continue;
                }
                if (buckets.size() == VALUES_MAX && !buckets.containsKey(place)) {
                    return true;
                }
                buckets.computeIfAbsent(place, at -> new Statistics()).add(point.value());
            }
            after = page.isEmpty() ? null : page.getLast();
        } while (page.size() == MetricStore.PAGE_POINTS_MAX);
        return false;
    }

    private static long millis(String period) {
        return switch (period) {
            case "OneMinute" -> MINUTE_MILLIS;
            case "FiveMinute" -> 5 * MINUTE_MILLIS;
            default -> 60 * MINUTE_MILLIS;
        };
    }

    private static Map<String, @Nullable Object> failed(String message) {
        return Fields.of()
                .put("Status", "ValidationError")
                .put("Message", message)
                .put("XAxisValues", List.of())
                .put("MetricValues", List.of())
                .map();
    }
}
