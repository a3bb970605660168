package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers MLflow's page of prompt engineering, which keeps one tried prompt as a finished run: its
 * params, and a table of what went in and came out. No model is made of it.
 */
public final class PromptlabRoutes implements Feature {
    private static final String TABLE = "eval_results_table.json";

    private static final List<String> REQUIRED =
            List.of(
                    "experiment_id",
                    "prompt_template",
                    "prompt_parameters",
                    "model_route",
                    "model_input",
                    "mlflow_version");

    private final MlflowStore store;
    private final Files files;
    private final RandomGenerator random = RandomGenerator.getDefault();

    /** Keeps the files of a run. */
    public interface Files {
        /**
         * Writes a file.
         *
         * @param artifactUri the run's
         * @throws ClewException INVALID_PARAMETER when that is not with this server
         */
        void write(Call call, String artifactUri, String name, byte[] content) throws IOException;
    }

    public PromptlabRoutes(MlflowStore store, Files files) {
        this.store = store;
        this.files = files;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints.ajax2(Method.POST, "/runs/create-promptlab-run", this::create);
    }

    private Response create(Call call) throws IOException {
        JsonObject fields = call.fields();
        for (String field : REQUIRED) {
            if (isMissing(fields.value(field))) {
                throw ClewException.invalid(
                        field, "CreatePromptlabRun request must specify %s.".formatted(field));
            }
        }
        NewRun wanted = NewRun.read(fields, random);
        List<KeyValue> params = params(fields);
        RunChecks.batch(List.of(), params, List.of());
        byte[] table = table(fields);
        Run run = store.write(call, "runs/create", commit -> begin(commit, wanted, params));
        try {
            files.write(call, run.artifactUri(), TABLE, table);
        } catch (ClewException refusal) {
            end(call, run, RunStatus.FAILED);
            throw refusal;
        }
        return end(call, run, RunStatus.FINISHED);
    }

    private static boolean isMissing(@Nullable Object value) {
        return value == null || value.equals("") || value.equals(List.of());
    }

    private static List<KeyValue> params(JsonObject fields) {
        List<KeyValue> params = new ArrayList<>(KeyValue.list(fields, "model_parameters"));
        params.add(new KeyValue("model_route", fields.text("model_route")));
        params.add(new KeyValue("prompt_template", fields.text("prompt_template")));
        return params;
    }

    /** Makes a table of one row in the form that MLflow's pages show. */
    private static byte[] table(JsonObject fields) {
        List<KeyValue> cells = new ArrayList<>(KeyValue.list(fields, "prompt_parameters"));
        cells.add(new KeyValue("prompt", fields.text("model_input")));
        cells.add(new KeyValue("output", fields.optionalText("model_output").orElse("")));
        cells.addAll(KeyValue.list(fields, "model_output_parameters"));
        List<String> row = cells.stream().map(KeyValue::value).toList();
        return Json.bytes(
                out ->
                        out.texts("columns", cells.stream().map(KeyValue::key).toList())
                                .value("data", List.of(row)));
    }

    private static Run begin(Commit commit, NewRun wanted, List<KeyValue> params) {
        RunEdit edit = wanted.insert(commit);
        edit.addParams(params);
        edit.setTags(
                List.of(
                        new KeyValue(
                                "mlflow.loggedArtifacts",
                                "[{\"path\": \"" + TABLE + "\", \"type\": \"table\"}]"),
                        new KeyValue("mlflow.runSourceType", "PROMPT_ENGINEERING")));
        return edit.run();
    }

    private Response end(Call call, Run run, RunStatus status) throws IOException {
        return store.write(
                call,
                "runs/update",
                commit -> {
                    RunEdit edit = RunEdit.of(commit, run.runId());
                    commit.subject(edit.run().urn());
                    Run before = edit.run();
                    edit.update(before.withStatus(status, commit.now().toEpochMilli()));
                    RunFacts.updated(commit, before, edit.run());
                    return RunRoutes.answer(Scope.of(commit), edit.run());
                });
    }
}
