package io.clew.protocol.mlflow.inputs;

import io.clew.commit.Commit;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.Run;
import io.clew.protocol.mlflow.runs.RunRows;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers the calls that say what a run took in and gave out. */
public final class InputRoutes implements Feature {
    private final MlflowStore store;

    public InputRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/runs/log-inputs", this::logInputs)
                .v2(Method.POST, "/runs/outputs", this::logOutputs);
    }

    private Response logInputs(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        List<LoggedInput> datasets = LoggedInput.list(fields, "datasets");
        List<String> models = new ArrayList<>();
        List<JsonObject> sent = fields.objects("models");
        Checks.count("models", sent.size(), Limits.DATASETS_MAX);
        sent.forEach(model -> models.add(modelId(model)));
        return store.write(
                call,
                "runs/log-inputs",
                commit -> {
                    Run run = RunRows.get(Scope.of(commit), runId).requireActive();
                    commit.subject(run.urn());
                    DatasetInputs.add(commit, run, datasets);
                    models.forEach(model -> addModelInput(commit, run, model));
                    return Answers.empty();
                });
    }

    private static String modelId(JsonObject model) {
        return Checks.length(
                model.pathOf("model_id"), model.nonEmptyText("model_id"), Limits.KEY_LENGTH_MAX);
    }

    private static void addModelInput(Commit commit, Run run, String modelId) {
        addModelInput(commit, run, modelId, EventTime.received(commit.now()));
    }

    /** Adds a logged model to what a run took in; says whether it was not there. */
    static boolean addModelInput(Commit commit, Run run, String modelId, EventTime at) {
        int added =
                Scope.of(commit)
                        .sql(
                                "INSERT INTO mlflow_model_input (node_id, model_id, workspace_id)"
                                        + " VALUES (:node, :model, :workspace) ON CONFLICT DO"
                                        + " NOTHING")
                        .bind("node", run.nodeId())
                        .bind("model", modelId)
                        .update();
        if (added > 0) {
            commit.declare(run.urn(), EdgeKind.USED, MlflowUrns.loggedModel(modelId), at);
        }
        return added > 0;
    }

    /** A logged model that a run gave out. */
    record Output(String modelId, long step) {}

    private Response logOutputs(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        List<JsonObject> sent = fields.objects("models");
        if (sent.isEmpty()) {
            throw fields.missing("models");
        }
        Checks.count("models", sent.size(), Limits.DATASETS_MAX);
        List<Output> outputs = new ArrayList<>();
        sent.forEach(
                model ->
                        outputs.add(
                                new Output(
                                        modelId(model), model.optionalInteger("step").orElse(0))));
        return store.write(
                call,
                "runs/outputs",
                commit -> {
                    Run run = RunRows.get(Scope.of(commit), runId).requireActive();
                    commit.subject(run.urn());
                    outputs.forEach(output -> addModelOutput(commit, run, output));
                    return Answers.empty();
                });
    }

    private static void addModelOutput(Commit commit, Run run, Output output) {
        addModelOutput(commit, run, output, EventTime.received(commit.now()));
    }

    /** Adds a logged model to what a run gave out; says whether it was not there. */
    static boolean addModelOutput(Commit commit, Run run, Output output, EventTime at) {
        int added =
                Scope.of(commit)
                        .sql(
                                "INSERT INTO mlflow_model_output (node_id, model_id, step,"
                                        + " workspace_id) VALUES (:node, :model, :step, :workspace)"
                                        + " ON CONFLICT DO NOTHING")
                        .bind("node", run.nodeId())
                        .bind("model", output.modelId())
                        .bind("step", output.step())
                        .update();
        if (added > 0) {
            Urn model = MlflowUrns.loggedModel(output.modelId());
            commit.declare(
                    model, EdgeKind.GENERATED_BY, run.urn(), at, Map.of("step", output.step()));
        }
        return added > 0;
    }
}
