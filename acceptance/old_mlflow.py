"""Fills real MLflow stores with the real client, and reads any MLflow as plain values, to compare two."""

import os
import warnings

os.environ.setdefault("MLFLOW_ALLOW_FILE_STORE", "true")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

import mlflow
from mlflow.entities import (
    Dataset,
    DatasetInput,
    InputTag,
    LoggedModelInput,
    LoggedModelOutput,
    Metric,
    Param,
    RunTag,
    ViewType,
)
from mlflow.tracking import MlflowClient

warnings.filterwarnings("ignore")

DATASET = Dataset(
    name="tx",
    digest="abc123",
    source_type="s3",
    source='{"uri": "s3://bank/tx"}',
    schema='{"mlflow_colspec": [{"name": "a", "type": "long"}]}',
    profile='{"num_rows": 3}',
)


def client(uri):
    return MlflowClient(tracking_uri=uri, registry_uri=uri)


def fill(uri, artifacts, runs=40):
    """Logs everything that a harvest brings; returns ids that tests need."""
    # The store of the registry looks logged models up by the global address.
    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    c = client(uri)
    experiment = c.create_experiment("rich", artifact_location=f"{artifacts}/rich", tags={"team": "risk"})
    parent = c.create_run(
        experiment,
        run_name="train",
        tags={
            "mlflow.user": "ann",
            "mlflow.source.name": "train.py",
            "mlflow.source.git.commit": "9f3e00000000000000000000000000000000beef",
        },
    ).info.run_id
    model = c.create_logged_model(
        experiment, name="model", source_run_id=parent, tags={"k": "v"}, params={"depth": "3"}, model_type="sk"
    )
    c.log_inputs(
        parent,
        datasets=[DatasetInput(DATASET, [InputTag("mlflow.data.context", "training")])],
        models=[LoggedModelInput(model.model_id)],
    )
    c.log_outputs(parent, models=[LoggedModelOutput(model.model_id, 2)])
    c.log_metric(
        parent,
        "auc",
        0.9,
        # MLflow's folders lose the step of a point with a dataset when they are read.
        step=0,
        timestamp=1700000000000,
        model_id=model.model_id,
        dataset_name="tx",
        dataset_digest="abc123",
    )
    c.log_batch(
        parent,
        metrics=[Metric("loss", 1.0 / (i + 1), 1700000000000 + i, i) for i in range(700)]
        + [Metric("odd", float("nan"), 1, 0), Metric("odd", float("inf"), 2, 1), Metric("odd", -0.0, 3, -2)],
        params=[Param("lr", "0.1"), Param("max_tokens", "512")],
        tags=[RunTag("a/b", "x y"), RunTag("empty", "")],
    )
    c.log_text(parent, "hello", "a/b.txt")
    c.finalize_logged_model(model.model_id, "READY")
    c.set_terminated(parent, status="FAILED")
    open_run = None
    for i in range(runs):
        run = c.create_run(experiment, run_name=f"child {i}", tags={"mlflow.parentRunId": parent})
        c.log_batch(run.info.run_id, metrics=[Metric("m", i + k, 1700000000000 + k, k) for k in range(5)])
        c.log_param(run.info.run_id, "i", i)
        if i % 5 == 0:
            c.delete_run(run.info.run_id)
        elif i % 5 < 4:
            c.set_terminated(run.info.run_id)
        else:
            open_run = run.info.run_id
    c.create_registered_model("fraud", tags={"owner": "ann"}, description="of cards")
    c.create_model_version(
        "fraud",
        source=f"models:/{model.model_id}",
        run_id=parent,
        tags={"q": "1"},
        description="one",
        model_id=model.model_id,
    )
    for _ in range(2):
        c.create_model_version("fraud", source=f"{artifacts}/rich/{parent}/artifacts/model", run_id=parent)
    c.transition_model_version_stage("fraud", "1", "Production")
    c.set_registered_model_alias("fraud", "champion", "1")
    c.delete_model_version("fraud", "3")
    c.create_registered_model("spare")
    gone = c.create_experiment("gone", artifact_location=f"{artifacts}/gone")
    c.create_run(gone)
    c.delete_experiment(gone)
    return {"experiment": experiment, "parent": parent, "open": open_run, "model": model.model_id}


def dataset(entry):
    return (
        entry.dataset.name,
        entry.dataset.digest,
        entry.dataset.source_type,
        entry.dataset.source,
        entry.dataset.schema,
        entry.dataset.profile,
        sorted((tag.key, tag.value) for tag in entry.tags),
    )


def number(value):
    """Infinities are the largest numbers in MLflow's databases and in Clew, and themselves in folders."""
    largest = 1.7976931348623157e308
    return repr(max(-largest, min(largest, float(value))) if value == value else float(value))


def history(c, run):
    points = {}
    for key in run.data.metrics:
        points[key] = sorted(
            (p.timestamp, p.step, number(p.value))
            for p in c.get_metric_history(run.info.run_id, key)
        )
    return points


def everything(uri):
    """Reads all that an MLflow answers to its client, as plain values."""
    c = client(uri)
    experiments = [e for e in c.search_experiments(view_type=ViewType.ALL) if e.experiment_id != "0"]
    found = {
        "experiments": {
            e.experiment_id: (e.name, e.artifact_location, e.lifecycle_stage, e.creation_time, e.last_update_time, e.tags)
            for e in experiments
        },
        "runs": {},
        "models": {},
        "registered": {},
        "versions": {},
    }
    ids = [e.experiment_id for e in experiments]
    token = None
    while True:
        page = c.search_runs(ids, run_view_type=ViewType.ALL, max_results=500, page_token=token)
        for run in page:
            info = run.info
            found["runs"][info.run_id] = {
                "info": (
                    info.experiment_id,
                    info.run_name,
                    info.user_id,
                    info.status,
                    info.start_time,
                    info.end_time,
                    info.artifact_uri,
                    info.lifecycle_stage,
                ),
                "params": run.data.params,
                "tags": run.data.tags,
                "inputs": sorted(map(dataset, run.inputs.dataset_inputs), key=repr),
                "outputs": sorted((m.model_id, m.step) for m in run.outputs.model_outputs),
                "history": history(c, run),
                "latest": {k: number(v) for k, v in run.data.metrics.items()},
            }
        token = page.token
        if not token:
            break
    active = [e.experiment_id for e in experiments if e.lifecycle_stage == "active"]
    for m in c.search_logged_models(active):
        found["models"][m.model_id] = (
            m.experiment_id,
            m.name,
            m.artifact_location,
            m.creation_timestamp,
            m.last_updated_timestamp,
            str(m.status),
            m.model_type,
            m.source_run_id,
            m.tags,
            m.params,
            sorted((x.key, x.value, x.timestamp, x.step, x.run_id, x.dataset_name, x.dataset_digest) for x in m.metrics or []),
        )
    for m in c.search_registered_models():
        found["registered"][m.name] = (
            m.creation_timestamp,
            m.description or "",
            m.tags,
            {alias: str(version) for alias, version in m.aliases.items()},
        )
    for v in c.search_model_versions():
        found["versions"][(v.name, str(v.version))] = (
            v.creation_timestamp,
            v.last_updated_timestamp,
            v.description or "",
            v.current_stage,
            v.source,
            v.run_id,
            v.run_link or "",
            v.tags,
            # An MLflow's search leaves them out.
            sorted(c.get_model_version(v.name, v.version).aliases),
            c.get_model_version_download_uri(v.name, v.version),
        )
    return found
