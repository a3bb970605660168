"""Registration, aliases and loading with the real client, and what Clew says of them."""

import concurrent.futures
import time

import numpy
import pytest
from lineage import edges, items, nodes
from sklearn.linear_model import LinearRegression


@pytest.fixture
def regression():
    inputs = numpy.arange(20.0).reshape(-1, 1)
    return LinearRegression().fit(inputs, inputs[:, 0] * 2), inputs


def test_log_model_with_registration_and_alias_then_load_by_alias(clew, mlflow, regression):
    model, inputs = regression
    mlflow.set_experiment("registration")
    with mlflow.start_run() as active:
        info = mlflow.sklearn.log_model(model, name="model", registered_model_name="pricing")
    client = mlflow.MlflowClient()
    client.set_registered_model_alias("pricing", "production", "1")

    loaded = mlflow.pyfunc.load_model("models:/pricing@production")
    assert numpy.allclose(loaded.predict(inputs), model.predict(inputs))
    assert client.get_model_version_by_alias("pricing", "production").version in ("1", 1)
    assert client.get_registered_model("pricing").aliases == {"production": "1"}

    upstream = clew.get("/lineage", of="models:/pricing@production")
    version = "urn:clew:model-version:mlflow/pricing/1"
    logged = f"urn:clew:logged-model:mlflow/{info.model_id}"
    assert upstream["nodes"][0]["urn"] == version
    assert (version, logged) in edges(upstream, "derived-from")
    assert (version, "urn:clew:model:mlflow/pricing") in edges(upstream, "version-of")
    assert (logged, f"urn:clew:run:mlflow/{active.info.run_id}") in edges(upstream, "generated-by")

    explain = clew.get("/explain", ref="models:/pricing/1")
    assert items(explain, "who")["approved-by"][0]["state"] == "missing"
    assert items(explain, "who")["trained-by"][0]["state"] in ("claimed", "recorded")
    assert items(explain, "when")["promoted"][0]["state"] == "recorded"
    assert "scikit-learn" in str(items(explain, "how")["packages"])


def test_an_alias_moves_and_its_past_stays(clew, mlflow, regression):
    client = mlflow.MlflowClient()
    mlflow.set_experiment("alias-history")
    for _ in range(2):
        with mlflow.start_run():
            mlflow.sklearn.log_model(regression[0], name="model", registered_model_name="moving")
    client.set_registered_model_alias("moving", "champion", "1")
    before = clew.get("/node", ref="models:/moving@champion")
    assert before["urn"] == "urn:clew:model-version:mlflow/moving/1"
    held = next(h for h in before["history"] if h["key"] == "alias.champion")
    client.set_registered_model_alias("moving", "champion", "2")
    after = clew.get("/resolve", ref="models:/moving@champion")
    assert after["urn"] == "urn:clew:model-version:mlflow/moving/2"
    then = clew.get("/resolve", ref="models:/moving@champion", as_of=held["from"])
    assert then["urn"] == "urn:clew:model-version:mlflow/moving/1"


def test_register_model_from_a_run(clew, mlflow, regression):
    mlflow.set_experiment("from-a-run")
    with mlflow.start_run() as active:
        mlflow.sklearn.log_model(regression[0], name="model")
    version = mlflow.register_model(f"runs:/{active.info.run_id}/model", "from-run")
    assert str(version.version) == "1"
    assert version.run_id == active.info.run_id
    upstream = clew.get("/lineage", of="models:/from-run/1")
    assert f"urn:clew:run:mlflow/{active.info.run_id}" in [n["urn"] for n in nodes(upstream, "run")]


def test_a_missing_alias_and_model_are_told_as_mlflow_tells_them(mlflow):
    client = mlflow.MlflowClient()
    with pytest.raises(mlflow.exceptions.MlflowException) as no_model:
        client.get_registered_model("no-such-model")
    assert no_model.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    client.create_registered_model("no-alias")
    with pytest.raises(mlflow.exceptions.MlflowException) as no_alias:
        client.get_model_version_by_alias("no-alias", "nobody")
    assert no_alias.value.error_code == "INVALID_PARAMETER_VALUE"
    with pytest.raises(mlflow.exceptions.MlflowException) as twice:
        client.create_registered_model("no-alias")
    assert twice.value.error_code == "RESOURCE_ALREADY_EXISTS"


def test_search_runs_and_models(mlflow):
    experiment = mlflow.set_experiment("searching").experiment_id
    for number in range(5):
        with mlflow.start_run(run_name=f"run-{number}"):
            mlflow.log_param("rate", number)
            mlflow.log_metric("loss", 1.0 / (number + 1))
            mlflow.set_tag("team", "fraud" if number % 2 else "risk")
    client = mlflow.MlflowClient()
    found = client.search_runs(
        [experiment],
        "metrics.loss < 0.6 and tags.team = 'fraud' and params.rate != '3'",
        order_by=["metrics.loss ASC"],
    )
    assert [run.info.run_name for run in found] == ["run-1"]
    first = client.search_runs([experiment], order_by=["attributes.start_time ASC"], max_results=2)
    rest = client.search_runs(
        [experiment],
        order_by=["attributes.start_time ASC"],
        max_results=10,
        page_token=first.token,
    )
    assert [r.info.run_name for r in [*first, *rest]] == [f"run-{n}" for n in range(5)]
    client.create_registered_model("searched-model", tags={"team": "fraud"})
    assert [m.name for m in client.search_registered_models("tags.team = 'fraud'")] == [
        "searched-model"
    ]


def test_async_logging_keeps_every_point(clew, mlflow):
    mlflow.set_experiment("async")
    with mlflow.start_run() as active:
        pending = [mlflow.log_metric("loss", n, step=n, synchronous=False) for n in range(200)]
        for one in pending:
            one.wait()
    history = mlflow.MlflowClient().get_metric_history(active.info.run_id, "loss")
    assert sorted(point.step for point in history) == list(range(200))
    seen = clew.get("/metrics", of=f"runs:/{active.info.run_id}")
    assert {m["key"]: m["points"] for m in seen["metrics"]} == {"loss": 200}


def test_eight_clients_at_once(clew, mlflow):
    experiment = mlflow.set_experiment("eight").experiment_id

    def work(number):
        client = mlflow.MlflowClient(clew.url)
        run = client.create_run(experiment, start_time=int(time.time() * 1000))
        for step in range(50):
            client.log_metric(run.info.run_id, "loss", number + step, step=step)
        client.log_param(run.info.run_id, "number", number)
        client.set_terminated(run.info.run_id)
        return number, run.info.run_id

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        done = dict(pool.map(work, range(8)))
    client = mlflow.MlflowClient(clew.url)
    for number, run_id in done.items():
        history = client.get_metric_history(run_id, "loss")
        assert [p.value for p in history] == [number + step for step in range(50)]
        node = clew.get("/node", ref=f"runs:/{run_id}")
        assert node["attributes"]["status"] == "complete"
        assert node["attributes"]["param.number"] == str(number)
