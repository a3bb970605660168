"""Files with the real client while Clew keeps them in S3: a real S3 server, as its users set it up."""

import hashlib
import os
import pathlib
import re
import subprocess

import pytest
from conftest import LAUNCHER, ROOT, start_clew, stop_clew
from lineage import edges
from test_metaflow import Flows

SERVER = ROOT / "acceptance" / "s3"


@pytest.fixture(scope="module")
def s3(tmp_path_factory):
    """S3Proxy in a process of its own, with one bucket, and the environment that leads to it."""
    jars = ":".join(str(jar) for jar in (SERVER / "target" / "lib").glob("*.jar"))
    folder = tmp_path_factory.mktemp("s3")
    (folder / "clew-bucket").mkdir()
    java = subprocess.run(
        [str(ROOT / "scripts" / "find-jdk")], check=True, capture_output=True, text=True
    ).stdout.strip()
    server = subprocess.Popen(
        [f"{java}/bin/java", "-cp", jars, str(SERVER / "Server.java"), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in server.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            break
    yield {
        "AWS_ENDPOINT_URL_S3": found.group(0),
        "AWS_ACCESS_KEY_ID": "an-access-key",
        "AWS_SECRET_ACCESS_KEY": "a-secret-key",
        "AWS_REGION": "eu-west-1",
    }
    server.terminate()
    server.communicate(timeout=30)


@pytest.fixture(scope="module")
def clew(s3, tmp_path_factory):
    running = start_clew(
        *("--data", str(tmp_path_factory.mktemp("clew"))),
        *("--artifacts", "s3://clew-bucket/clew"),
        *("--artifacts-in-place", "s3://clew-bucket/old"),
        env={**s3, "CLEW_JAVA_OPTIONS": "-Xmx256m"},
    )
    yield running
    stop_clew(running)


@pytest.fixture
def empty_clew(s3, tmp_path_factory):
    """A harvest keeps ids: it wants a Clew in which nobody made experiments."""
    running = start_clew(
        *("--data", str(tmp_path_factory.mktemp("empty"))),
        *("--artifacts", "s3://clew-bucket/empty"),
        env=s3,
    )
    yield running
    stop_clew(running)


def test_models_and_files_come_back(mlflow, tmp_path):
    from sklearn.linear_model import LinearRegression

    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "ü b.txt").write_text("two")
    mlflow.set_experiment("s3")
    with mlflow.start_run() as active:
        mlflow.log_artifacts(tmp_path, artifact_path="data")
        model = mlflow.sklearn.log_model(LinearRegression().fit([[0], [1]], [0, 1]), name="m")
    local = mlflow.artifacts.download_artifacts(run_id=active.info.run_id, artifact_path="data")
    assert pathlib.Path(local, "sub", "ü b.txt").read_text() == "two"
    assert mlflow.sklearn.load_model(model.model_uri).predict([[2]])[0] == pytest.approx(2)


def test_a_large_file_streams(mlflow, tmp_path):
    content = os.urandom(1 << 20)
    path = tmp_path / "large.bin"
    with path.open("wb") as out:
        for i in range(64):
            out.write(i.to_bytes() + content)
    mlflow.set_experiment("s3-large")
    with mlflow.start_run() as active:
        mlflow.log_artifact(str(path))
    local = mlflow.artifacts.download_artifacts(
        run_id=active.info.run_id, artifact_path="large.bin"
    )
    digest = lambda file: hashlib.file_digest(open(file, "rb"), "sha256").hexdigest()  # noqa: E731
    assert digest(local) == digest(path)


def test_files_that_the_client_itself_put_into_s3_are_shown(clew, mlflow, s3, monkeypatch):
    """The client writes past Clew, as it did with its old server; Clew lists and sends in place."""
    pytest.importorskip("boto3")
    import urllib.request

    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("MLFLOW_S3_ENDPOINT_URL", s3["AWS_ENDPOINT_URL_S3"])
    experiment = mlflow.create_experiment("old", artifact_location="s3://clew-bucket/old")
    with mlflow.start_run(experiment_id=experiment) as active:
        mlflow.log_text("by the client", "notes/t.txt")
    address = f"{clew.url}/get-artifact?run_id={active.info.run_id}&path=notes/t.txt"
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert answer.read() == b"by the client"


def test_the_graph_of_a_flow_whose_datastore_is_in_s3_is_read(clew, s3, tmp_path):
    flows = Flows(clew, tmp_path)
    flows.env |= {
        **s3,
        "METAFLOW_DEFAULT_DATASTORE": "s3",
        "METAFLOW_DATASTORE_SYSROOT_S3": "s3://clew-bucket/old/metaflow",
        "METAFLOW_S3_ENDPOINT_URL": s3["AWS_ENDPOINT_URL_S3"],
        "AWS_DEFAULT_REGION": s3["AWS_REGION"],
    }
    run, status = flows.run("InBucket", "--rate", "0.7")
    assert status == 0, flows.said
    assert flows.read(f"Run('InBucket/{run}').data.total") == 3
    assert clew.get("/node", ref=f"InBucket/{run}")["attributes"]["param.rate"] == "0.7"
    end = flows.read(f"Step('InBucket/{run}/end').task.id")
    answer = clew.get("/lineage", of=f"InBucket/{run}/end/{end}", limit=1000)
    assert len(edges(answer, "informed-by")) >= 9
    assert all(
        edge["assertion"] == "declared" and edge["attributes"]["source"] == "_graph_info"
        for edge in answer["edges"]
        if edge["kind"] == "informed-by"
    )


def test_files_of_an_old_store_are_copied_out_of_s3(empty_clew, s3, mlflow, monkeypatch, tmp_path):
    """The real client logged past its server into a bucket; after the copy the bucket may go."""
    boto3 = pytest.importorskip("boto3")
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("MLFLOW_S3_ENDPOINT_URL", s3["AWS_ENDPOINT_URL_S3"])
    old = f"sqlite:///{tmp_path}/old.db"
    client = mlflow.MlflowClient(tracking_uri=old, registry_uri=old)
    experiment = client.create_experiment("bucket", artifact_location="s3://clew-bucket/leave")
    run = client.create_run(experiment).info.run_id
    client.log_text(run, "of a bucket", "notes/ü b.txt")
    done = subprocess.run(
        [str(LAUNCHER), "harvest", "mlflow", old, "--artifacts", "copy", "--server", empty_clew.url],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    bucket = boto3.client("s3", endpoint_url=s3["AWS_ENDPOINT_URL_S3"])
    listed = bucket.list_objects_v2(Bucket="clew-bucket", Prefix="leave/")["Contents"]
    for one in listed:
        bucket.delete_object(Bucket="clew-bucket", Key=one["Key"])
    mlflow.set_tracking_uri(empty_clew.url)
    local = mlflow.artifacts.download_artifacts(run_id=run, artifact_path="notes/ü b.txt")
    assert pathlib.Path(local).read_text() == "of a bucket"
