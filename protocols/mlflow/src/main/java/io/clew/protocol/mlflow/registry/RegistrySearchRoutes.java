package io.clew.protocol.mlflow.registry;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.search.FilterParser;
import io.clew.protocol.mlflow.search.OrderParser;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.PagedAnswer;
import io.clew.protocol.mlflow.wire.Question;
import java.io.IOException;
import java.util.List;

/** Answers the searches for registered models and for model versions. */
public final class RegistrySearchRoutes implements Feature {
    private static final int MODELS_DEFAULT = 100;
    private static final int MODELS_MAX = 1000;
    private static final int VERSIONS_DEFAULT = 10_000;
    private static final int VERSIONS_MAX = 200_000;

    private final MlflowStore store;

    public RegistrySearchRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.GET, "/registered-models/search", this::models)
                .v2(Method.GET, "/model-versions/search", this::versions);
    }

    private Response models(Call call) throws IOException {
        JsonObject fields = call.fields();
        int limit =
                Checks.maxResults(
                        fields.optionalInteger("max_results").orElse(MODELS_DEFAULT), MODELS_MAX);
        String filter = fields.optionalText("filter").orElse("");
        List<String> orderBy = fields.texts("order_by");
        ModelSearch search =
                new ModelSearch(
                        FilterParser.parse(filter, ModelSearch.ENTITY),
                        OrderParser.parse(orderBy, ModelSearch.ENTITY));
        String question = Question.of("registered-models", filter, orderBy);
        return new PagedAnswer<>(
                        "registered_models",
                        question,
                        (after, count) ->
                                store.read(
                                        call,
                                        scope -> {
                                            ModelSearch.Page page =
                                                    search.page(scope, after, count);
                                            return new PagedAnswer.Chunk<>(
                                                    ModelView.of(scope, page.models()),
                                                    page.last());
                                        }),
                        ModelView::write)
                .of(PagedAnswer.after(fields, question), limit);
    }

    private Response versions(Call call) throws IOException {
        JsonObject fields = call.fields();
        int limit =
                Checks.maxResults(
                        fields.optionalInteger("max_results").orElse(VERSIONS_DEFAULT),
                        VERSIONS_MAX);
        String filter = fields.optionalText("filter").orElse("");
        List<String> orderBy = fields.texts("order_by");
        VersionSearch search =
                new VersionSearch(
                        FilterParser.parse(filter, VersionSearch.ENTITY),
                        OrderParser.parse(orderBy, VersionSearch.ENTITY));
        String question = Question.of("model-versions", filter, orderBy);
        return new PagedAnswer<>(
                        "model_versions",
                        question,
                        (after, count) ->
                                store.read(
                                        call,
                                        scope -> {
                                            VersionSearch.Page page =
                                                    search.page(scope, after, count);
                                            return new PagedAnswer.Chunk<>(
                                                    VersionView.of(scope, page.versions()),
                                                    page.last());
                                        }),
                        VersionView::write)
                .of(PagedAnswer.after(fields, question), limit);
    }
}
