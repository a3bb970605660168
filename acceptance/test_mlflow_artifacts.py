"""Files with the real client: logged, listed, read back, sent in parts; and what a run reads."""

import hashlib
import os

import numpy
import pytest
from lineage import edges
from sklearn.linear_model import LinearRegression


def test_files_are_logged_listed_read_and_deleted(mlflow, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a b.txt").write_text("one")
    (tmp_path / "sub" / "ü.txt").write_text("two")
    mlflow.set_experiment("files")
    with mlflow.start_run() as active:
        mlflow.log_artifacts(tmp_path, artifact_path="data")
        mlflow.log_dict({"x": 1}, "conf.json")
        mlflow.log_text("t", "notes/t.md")
    run_id = active.info.run_id
    client = mlflow.MlflowClient()
    assert sorted(f.path for f in client.list_artifacts(run_id)) == ["conf.json", "data", "notes"]
    assert sorted(f.path for f in client.list_artifacts(run_id, "data")) == [
        "data/a b.txt",
        "data/sub",
    ]
    local = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="data")
    assert open(os.path.join(local, "a b.txt")).read() == "one"
    assert open(os.path.join(local, "sub", "ü.txt")).read() == "two"
    assert mlflow.artifacts.load_dict(f"runs:/{run_id}/conf.json") == {"x": 1}
    from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

    get_artifact_repository(active.info.artifact_uri).delete_artifacts("data/sub")
    assert [f.path for f in client.list_artifacts(run_id, "data")] == ["data/a b.txt"]


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true")
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", str(5 << 20))
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", str(5 << 20))


def test_a_large_file_goes_in_parts(clew, mlflow, tmp_path, small_parts):
    content = os.urandom((17 << 20) + 5)
    (tmp_path / "big.bin").write_bytes(content)
    mlflow.set_experiment("large")
    with mlflow.start_run() as active:
        mlflow.log_artifact(str(tmp_path / "big.bin"), artifact_path="weights")
    local = mlflow.artifacts.download_artifacts(
        run_id=active.info.run_id, artifact_path="weights/big.bin"
    )
    assert open(local, "rb").read() == content
    digest = hashlib.sha256(content).hexdigest()
    node = clew.get("/resolve", ref=f"sha256:{digest}")
    assert node["urn"] == f"urn:clew:artifact:mlflow/{active.info.run_id}/weights/big.bin"


@pytest.fixture
def named_runs(mlflow):
    """The client's own way to add headers: a provider, here one that names a run of the test's."""
    from mlflow.tracking.request_header import registry
    from mlflow.tracking.request_header.abstract_request_header_provider import (
        RequestHeaderProvider,
    )

    class ClewRun(RequestHeaderProvider):
        run_id = None

        def in_context(self):
            return self.run_id is not None

        def request_headers(self):
            return {"X-Clew-Run": self.run_id}

    known = registry._request_header_provider_registry
    before = list(known._registry)
    provider = ClewRun()
    known._registry.append(provider)
    yield provider
    known._registry[:] = before


def test_a_run_that_names_itself_used_the_model_it_loads(clew, mlflow, named_runs):
    inputs = numpy.arange(20.0).reshape(-1, 1)
    mlflow.set_experiment("uses")
    with mlflow.start_run():
        info = mlflow.sklearn.log_model(
            LinearRegression().fit(inputs, inputs[:, 0]),
            name="model",
            registered_model_name="used",
        )
    mlflow.MlflowClient().set_registered_model_alias("used", "prod", "1")
    with mlflow.start_run() as scoring:
        named_runs.run_id = scoring.info.run_id
        mlflow.pyfunc.load_model("models:/used@prod").predict(inputs)
    run = f"urn:clew:run:mlflow/{scoring.info.run_id}"
    upstream = clew.get("/lineage", of=f"runs:/{scoring.info.run_id}")
    assert (run, "urn:clew:model-version:mlflow/used/1") in edges(upstream, "used")
    assert (run, f"urn:clew:logged-model:mlflow/{info.model_id}") in edges(upstream, "used")
