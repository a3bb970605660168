package io.clew.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells one training run to the server, call by call, as an autologging client would. */
final class TrainingTeller {

    private static final JsonMapper JSON = new JsonMapper();

    /** Points of each loss curve. */
    private static final int STEPS = 40;

    /** What the server named: the run and the model it logged. */
    record Told(String runId, String modelId) {}

    private final Function<String, DemoCalls> as;
    private final Map<String, String> experimentIds;

    /**
     * Makes a teller.
     *
     * @param as gives the calls of a person
     * @param experimentIds ids of the experiments by name
     */
    TrainingTeller(Function<String, DemoCalls> as, Map<String, String> experimentIds) {
        this.as = as;
        this.experimentIds = experimentIds;
    }

    Told tell(Training training) {
        return tell(training, "");
    }

    /**
     * Tells a run within a task of Metaflow.
     *
     * @param pathspec the task; empty for none
     */
    Told tell(Training training, String pathspec) {
        DemoCalls mlflow = as.apply(training.person());
        String experiment = experimentIds.getOrDefault(training.experiment(), "0");
        String run = start(mlflow, experiment, training);
        if (!pathspec.isEmpty()) {
            mlflow.post(
                    "runs/set-tag",
                    Map.of("run_id", run, "key", "metaflow.pathspec", "value", pathspec));
        }
        logParamsAndMetrics(mlflow, run, training);
        logInputs(mlflow, run, training);
        String model = logModel(mlflow, experiment, run, training);
        evaluate(mlflow, run, model, training);
        end(mlflow, run, training, "FINISHED");
        return new Told(run, model);
    }

    /** Tells a run that failed before it made anything. */
    String tellFailed(Training training) {
        DemoCalls mlflow = as.apply(training.person());
        String experiment = experimentIds.getOrDefault(training.experiment(), "0");
        String run = start(mlflow, experiment, training);
        logInputs(mlflow, run, training);
        end(mlflow, run, training, "FAILED");
        return run;
    }

    private static String start(DemoCalls mlflow, String experiment, Training training) {
        return mlflow.post(
                        "runs/create",
                        Map.of(
                                "experiment_id",
                                experiment,
                                "run_name",
                                training.runName(),
                                "start_time",
                                training.started().toEpochMilli(),
                                "tags",
                                List.of(
                                        tag("mlflow.user", training.person()),
                                        tag("mlflow.source.type", "LOCAL"),
                                        tag("mlflow.source.name", training.script()),
                                        tag("mlflow.source.git.commit", training.commit()),
                                        tag(
                                                "mlflow.source.git.repoURL",
                                                "https://github.com/bank/fraud.git"))))
                .path("run")
                .path("info")
                .path("run_id")
                .asString();
    }

    private static void logParamsAndMetrics(DemoCalls mlflow, String run, Training training) {
        List<Map<String, ?>> params = new ArrayList<>();
        training.params().forEach((key, value) -> params.add(tag(key, value)));
        List<Map<String, ?>> metrics = new ArrayList<>();
        long start = training.started().toEpochMilli();
        for (int step = 1; step <= STEPS; step++) {
            double done = (double) step / STEPS;
            long at = start + (long) (done * training.minutes() * 60_000);
            metrics.add(metric("train_logloss", 0.08 + 0.55 * Math.exp(-4 * done), at, step));
            metrics.add(
                    metric(
                            "valid_logloss",
                            0.11 + 0.52 * Math.exp(-3.4 * done) + 0.02 * done * done,
                            at,
                            step));
        }
        mlflow.post("runs/log-batch", Map.of("run_id", run, "params", params, "metrics", metrics));
    }

    private static void logInputs(DemoCalls mlflow, String run, Training training) {
        List<Map<String, ?>> datasets = new ArrayList<>();
        for (Training.Input input : training.inputs()) {
            List<Map<String, ?>> columns = new ArrayList<>();
            input.columns().forEach(c -> columns.add(Map.of("name", c.name(), "type", c.type())));
            datasets.add(
                    Map.of(
                            "tags",
                            List.of(tag("mlflow.data.context", input.context())),
                            "dataset",
                            Map.of(
                                    "name",
                                    input.name(),
                                    "digest",
                                    input.digest(),
                                    "source_type",
                                    input.sourceType(),
                                    "source",
                                    input.source(),
                                    "schema",
                                    JSON.writeValueAsString(Map.of("mlflow_colspec", columns)),
                                    "profile",
                                    JSON.writeValueAsString(Map.of("num_rows", input.rows())))));
        }
        List<Map<String, ?>> models = new ArrayList<>();
        training.baseModels().forEach(model -> models.add(Map.of("model_id", model)));
        mlflow.post(
                "runs/log-inputs", Map.of("run_id", run, "datasets", datasets, "models", models));
    }

    private static String logModel(
            DemoCalls mlflow, String experiment, String run, Training training) {
        String model =
                mlflow.post(
                                "logged-models",
                                Map.of(
                                        "experiment_id",
                                        experiment,
                                        "name",
                                        "model",
                                        "source_run_id",
                                        run,
                                        "params",
                                        List.of(tag("estimator", training.estimator()))))
                        .path("model")
                        .path("info")
                        .path("model_id")
                        .asString();
        String folder = experiment + "/models/" + model + "/artifacts/";
        mlflow.put(folder + "requirements.txt", String.join("\n", training.requirements()) + "\n");
        mlflow.put(
                folder + "python_env.yaml",
                "python: 3.11.7\nbuild_dependencies:\n- pip==24.0\ndependencies:\n- -r"
                        + " requirements.txt\n");
        mlflow.put(
                folder + "MLmodel",
                "artifact_path: model\nflavors:\n  python_function:\n    loader_module:"
                        + " mlflow.xgboost\n    python_version: 3.11.7\n  xgboost:\n    model_class:"
                        + " "
                        + training.estimator()
                        + "\n    xgb_version: 2.1.1\nmodel_id: "
                        + model
                        + "\nrun_id: "
                        + run
                        + "\n");
        mlflow.put(folder + "model.xgb", "weights of " + training.runName() + "\n");
        mlflow.patch(
                "logged-models/" + model,
                Map.of("model_id", model, "status", "LOGGED_MODEL_READY"));
        mlflow.post(
                "runs/outputs",
                Map.of("run_id", run, "models", List.of(Map.of("model_id", model, "step", 0))));
        return model;
    }

    private static void evaluate(DemoCalls mlflow, String run, String model, Training training) {
        Training.@Nullable Input validation =
                training.inputs().stream()
                        .filter(input -> input.context().equals("validation"))
                        .findFirst()
                        .orElse(null);
        List<Map<String, ?>> metrics = new ArrayList<>();
        long end = training.started().toEpochMilli() + training.minutes() * 60_000L;
        training.metrics()
                .forEach(
                        (key, value) ->
                                metrics.add(
                                        validation == null
                                                ? Map.of(
                                                        "key",
                                                        key,
                                                        "value",
                                                        value,
                                                        "timestamp",
                                                        end,
                                                        "step",
                                                        0,
                                                        "model_id",
                                                        model)
                                                : Map.of(
                                                        "key",
                                                        key,
                                                        "value",
                                                        value,
                                                        "timestamp",
                                                        end,
                                                        "step",
                                                        0,
                                                        "model_id",
                                                        model,
                                                        "dataset_name",
                                                        validation.name(),
                                                        "dataset_digest",
                                                        validation.digest())));
        mlflow.post("runs/log-batch", Map.of("run_id", run, "metrics", metrics));
    }

    private static void end(DemoCalls mlflow, String run, Training training, String status) {
        mlflow.post(
                "runs/update",
                Map.of(
                        "run_id",
                        run,
                        "status",
                        status,
                        "end_time",
                        training.started().toEpochMilli() + training.minutes() * 60_000L));
    }

    private static Map<String, String> tag(String key, String value) {
        return Map.of("key", key, "value", value);
    }

    private static Map<String, Object> metric(String key, double value, long at, int step) {
        return Map.of("key", key, "value", value, "timestamp", at, "step", step);
    }
}
