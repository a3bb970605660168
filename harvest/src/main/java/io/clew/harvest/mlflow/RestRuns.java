package io.clew.harvest.mlflow;

import static io.clew.harvest.mlflow.RestJson.isDeleted;
import static io.clew.harvest.mlflow.RestJson.number;
import static io.clew.harvest.mlflow.RestJson.pairs;
import static io.clew.harvest.mlflow.RestJson.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads runs, with the points of their metrics, by the REST API. */
final class RestRuns {

    private static final int RUNS = 100;
    private static final int POINTS = 25_000;

    private final RestCalls calls;
    private final RestModels models;

    private final Map<String, List<String>> keys = new HashMap<>();

    /** What points of the experiment at hand were measured for, by run, key, time and step. */
    private final Map<List<Object>, List<Object>> measured = new HashMap<>();

    private String measuredOf = "";

    RestRuns(RestCalls calls, RestModels models) {
        this.calls = calls;
        this.models = models;
    }

    /**
     * Reads some runs.
     *
     * @param experiments the ids of all, in order
     * @param place an experiment and a token of its pages; empty for the first
     */
    OldStore.Page page(List<String> experiments, String place) {
        keys.clear();
        int space = place.indexOf(' ');
        String experiment =
                place.isEmpty()
                        ? experiments.isEmpty() ? "" : experiments.getFirst()
                        : place.substring(0, space);
        if (experiment.isEmpty()) {
            return new OldStore.Page(List.of(), "");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("experiment_ids", List.of(experiment));
        fields.put("run_view_type", "ALL");
        fields.put("max_results", RUNS);
        fields.put("order_by", List.of("attributes.start_time ASC"));
        if (space > 0 && space + 1 < place.length()) {
            fields.put("page_token", place.substring(space + 1));
        }
        JsonNode answer = calls.post("runs/search", fields);
        List<Doc> docs = new ArrayList<>();
        answer.path("runs").forEach(run -> docs.add(run(run)));
        String token = RestCalls.next(answer);
        if (!token.isEmpty()) {
            return new OldStore.Page(docs, experiment + " " + token);
        }
        String next =
                experiments.stream()
                        .filter(id -> id.compareTo(experiment) > 0)
                        .findFirst()
                        .orElse("");
        return new OldStore.Page(docs, next.isEmpty() ? "" : next + " ");
    }

    private Doc run(JsonNode run) {
        JsonNode info = run.path("info");
        String id = info.path("run_id").asString("");
        Map<String, String> tags = pairs(run.path("data").path("tags"));
        Map<String, Object> fields = Docs.of("run");
        fields.put("id", id);
        fields.put("experiment", info.path("experiment_id").asString(""));
        Docs.put(fields, "name", SqlRuns.name(text(info, "run_name"), tags));
        Docs.put(fields, "user", text(info, "user_id"));
        Docs.put(fields, "status", text(info, "status"));
        Docs.put(fields, "start", number(info, "start_time"));
        Docs.put(fields, "end", number(info, "end_time"));
        Docs.put(fields, "uri", text(info, "artifact_uri"));
        fields.put("deleted", isDeleted(info));
        Docs.put(fields, "tags", tags);
        Docs.put(fields, "params", pairs(run.path("data").path("params")));
        Docs.put(fields, "inputs", inputs(run.path("inputs").path("dataset_inputs")));
        List<String> models = new ArrayList<>();
        run.path("inputs")
                .path("model_inputs")
                .forEach(model -> models.add(model.path("model_id").asString("")));
        Docs.put(fields, "modelInputs", models);
        Map<String, Long> outputs = new TreeMap<>();
        run.path("outputs")
                .path("model_outputs")
                .forEach(
                        model ->
                                outputs.put(
                                        model.path("model_id").asString(""),
                                        model.path("step").asLong(0)));
        Docs.put(fields, "modelOutputs", outputs);
        TreeMap<String, String> latest = new TreeMap<>();
        run.path("data")
                .path("metrics")
                .forEach(metric -> latest.put(metric.path("key").asString(""), metric.toString()));
        keys.put(id, List.copyOf(latest.keySet()));
        return new Doc(Docs.RUN + id, fields, latest.toString());
    }

    private static List<Map<String, Object>> inputs(JsonNode list) {
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (JsonNode input : list) {
            JsonNode dataset = input.path("dataset");
            Map<String, Object> fields = new LinkedHashMap<>();
            for (String name :
                    List.of("name", "digest", "source_type", "source", "schema", "profile")) {
                Docs.put(fields, name, text(dataset, name));
            }
            Docs.put(fields, "tags", pairs(input.path("tags")));
            inputs.add(fields);
        }
        return inputs;
    }

    void points(List<Doc> runs, OldStore.Points visitor) {
        for (Doc run : runs) {
            measure(String.valueOf(run.fields().get("experiment")));
            for (String key : keys.getOrDefault(run.id(), List.of())) {
                calls.list(
                        "metrics/get-history",
                        Map.of(
                                "run_id",
                                run.id(),
                                "metric_key",
                                key,
                                "max_results",
                                String.valueOf(POINTS)),
                        "metrics",
                        point -> visitor.take(run.id(), point(run.id(), key, point)));
            }
        }
    }

    /** The history of a metric does not say which logged model it was measured for. */
    private void measure(String experiment) {
        if (experiment.equals(measuredOf)) {
            return;
        }
        measuredOf = experiment;
        measured.clear();
        models.eachModel(
                experiment,
                model -> {
                    String id = model.path("info").path("model_id").asString("");
                    for (JsonNode metric : model.path("data").path("metrics")) {
                        measured.put(
                                List.of(
                                        metric.path("run_id").asString(""),
                                        metric.path("key").asString(""),
                                        metric.path("timestamp").asLong(0),
                                        metric.path("step").asLong(0)),
                                List.of(
                                        id,
                                        metric.path("dataset_name").asString(""),
                                        metric.path("dataset_digest").asString("")));
                    }
                });
    }

    private List<Object> point(String run, String key, JsonNode metric) {
        JsonNode value = metric.path("value");
        List<Object> point = new ArrayList<>(7);
        point.add(key);
        point.add(
                value.isNumber()
                        ? Docs.number(value.asDouble())
                        : Docs.number(FileRun.value(value.asString("nan"))));
        point.add(metric.path("timestamp").asLong(0));
        point.add(metric.path("step").asLong(0));
        point.addAll(
                measured.getOrDefault(
                        List.of(run, key, point.get(2), point.get(3)), List.of("", "", "")));
        return point;
    }
}
