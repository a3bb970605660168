package io.clew.protocol.mlflow.runs;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.experiments.ExperimentId;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.search.FilterParser;
import io.clew.protocol.mlflow.search.OrderParser;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.Limits;
import io.clew.protocol.mlflow.wire.PageToken;
import io.clew.protocol.mlflow.wire.Question;
import io.clew.protocol.mlflow.wire.ViewType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers the search for runs. */
public final class SearchRoutes implements Feature {
    private static final int EXPERIMENTS_MAX = 10_000;

    private final MlflowStore store;

    public SearchRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints.v2(Method.POST, "/runs/search", this::search);
    }

    private Response search(Call call) throws IOException {
        JsonObject fields = call.fields();
        int limit =
                Checks.maxResults(
                        fields.optionalInteger("max_results").orElse(Limits.SEARCH_RESULTS_DEFAULT),
                        Limits.SEARCH_RESULTS_MAX);
        List<String> experiments = fields.texts("experiment_ids");
        Checks.count("experiment_ids", experiments.size(), EXPERIMENTS_MAX);
        String filter = fields.optionalText("filter").orElse("");
        List<String> orderBy = fields.texts("order_by");
        ViewType view = ViewType.of(fields, "run_view_type");
        RunSearch search =
                new RunSearch(
                        experiments.stream().map(ExperimentId::parse).distinct().toList(),
                        FilterParser.parse(filter, RunEntity.INSTANCE),
                        view,
                        OrderParser.parse(orderBy, RunEntity.INSTANCE));
        String question = Question.of(experiments, filter, view, orderBy);
        PageToken after =
                fields.optionalText("page_token")
                        .filter(text -> !text.isEmpty())
                        .map(text -> PageToken.decode(text, question))
                        .orElse(null);
        RunSearch.Page page = store.read(call, scope -> search.page(scope, after, limit));
        String next = token(question, page.last());
        if (page.runs().size() <= RunData.BATCH) {
            return store.read(
                    call, scope -> Answers.of(out -> write(scope, out, page.runs(), next)));
        }
        return Response.stream(
                200,
                "application/json",
                -1,
                stream ->
                        Json.write(
                                stream,
                                out ->
                                        out.objects(
                                                        "runs",
                                                        new BatchedRuns(store, call, page.runs()),
                                                        (body, one) ->
                                                                one.data().write(body, one.run()))
                                                .text("next_page_token", next)));
    }

    private static void write(Scope scope, JsonWriter out, List<Run> runs, @Nullable String next) {
        if (!runs.isEmpty()) {
            RunData data = RunData.of(scope, runs.stream().map(Run::nodeId).toList());
            out.objects("runs", runs, data::write);
        }
        out.text("next_page_token", next);
    }

    private static @Nullable String token(String question, @Nullable List<@Nullable Object> last) {
        return last == null ? null : new PageToken(question, last).encode();
    }
}
