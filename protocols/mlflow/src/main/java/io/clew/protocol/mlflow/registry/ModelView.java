package io.clew.protocol.mlflow.registry;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.List;
import java.util.Map;

/** Shows a registered model with its newest versions, tags and aliases as clients read it. */
record ModelView(
        RegisteredModel model,
        List<VersionView> latest,
        Map<String, String> tags,
        Map<String, Long> aliases) {

    static ModelView of(Scope scope, RegisteredModel model) {
        return new ModelView(
                model,
                VersionView.of(scope, new RegistryLookups(scope).latest(model, List.of())),
                ModelRows.tags(scope, model.id()),
                ModelRows.aliases(scope, model.id()));
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
