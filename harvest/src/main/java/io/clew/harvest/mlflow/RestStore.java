package io.clew.harvest.mlflow;

import static io.clew.harvest.mlflow.RestJson.isDeleted;
import static io.clew.harvest.mlflow.RestJson.number;
import static io.clew.harvest.mlflow.RestJson.pairs;
import static io.clew.harvest.mlflow.RestJson.text;

import io.clew.harvest.Sink;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads an MLflow by its REST API: slower than its database, and the only way to some. */
final class RestStore implements OldStore {

    /** Traces that are counted; beyond, a count by this API takes too many calls. */
    private static final int TRACES_COUNTED = 10_000;

    private static final int TRACES_OF_PAGE = 500;

    private final RestCalls calls;
    private final RestModels models;
    private final RestRuns runs;
    private List<String> experiments = List.of();

    RestStore(RestCalls calls) {
        this.calls = calls;
        this.models = new RestModels(calls);
        this.runs = new RestRuns(calls, models);
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
        return runs.page(experiments, place);
    }

    @Override
    public void points(List<Doc> docs, Points visitor, Sink problems) {
        runs.points(docs, visitor);
    }

    @Override
    public List<Doc> models(Sink problems) {
        return models.models(experiments);
    }

    @Override
    public List<Doc> registry(Sink problems) {
        return models.registry();
    }

    /** A run that was removed for good is not told by this API without reading all runs. */
    @Override
    public Optional<Set<String>> runIds() {
        return Optional.empty();
    }

    @Override
    public void leftOut(Sink problems) {
        long traces = 0;
        for (String experiment : experiments) {
            String token = "";
            do {
                JsonNode page = traces(experiment, token);
                traces += page.path("traces").size();
                token = RestCalls.next(page);
            } while (!token.isEmpty() && traces < TRACES_COUNTED);
        }
        if (traces > 0) {
            problems.problem(
                    "traces",
                    "%s%,d of them are left: Clew does not bring these"
                            .formatted(traces < TRACES_COUNTED ? "" : "at least ", traces));
        }
    }

    /** Servers before version 2.14 have none. */
    private JsonNode traces(String experiment, String token) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("experiment_ids", experiment);
        query.put("max_results", String.valueOf(TRACES_OF_PAGE));
        if (!token.isEmpty()) {
            query.put("page_token", token);
        }
        try {
            return calls.get("traces", query);
        } catch (ClewException refused) {
            if (refused.code() == ErrorCode.UNAVAILABLE) {
                throw refused;
            }
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
