package io.clew.harvest.mlflow;

import static io.clew.harvest.mlflow.RestJson.number;
import static io.clew.harvest.mlflow.RestJson.pairs;
import static io.clew.harvest.mlflow.RestJson.text;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads logged models and the registry by the REST API. */
final class RestModels {

    private final RestCalls calls;

    RestModels(RestCalls calls) {
        this.calls = calls;
    }

    /** Visits the logged models of an experiment; servers before version 3 have none. */
    void eachModel(String experiment, Consumer<JsonNode> visitor) {
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

    List<Doc> models(List<String> experiments) {
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

    List<Doc> registry() {
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
}
