"""Unmodified autologging of three libraries: what the client reads back, the graph, the explanation."""

import pandas
import pytest
from lineage import edges, items, names, nodes
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression


@pytest.fixture
def payments():
    features, flagged = make_classification(n_samples=400, n_features=5, random_state=7)
    columns = ["amount", "hour", "age", "distance", "risk"]
    return pandas.DataFrame(features, columns=columns), flagged


def train_sklearn(mlflow, payments):
    mlflow.sklearn.autolog()
    LogisticRegression(C=0.5).fit(*payments)


def train_xgboost(mlflow, payments):
    import xgboost

    mlflow.xgboost.autolog()
    matrix = xgboost.DMatrix(payments[0], label=payments[1])
    xgboost.train(
        {"objective": "binary:logistic", "max_depth": 3},
        matrix,
        num_boost_round=5,
        evals=[(matrix, "train")],
    )


def train_lightgbm(mlflow, payments):
    import lightgbm

    mlflow.lightgbm.autolog()
    data = lightgbm.Dataset(payments[0], payments[1])
    lightgbm.train(
        {"objective": "binary", "verbose": -1},
        data,
        num_boost_round=5,
        valid_sets=[data],
        valid_names=["train"],
    )


@pytest.mark.parametrize(
    ("train", "parameter", "metric", "package"),
    [
        (train_sklearn, ("C", "0.5"), "training_accuracy_score", "scikit-learn"),
        (train_xgboost, ("max_depth", "3"), "train-logloss", "xgboost"),
        (train_lightgbm, ("objective", "binary"), "train-binary_logloss", "lightgbm"),
    ],
    ids=["sklearn", "xgboost", "lightgbm"],
)
def test_autolog(clew, mlflow, payments, train, parameter, metric, package):
    mlflow.set_experiment(f"autolog-{package}")
    with mlflow.start_run() as active:
        train(mlflow, payments)
    run = mlflow.get_run(active.info.run_id)

    # What the client reads back.
    assert run.info.status == "FINISHED"
    assert run.data.params[parameter[0]] == parameter[1]
    assert metric in run.data.metrics
    assert run.inputs.dataset_inputs, "autolog logs the training data"
    assert len(run.outputs.model_outputs) == 1
    model_id = run.outputs.model_outputs[0].model_id
    assert mlflow.get_logged_model(model_id).status == "READY"
    history = mlflow.MlflowClient().get_metric_history(run.info.run_id, metric)
    assert history[-1].value == run.data.metrics[metric]

    # The graph.
    upstream = clew.get("/lineage", of=f"models:/{model_id}")
    model_urn = f"urn:clew:logged-model:mlflow/{model_id}"
    run_urn = f"urn:clew:run:mlflow/{run.info.run_id}"
    assert upstream["nodes"][0]["urn"] == model_urn
    assert (model_urn, run_urn) in edges(upstream, "generated-by")
    used = {to for of, to in edges(upstream, "used") if of == run_urn}
    versions = {node["urn"]: node for node in nodes(upstream, "dataset-version")}
    assert used and used <= versions.keys()
    for urn in used:
        assert versions[urn]["attributes"]["digest-strength"] == "weak"
    assert names(upstream, "job") == [f"autolog-{package}"]
    environments = nodes(upstream, "environment")
    assert len(environments) == 1
    assert package in environments[0]["attributes"]["packages"]
    assert nodes(upstream, "code"), "the entry point is told"

    # The six questions.
    explain = clew.get("/explain", ref=f"runs:/{run.info.run_id}")
    assert items(explain, "what")["parameters"][0]["state"] == "recorded"
    assert items(explain, "what")["metrics"][0]["state"] == "recorded"
