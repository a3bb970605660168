package io.clew.protocol.mlflow.registry;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows a registered model with its newest versions, tags and aliases as clients read it. */
record ModelView(
        RegisteredModel model,
        List<VersionView> latest,
        Map<String, String> tags,
        Map<String, Long> aliases) {

    static ModelView of(Scope scope, RegisteredModel model) {
        return of(scope, List.of(model)).getFirst();
    }

    /** Loads what answers show of models, in the order given. */
    static List<ModelView> of(Scope scope, List<RegisteredModel> models) {
        List<Long> ids = models.stream().map(RegisteredModel::id).toList();
        List<ModelVersion> newest =
                VersionRows.latestOfStages(scope, ids).values().stream()
                        .flatMap(List::stream)
                        .toList();
        Map<Long, List<VersionView>> latest =
                VersionView.of(scope, newest).stream()
                        .collect(Collectors.groupingBy(view -> view.version().modelId()));
        Map<Long, TreeMap<String, String>> tags = ModelRows.tags(scope, ids);
        Map<Long, TreeMap<String, Long>> aliases = ModelRows.aliases(scope, ids);
        return models.stream()
                .map(
                        model ->
                                new ModelView(
                                        model,
                                        latest.getOrDefault(model.id(), List.of()),
                                        tags.getOrDefault(model.id(), new TreeMap<>()),
                                        aliases.getOrDefault(model.id(), new TreeMap<>())))
                .toList();
    }

    static void write(JsonWriter out, ModelView view) {
        RegisteredModel model = view.model();
        out.text("name", model.name())
                .number("creation_timestamp", model.createdMillis())
                .number("last_updated_timestamp", model.updatedMillis())
                .text("description", model.description().isEmpty() ? null : model.description())
                .objectsUnlessEmpty("latest_versions", view.latest(), VersionView::write)
                .objectsUnlessEmpty(
                        "tags",
                        view.tags().entrySet(),
                        (tag, entry) ->
                                KeyValue.write(tag, new KeyValue(entry.getKey(), entry.getValue())))
                .objectsUnlessEmpty(
                        "aliases",
                        view.aliases().entrySet(),
                        (alias, entry) ->
                                alias.text("alias", entry.getKey())
                                        .text("version", Long.toString(entry.getValue())));
    }
}
