package io.clew.protocol.sagemaker.metrics;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.model.Urn;
import io.clew.protocol.sagemaker.facts.Nodes;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.AwsAnswers;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Checks;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Refusal;
import io.clew.protocol.sagemaker.wire.Shapes;
import io.clew.protocol.sagemaker.wire.Signed;
import io.clew.protocol.sagemaker.wire.Times;
import io.clew.protocol.sagemaker.wire.Workspaces;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the metrics service: points of trial components go in, statistics of them come out. */
public final class MetricsService {
    private static final int NAME_CHARS_MAX = 255;

    private final SageMakerStore store;
    private final String account;

    /**
     * Makes the service.
     *
     * @param account twelve digits that ARNs of components have
     */
    public MetricsService(SageMakerStore store, String account) {
        this.store = store;
        this.account = account;
    }

    /** Takes points; each that cannot be taken is told by its index, the others are. */
    public Response put(Request request, String workspace) throws IOException {
        return answer(request, workspace, "BatchPutMetrics", this::put);
    }

    /** Tells statistics; each question that cannot be answered says so by itself. */
    public Response get(Request request, String workspace) throws IOException {
        return answer(request, workspace, "BatchGetMetrics", this::get);
    }

    private Response answer(
            Request request,
            String workspace,
            String name,
            java.util.function.Function<Call, Map<String, @Nullable Object>> work)
            throws IOException {
        try {
            Map<String, @Nullable Object> fields = Json.readObject(request.body().bytes()).asMap();
            Checks.check(Shapes.METRICS, name, lenient(name, fields));
            String region = Signed.of(request.header("Authorization").orElse(null)).region();
            return AwsAnswers.rest(
                    work.apply(
                            new Call(Workspaces.named(workspace), name, region, account, fields)));
        } catch (Refusal refusal) {
            return AwsAnswers.of(refusal);
        }
    }

    /** A name that is no name is its own point's fault alone. */
    private static Map<String, @Nullable Object> lenient(
            String name, Map<String, @Nullable Object> fields) {
        if (!name.equals("BatchPutMetrics") || !(fields.get("MetricData") instanceof List<?> all)) {
            return fields;
        }
        Map<String, @Nullable Object> lenient = new java.util.LinkedHashMap<>(fields);
        lenient.put(
                "MetricData",
                all.stream()
                        .map(
                                each -> {
                                    if (!(each instanceof Map<?, ?> point)
                                            || !(point.get("MetricName") instanceof String)) {
                                        return each;
                                    }
                                    Map<Object, Object> same = new java.util.LinkedHashMap<>(point);
                                    same.put("MetricName", "m");
                                    return same;
                                })
                        .toList());
        return lenient;
    }

    private Map<String, @Nullable Object> put(Call call) {
        String name = call.text("TrialComponentName");
        String arn = Arn.of(call.region(), call.account(), EntityKind.COMPONENT, name).toString();
        List<MetricPoint> points = new ArrayList<>();
        List<Map<String, @Nullable Object>> errors = new ArrayList<>();
        List<Object> data = call.list("MetricData");
        for (int i = 0; i < data.size(); i++) {
            Map<String, @Nullable Object> one = Call.mapOf(data.get(i));
            String metric = String.valueOf(one.get("MetricName"));
            double value = ((Number) Objects.requireNonNull(one.get("Value"))).doubleValue();
            if (metric.isEmpty() || metric.length() > NAME_CHARS_MAX || !metric.matches(".+")) {
                errors.add(error("VALIDATION_ERROR", i));
            } else if (!Double.isFinite(value)) {
                errors.add(error("VALIDATION_ERROR", i));
            } else {
                long step = one.get("Step") instanceof Long told ? told : 0;
                Long at = Objects.requireNonNull(Times.millis(one, "Timestamp"));
                points.add(new MetricPoint(metric, value, at, step, 0));
            }
        }
        store.writePoints(
                call,
                commit -> {
                    Scope scope = Scope.of(commit);
                    Entity component = find(scope, arn, name);
                    if (points.isEmpty()) {
                        commit.abandon();
                        return 0;
                    }
                    Urn run = Nodes.of(component);
                    commit.points(
                            run,
                            MetricStore.append(
                                    scope.db(), scope.workspaceId(), component.nodeId(), points));
                    return points.size();
                });
        return Fields.of().put("Errors", errors.isEmpty() ? null : errors).map();
    }

    private static Map<String, @Nullable Object> error(String code, int index) {
        return Fields.of().put("Code", code).put("MetricIndex", (long) index).map();
    }

    private static Entity find(Scope scope, String arn, String name) {
        return EntityRows.find(scope, arn)
                .orElseThrow(
                        () ->
                                Refusal.notFound(
                                        "Trial component '%s' does not exist.".formatted(name)));
    }

    private Map<String, @Nullable Object> get(Call call) {
        return store.read(
                call,
                scope -> {
                    List<Map<String, @Nullable Object>> results = new ArrayList<>();
                    for (Object each : call.list("MetricQueries")) {
                        results.add(MetricQuery.answer(scope, Call.mapOf(each)));
                    }
                    return Fields.of().put("MetricQueryResults", results).map();
                });
    }
}
