package io.clew.harvest.mlflow;

import io.clew.harvest.Sink;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an MLflow by its REST API: slower than its database, and the only way to some. */
final class RestStore implements OldStore {

    private static final int RUNS = 100;
    private static final int POINTS = 25_000;

    private final RestCalls calls;

    private final Map<String, List<String>> keys = new HashMap<>();

    /** What points of the experiment at hand were measured for, by run, key, time and step. */
    private final Map<List<Object>, List<Object>> measured = new HashMap<>();

    private String measuredOf = "";
    private List<String> experiments = List.of();

    RestStore(RestCalls calls) {
        this.calls = calls;
    }

    /** Reads files through the same server. */
    RestFiles files() {
        return new RestFiles(calls);
    }

    @Override
    public String origin() {
        return calls.base();
    }

    @Override
    public List<Doc> experiments(Sink problems) {
        List<Doc> docs = new ArrayList<>();
        calls.search(
                "experiments/search",
                Map.of("max_results", 1000, "view_type", "ALL"),
                "experiments",
                one -> {
                    String id = one.path("experiment_id").asString("");
                    Map<String, Object> fields = Docs.of("experiment");
                    fields.put("id", id);
                    fields.put("name", one.path("name").asString(""));
                    Docs.put(fields, "location", text(one, "artifact_location"));
                    fields.put("deleted", isDeleted(one));
                    Docs.put(fields, "created", number(one, "creation_time"));
                    Docs.put(fields, "updated", number(one, "last_update_time"));
                    Docs.put(fields, "tags", pairs(one.path("tags")));
                    docs.add(new Doc("experiment " + id, fields));
                });
        return docs;
    }

    /** Only experiments are counted: runs cannot be without reading them all. */
    @Override
    public long runCount() {
        experiments = experiments(new Silent()).stream().map(Doc::id).sorted().toList();
        return experiments.size();
    }

    @Override
    public Page runs(String place, Sink problems) {
        keys.clear();
        int space = place.indexOf(' ');
        String experiment =
                place.isEmpty()
                        ? experiments.isEmpty() ? "" : experiments.getFirst()
                        : place.substring(0, space);
        if (experiment.isEmpty()) {
            return new Page(List.of(), "");
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
            return new Page(docs, experiment + " " + token);
        }
        String next =
                experiments.stream()
                        .filter(id -> id.compareTo(experiment) > 0)
                        .findFirst()
                        .orElse("");
        return new Page(docs, next.isEmpty() ? "" : next + " ");
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

    @Override
    public void points(List<Doc> runs, Points visitor, Sink problems) {
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
        eachModel(
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

    /** Visits the logged models of an experiment; servers before version 3 have none. */
    private void eachModel(String experiment, Consumer<JsonNode> visitor) {
        try {
            calls.search(
                    "logged-models/search",
                    Map.of("experiment_ids", List.of(experiment), "max_results", 50),
                    "models",
                    visitor);
        } catch (ClewException refused) {
            if (refused.code() == ErrorCode.UNAVAILABLE) {
                throw refused;
            }
        }
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

    @Override
    public List<Doc> models(Sink problems) {
        List<Doc> docs = new ArrayList<>();
        for (String experiment : experiments) {
            eachModel(experiment, model -> docs.add(model(model)));
        }
        return docs;
    }

    private static Doc model(JsonNode model) {
        JsonNode info = model.path("info");
        String id = info.path("model_id").asString("");
        Map<String, Object> fields = Docs.of("model");
        fields.put("id", id);
        fields.put("experiment", info.path("experiment_id").asString(""));
        Docs.put(fields, "name", text(info, "name"));
        Docs.put(fields, "uri", text(info, "artifact_uri"));
        Docs.put(fields, "created", number(info, "creation_timestamp_ms"));
        Docs.put(fields, "updated", number(info, "last_updated_timestamp_ms"));
        fields.put("status", info.path("status").asString("LOGGED_MODEL_PENDING"));
        fields.put("deleted", false);
        Docs.put(fields, "modelType", text(info, "model_type"));
        Docs.put(fields, "run", text(info, "source_run_id"));
        Docs.put(fields, "tags", pairs(info.path("tags")));
        Docs.put(fields, "params", pairs(model.path("data").path("params")));
        return new Doc(Docs.MODEL + id, fields);
    }

    @Override
    public List<Doc> registry(Sink problems) {
        Map<String, List<Doc>> versions = new HashMap<>();
        calls.list(
                "model-versions/search",
                Map.of("max_results", "1000"),
                "model_versions",
                version ->
                        versions.computeIfAbsent(
                                        version.path("name").asString(""),
                                        name -> new ArrayList<>())
                                .addFirst(version(version)));
        List<Doc> docs = new ArrayList<>();
        calls.list(
                "registered-models/search",
                Map.of("max_results", "100"),
                "registered_models",
                model -> {
                    String name = model.path("name").asString("");
                    Map<String, Object> fields = Docs.of("registered");
                    fields.put("name", name);
                    Long created = number(model, "creation_timestamp");
                    Docs.put(fields, "created", created);
                    Docs.put(fields, "updated", number(model, "last_updated_timestamp"));
                    Docs.put(fields, "description", text(model, "description"));
                    Docs.put(fields, "tags", pairs(model.path("tags")));
                    docs.add(new Doc(Docs.REGISTERED + name, fields));
                    docs.addAll(versions.getOrDefault(name, List.of()));
                    Map<String, Long> aliases = new TreeMap<>();
                    model.path("aliases")
                            .forEach(
                                    alias ->
                                            aliases.put(
                                                    alias.path("alias").asString(""),
                                                    number(alias, "version")));
                    docs.add(SqlModels.aliases(name, created, aliases));
                });
        return docs;
    }

    private Doc version(JsonNode version) {
        String name = version.path("name").asString("");
        String number = version.path("version").asString("");
        Map<String, Object> fields = Docs.of("version");
        fields.put("name", name);
        fields.put("version", number(version, "version"));
        Docs.put(fields, "created", number(version, "creation_timestamp"));
        Docs.put(fields, "updated", number(version, "last_updated_timestamp"));
        Docs.put(fields, "description", text(version, "description"));
        Docs.put(fields, "user", text(version, "user_id"));
        Docs.put(fields, "stage", text(version, "current_stage"));
        Docs.put(fields, "source", text(version, "source"));
        Docs.put(fields, "run", text(version, "run_id"));
        Docs.put(fields, "runLink", text(version, "run_link"));
        Docs.put(
                fields,
                "storage",
                text(
                        calls.get(
                                "model-versions/get-download-uri",
                                Map.of("name", name, "version", number)),
                        "artifact_uri"));
        Docs.put(fields, "tags", pairs(version.path("tags")));
        return new Doc(Docs.VERSION + name + "/" + number, fields);
    }

    /** A run that was removed for good is not told by this API without reading all runs. */
    @Override
    public Optional<Set<String>> runIds() {
        return Optional.empty();
    }

    @Override
    public void leftOut(Sink problems) {}

    private static boolean isDeleted(JsonNode node) {
        return node.path("lifecycle_stage").asString("").equals("deleted");
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).asString(null);
    }

    /** Reads a whole number, which some servers write as a text. */
    private static @Nullable Long number(JsonNode node, String name) {
        String text = node.path(name).asString("");
        return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private static Map<String, String> pairs(JsonNode list) {
        Map<String, String> pairs = new TreeMap<>();
        for (JsonNode pair : list) {
            pairs.put(pair.path("key").asString(""), pair.path("value").asString(""));
        }
        return pairs;
    }

    @Override
    public void close() {
        calls.close();
    }
}
