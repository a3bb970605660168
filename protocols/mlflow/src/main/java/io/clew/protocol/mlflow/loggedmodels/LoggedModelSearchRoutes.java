package io.clew.protocol.mlflow.loggedmodels;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.experiments.ExperimentId;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelSearch.OnDataset;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.search.FilterParser;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.Limits;
import io.clew.protocol.mlflow.wire.PagedAnswer;
import io.clew.protocol.mlflow.wire.Question;
import java.io.IOException;
import java.util.List;

/** Answers the search for logged models. */
public final class LoggedModelSearchRoutes implements Feature {
    private static final int RESULTS_DEFAULT = 50;

    /** Most experiments of one search: as many as a client gets from one search for them. */
    private static final int EXPERIMENTS_MAX = 10_000;

    /** Most datasets of one search: each is a comparison for each metric. */
    private static final int DATASETS_MAX = 100;

    private final MlflowStore store;

    public LoggedModelSearchRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints.v2(Method.POST, "/logged-models/search", this::search);
    }

    private Response search(Call call) throws IOException {
        JsonObject fields = call.fields();
        int limit =
                Checks.maxResults(
                        fields.optionalInteger("max_results").orElse(RESULTS_DEFAULT),
                        Limits.SEARCH_RESULTS_MAX);
        if (!fields.has("experiment_ids")) {
            throw fields.missing("experiment_ids");
        }
        List<String> experiments = fields.texts("experiment_ids");
        Checks.count("experiment_ids", experiments.size(), EXPERIMENTS_MAX);
        String filter = fields.optionalText("filter").orElse("");
        List<OnDataset> datasets = datasets(fields);
        List<ModelOrder> orders = orders(fields);
        LoggedModelSearch search =
                new LoggedModelSearch(
                        experiments.stream().map(ExperimentId::parse).distinct().toList(),
                        FilterParser.parse(filter, LoggedModelSearch.ENTITY),
                        datasets,
                        orders);
        String question = Question.of("logged-models", experiments, filter, datasets, orders);
        return new PagedAnswer<>(
                        "models",
                        question,
                        (after, count) ->
                                store.read(
                                        call,
                                        scope -> {
                                            LoggedModelSearch.Page page =
                                                    search.page(scope, after, count);
                                            return new PagedAnswer.Chunk<>(
                                                    LoggedModelJson.views(scope, page.models()),
                                                    page.last());
                                        }),
                        LoggedModelJson::write)
                .of(PagedAnswer.after(fields, question), limit);
    }

    private static List<OnDataset> datasets(JsonObject fields) {
        List<JsonObject> datasets = fields.objects("datasets");
        Checks.count("datasets", datasets.size(), DATASETS_MAX);
        return datasets.stream()
                .map(
                        dataset ->
                                new OnDataset(
                                        dataset.optionalText("dataset_name")
                                                .filter(name -> !name.isEmpty())
                                                .orElseThrow(
                                                        () ->
                                                                ClewException.invalid(
                                                                        "datasets",
                                                                        "`dataset_name` in the `datasets` clause must be specified.")),
                                        dataset.optionalText("dataset_digest").orElse("")))
                .toList();
    }

    private static List<ModelOrder> orders(JsonObject fields) {
        List<JsonObject> orders = fields.objects("order_by");
        Checks.count("order_by", orders.size(), ModelOrder.FIELDS_MAX);
        return orders.stream().map(ModelOrder::read).toList();
    }
}
