package io.clew.protocol.mlflow.experiments;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.search.FilterParser;
import io.clew.protocol.mlflow.search.OrderParser;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.protocol.mlflow.wire.Limits;
import io.clew.protocol.mlflow.wire.PageToken;
import io.clew.protocol.mlflow.wire.Question;
import io.clew.protocol.mlflow.wire.ViewType;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Answers the search for experiments. */
public final class ExperimentSearchRoutes implements Feature {
    private final MlflowStore store;

    public ExperimentSearchRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/experiments/search", this::search)
                .v2(Method.GET, "/experiments/search", this::search);
    }

    private Response search(Call call) throws IOException {
        JsonObject fields = call.fields();
        int limit =
                Checks.maxResults(
                        fields.optionalInteger("max_results").orElse(Limits.SEARCH_RESULTS_DEFAULT),
                        Limits.SEARCH_RESULTS_MAX);
        String filter = fields.optionalText("filter").orElse("");
        List<String> orderBy = fields.texts("order_by");
        ViewType view = ViewType.of(fields, "view_type");
        ExperimentSearch search =
                new ExperimentSearch(
                        FilterParser.parse(filter, ExperimentSearch.ENTITY),
                        view,
                        OrderParser.parse(orderBy, ExperimentSearch.ENTITY));
        String question = Question.of("experiments", filter, view, orderBy);
        PageToken after =
                fields.optionalText("page_token")
                        .filter(text -> !text.isEmpty())
                        .map(text -> PageToken.decode(text, question))
                        .orElse(null);
        return store.read(call, scope -> answer(scope, search.page(scope, after, limit), question));
    }

    private static Response answer(Scope scope, ExperimentSearch.Page page, String question) {
        Map<Long, List<KeyValue>> tags =
                ExperimentRows.tags(
                        scope, page.experiments().stream().map(Experiment::id).toList());
        return Answers.of(
                out ->
                        out.objectsUnlessEmpty(
                                        "experiments",
                                        page.experiments(),
                                        (one, experiment) ->
                                                experiment.write(
                                                        one,
                                                        tags.getOrDefault(
                                                                experiment.id(), List.of())))
                                .text(
                                        "next_page_token",
                                        page.last() == null
                                                ? null
                                                : new PageToken(question, page.last()).encode()));
    }
}
