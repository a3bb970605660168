package io.clew.protocol.mlflow.registry;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows a model version with its tags and aliases as MLflow's clients read it. */
record VersionView(ModelVersion version, Extras extras) {

    /**
     * Holds what hangs on a version.
     *
     * @param aliases in the order of the alphabet
     */
    record Extras(Map<String, String> tags, List<String> aliases) {}

    static VersionView of(Scope scope, ModelVersion version) {
        return of(scope, List.of(version)).getFirst();
    }

    /** Loads what answers show of versions, in the order given. */
    static List<VersionView> of(Scope scope, List<ModelVersion> versions) {
        List<Long> models = versions.stream().map(ModelVersion::modelId).distinct().toList();
        Map<Long, Map<Long, TreeMap<String, String>>> tags = VersionRows.tags(scope, versions);
        Map<Long, TreeMap<String, Long>> aliases = ModelRows.aliases(scope, models);
        return versions.stream()
                .map(
                        version ->
                                new VersionView(
                                        version,
                                        new Extras(
                                                tags.getOrDefault(version.modelId(), Map.of())
                                                        .getOrDefault(
                                                                version.version(), new TreeMap<>()),
                                                aliasesOf(
                                                        version,
                                                        aliases.getOrDefault(
                                                                version.modelId(),
                                                                new TreeMap<>())))))
                .toList();
    }

    private static List<String> aliasesOf(ModelVersion version, Map<String, Long> aliases) {
        return aliases.entrySet().stream()
                .filter(alias -> alias.getValue() == version.version())
                .map(Map.Entry::getKey)
                .toList();
    }

    static void write(JsonWriter out, VersionView view) {
        ModelVersion version = view.version();
        out.text("name", version.name())
                .text("version", Long.toString(version.version()))
                .number("creation_timestamp", version.createdMillis())
                .number("last_updated_timestamp", version.updatedMillis())
                .text("current_stage", version.stage().wireName())
                .text("description", version.description())
                .text("source", version.source())
                .text("run_id", unlessEmpty(version.runId()))
                .text("status", "READY")
                .objectsUnlessEmpty(
                        "tags",
                        view.extras().tags().entrySet(),
                        (tag, entry) ->
                                KeyValue.write(tag, new KeyValue(entry.getKey(), entry.getValue())))
                .text("run_link", unlessEmpty(version.runLink()))
                .textsUnlessEmpty("aliases", view.extras().aliases())
                .text("model_id", unlessEmpty(version.loggedModelId()));
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
