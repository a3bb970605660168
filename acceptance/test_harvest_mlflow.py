"""An MLflow in use comes over whole: real stores that the real client filled, read back through Clew."""

import hashlib
import os
import pathlib
import signal
import subprocess
import time

import pytest

import old_mlflow
from conftest import LAUNCHER, start_clew, stop_clew


@pytest.fixture
def target(tmp_path):
    """An empty Clew of its own."""
    running = start_clew("--data", str(tmp_path / "clew"))
    yield running
    stop_clew(running)


@pytest.fixture(params=["sqlite", "postgresql", "files"])
def old(request, tmp_path):
    """The address of an empty MLflow store for its client, and for Clew."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/old.db"
        return
    if request.param == "files":
        yield str(tmp_path / "mlruns")
        return
    import psycopg2

    address = request.getfixturevalue("postgresql")
    name = "old" + hashlib.sha256(str(tmp_path).encode()).hexdigest()[:12]
    connection = psycopg2.connect(address)
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    yield address.rsplit("/", 1)[0].replace("postgresql:", "postgresql+psycopg2:") + "/" + name
    # The client keeps connections, for which a server that ends waits.
    connection.cursor().execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    connection.close()


def harvest(target, old, *more, check=True):
    done = target.cli("harvest", "mlflow", old, *more, check=False)
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_brings_everything_with_ids_and_times(target, old, tmp_path):
    ids = old_mlflow.fill(old, tmp_path / "artifacts")
    there = old_mlflow.everything(old)
    assert "0 could not be" in harvest(target, old)
    here = old_mlflow.everything(target.url)
    for part in there:
        assert here[part] == there[part], part
    # MLflow's own search of runs leaves these out.
    [taken] = old_mlflow.client(target.url).get_run(ids["parent"]).inputs.model_inputs
    assert taken.model_id == ids["model"]
    upstream = target.get("/lineage", of="models:/fraud@champion", direction="upstream")
    urns = [node["urn"] for node in upstream["nodes"]]
    assert "urn:clew:dataset:s3%3A%2F%2Fbank/tx" in urns
    assert f"urn:clew:run:mlflow/{ids['parent']}" in urns


def test_a_second_pass_brings_only_what_differs(target, old, tmp_path):
    ids = old_mlflow.fill(old, tmp_path / "artifacts", runs=5)
    harvest(target, old)
    assert "Done: 0 records" in harvest(target, old)
    c = old_mlflow.client(old)
    c.log_metric(ids["open"], "m", 77.0, step=9, timestamp=1700000000009)
    c.log_metric(ids["open"], "new", 1.0)
    c.set_tag(ids["parent"], "a/b", "changed")
    c.delete_tag(ids["parent"], "empty")
    c.set_terminated(ids["open"])
    c.set_registered_model_alias("fraud", "champion", "2")
    c.set_registered_model_alias("fraud", "old", "1")
    c.transition_model_version_stage("fraud", "1", "Archived")
    c.delete_registered_model("spare")
    c.rename_experiment(ids["experiment"], "renamed")
    late = c.create_run(ids["experiment"]).info.run_id
    c.delete_run(late)
    told = harvest(target, old)
    assert "0 could not be" in told
    there = old_mlflow.everything(old)
    here = old_mlflow.everything(target.url)
    for e, values in there["experiments"].items():
        assert here["experiments"][e][:4] == values[:4]
    for part in ("runs", "models", "versions", "registered"):
        assert here[part] == there[part], part
    assert "Done: 0 records" in harvest(target, old)


def test_goes_on_after_kill_9(target, tmp_path):
    old = f"sqlite:///{tmp_path}/old.db"
    old_mlflow.fill(old, tmp_path / "artifacts", runs=1)
    multiply(tmp_path / "old.db", 4000)
    killed = 0
    for delay in (0.6, 0.9, 1.2, 1.5):
        process = subprocess.Popen(
            [str(LAUNCHER), "harvest", "mlflow", old, "--server", target.url],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(timeout=delay)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
    assert killed > 0
    harvest(target, old)
    runs = old_mlflow.client(target.url).search_runs(["1"], max_results=50000)
    assert len({run.info.run_id for run in runs}) == len(runs)
    assert len(runs) >= 4000
    assert all(run.data.metrics == {"m": float(run.data.params["i"])} for run in runs if run.info.run_name == "many")


def multiply(database, count):
    """Adds runs to the real database by its own tables: the client would take minutes."""
    import sqlite3

    rows = range(count)
    with sqlite3.connect(database) as db:
        db.executemany(
            "INSERT INTO runs (run_uuid, name, source_type, user_id, status, start_time, end_time, lifecycle_stage,"
            " artifact_uri, experiment_id) VALUES (?, 'many', 'UNKNOWN', 'ann', 'FINISHED', ?, ?, 'active', 'x', 1)",
            [(f"{i:032x}", 1600000000000 + i, 1600000000000 + i + 5) for i in rows],
        )
        db.executemany("INSERT INTO params VALUES ('i', ?, ?)", [(str(i), f"{i:032x}") for i in rows])
        db.executemany(
            'INSERT INTO metrics ("key", value, timestamp, run_uuid, step, is_nan) VALUES (\'m\', ?, 1, ?, 0, 0)',
            [(i, f"{i:032x}") for i in rows],
        )


def test_the_old_store_is_not_touched(target, tmp_path):
    database = tmp_path / "old.db"
    old_mlflow.fill(f"sqlite:///{database}", tmp_path / "artifacts", runs=2)
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    beside = sorted(p.name for p in tmp_path.iterdir())
    harvest(target, f"sqlite:///{database}")
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == beside


def test_half_written_folders_are_told_and_the_rest_comes(target, tmp_path):
    old = tmp_path / "mlruns"
    ids = old_mlflow.fill(str(old), tmp_path / "artifacts", runs=3)
    experiment = old / ids["experiment"]
    parent = experiment / ids["parent"]
    (experiment / "0123456789abcdef0123456789abcdef").mkdir()
    with open(parent / "metrics" / "loss", "a") as metric:
        metric.write("17000000")
    broken = experiment / ids["model"][2:]
    broken.mkdir()
    (broken / "meta.yaml").write_text("run_id: [")
    told = harvest(target, str(old), check=False)
    assert "it has no meta.yaml" in told
    assert "metrics/loss: line 701 is cut" in told
    assert "it is no whole YAML" in told
    points = old_mlflow.client(target.url).get_metric_history(ids["parent"], "loss")
    assert len(points) == 700
    status = target.cli("harvest", "status", "1").stdout
    assert "line 701 is cut" in status and "3 things could not be" in status


def test_secrets_are_never_brought(target, tmp_path):
    old = f"sqlite:///{tmp_path}/old.db"
    c = old_mlflow.client(old)
    experiment = c.create_experiment("keys")
    run = c.create_run(experiment, tags={"GITHUB_TOKEN": "hunter2"}).info.run_id
    c.log_param(run, "db_password", "hunter2")
    c.log_param(run, "url", "postgresql://ann:hunter2@db/x")
    harvest(target, old)
    data = old_mlflow.client(target.url).get_run(run).data
    assert data.params == {"db_password": "[masked]", "url": "postgresql://ann:[masked]@db/x"}
    assert data.tags["GITHUB_TOKEN"] == "[masked]"
    folder = tmp_path / "clew"
    for file in folder.rglob("*"):
        assert not file.is_file() or b"hunter2" not in file.read_bytes(), file


@pytest.mark.parametrize("old", ["postgresql"], indirect=True)
def test_the_password_of_a_database_is_shown_nowhere(target, old, tmp_path):
    old_mlflow.client(old).create_experiment("some")
    secret = old.replace("clew@", "clew:hunter2@")
    name = old.rsplit("/", 1)[1]

    def run(address, *arguments):
        done = subprocess.run(
            [str(LAUNCHER), "harvest", "mlflow", *arguments, "--server", target.url],
            env={**os.environ, "MLFLOW_BACKEND_STORE_URI": address},
            capture_output=True,
            text=True,
        )
        assert "hunter2" not in done.stdout + done.stderr
        return done.returncode, done.stdout + done.stderr

    code, told = run(secret)
    assert code == 0 and name in told, told
    code, told = run(secret + "_not_there")
    assert code != 0 and "_not_there" in told, told
    code, told = run(secret, secret)
    assert code != 0 and "seen by others" in told, told
    told = target.cli("harvest", "status", "1").stdout + str(target.get("/harvests"))
    assert "hunter2" not in told and name in told
    for file in (tmp_path / "clew").rglob("*"):
        assert not file.is_file() or b"hunter2" not in file.read_bytes(), file


def test_the_original_user_says_it_at_the_original_time(target, tmp_path):
    old = f"sqlite:///{tmp_path}/old.db"
    ids = old_mlflow.fill(old, tmp_path / "artifacts", runs=1)
    run = old_mlflow.client(old).get_run(ids["parent"])
    harvest(target, old)
    node = target.get("/node", ref=f"runs:/{ids['parent']}")
    assert any("claimed/mlflow/ann" in str(entry) for entry in node["history"]), node["history"][:3]
    moment = run.info.start_time / 1000 - 1
    before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))
    then = target.get("/node", ref=f"runs:/{ids['parent']}", as_of=before)
    assert "status" not in then["attributes"]
    assert node["attributes"]["status"] == "failed"


def test_ctrl_c_ends_cleanly_and_every_goes_on(target, tmp_path):
    old = f"sqlite:///{tmp_path}/old.db"
    old_mlflow.fill(old, tmp_path / "artifacts", runs=1)
    process = subprocess.Popen(
        [str(LAUNCHER), "harvest", "mlflow", old, "--server", target.url, "--every", "1s"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    done = 0
    for line in process.stdout:
        done += "Done:" in line
        if done == 3:
            break
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert "running" not in target.cli("harvest", "status").stdout


@pytest.fixture
def old_server(tmp_path):
    """A real MLflow server with its own proxy for files, over SQLite."""
    import sys
    import urllib.request

    from conftest import free_port

    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port)),
            *("--workers", "1", "--backend-store-uri", f"sqlite:///{tmp_path}/server.db"),
            *("--artifacts-destination", str(tmp_path / "behind")),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"},
        start_new_session=True,
    )
    for line in process.stdout:
        if "Uvicorn running on" in line:  # Its start is complete before it listens.
            break
    address = f"http://127.0.0.1:{port}"
    assert urllib.request.urlopen(f"{address}/health", timeout=30).read() == b"OK"
    yield address
    os.killpg(process.pid, signal.SIGTERM)
    process.communicate(timeout=60)


def log_model_and_files(uri, artifacts):
    """Logs a file of a run and a model by the real client; returns the run's and the model's id."""
    import mlflow
    from sklearn.linear_model import LinearRegression

    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    location = {"artifact_location": f"{artifacts}/files"} if artifacts else {}
    experiment = mlflow.create_experiment("files", **location)
    with mlflow.start_run(experiment_id=experiment) as active:
        mlflow.log_text("a note", "notes/ü b.txt")
        model = mlflow.sklearn.log_model(
            LinearRegression().fit([[0], [1]], [0, 1]), name="m", registered_model_name="lines"
        )
    return active.info.run_id, model.model_id


def reads_all(target, run, model):
    import mlflow

    mlflow.set_tracking_uri(target.url)
    mlflow.set_registry_uri(target.url)
    note = mlflow.artifacts.download_artifacts(run_id=run, artifact_path="notes/ü b.txt")
    assert pathlib.Path(note).read_text() == "a note"
    for address in (f"models:/{model}", "models:/lines/1"):
        assert mlflow.sklearn.load_model(address).predict([[2]])[0] == pytest.approx(2), address


def test_copied_files_are_served_when_the_old_place_is_gone(target, old, tmp_path):
    run, model = log_model_and_files(old, tmp_path / "artifacts")
    harvest(target, old)
    untouched = old_mlflow.client(target.url).get_run(run).info.artifact_uri
    assert untouched == old_mlflow.client(old).get_run(run).info.artifact_uri
    told = harvest(target, old, "--artifacts", "copy")
    assert "0 could not be" in told
    assert "Done: 0 records" in harvest(target, old, "--artifacts", "copy")
    (tmp_path / "artifacts").rename(tmp_path / "away")
    reads_all(target, run, model)
    # What is copied stays copied, also when a later pass leaves files in place.
    harvest(target, old)
    reads_all(target, run, model)
    upstream = target.get("/lineage", of="models:/lines/1", direction="upstream")
    assert f"urn:clew:run:mlflow/{run}" in [node["urn"] for node in upstream["nodes"]]
    node = target.get("/node", ref=f"models:/{model}")
    assert node["attributes"]["manifest-digest"].startswith("sha256:")


def test_files_are_copied_through_an_old_servers_proxy(target, old_server, tmp_path):
    import mlflow

    run, model = log_model_and_files(old_server, None)
    told = harvest(target, old_server, "--artifacts", "copy")
    assert "0 could not be" in told
    assert "Done: 0 records" in harvest(target, old_server, "--artifacts", "copy")
    # Traces do not come, and are never passed over in silence.
    mlflow.set_experiment("files")
    for _ in range(3):
        with mlflow.start_span(name="asked"):
            pass
    mlflow.flush_trace_async_logging()
    told = harvest(target, old_server, "--artifacts", "copy", check=False)
    assert "traces: 3 of them are left" in told, told
    (tmp_path / "behind").rename(tmp_path / "away")
    reads_all(target, run, model)


def log_two_models(uri, artifacts):
    """Logs and registers a model twice by the real client, the second with a newer pandas; returns their ids."""
    import mlflow
    import numpy
    from sklearn.linear_model import LinearRegression

    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    location = {"artifact_location": f"{artifacts}/two"} if artifacts else {}
    experiment = mlflow.create_experiment("two", **location)
    models = []
    for pandas in ("2.2.1", "2.3.0"):
        with mlflow.start_run(experiment_id=experiment):
            models.append(
                mlflow.sklearn.log_model(
                    LinearRegression().fit([[0], [1]], [0, 1]),
                    name="m",
                    registered_model_name="two",
                    pip_requirements=["scikit-learn", f"pandas=={pandas}"],
                    signature=mlflow.models.infer_signature(numpy.array([[0.5]]), numpy.array([0.5])),
                ).model_id
            )
    return models


def told_of(target, models):
    """What Clew knows of two harvested versions from the files of their models."""
    told = []
    for number, pandas in ((1, "2.2.1"), (2, "2.3.0")):
        attributes = target.get("/node", ref=f"models:/{models[number - 1]}")["attributes"]
        parts = target.get("/explain", ref=f"models:/two/{number}")
        said = {part["key"]: part["text"] for part in parts["what"] + parts["where"] + parts["how"]}
        assert said["algorithm"] == "The model was saved as python_function, sklearn."
        assert f"pandas {pandas}" in said["packages"]
        assert "Python 3" in said["environment"]
        told.append((attributes["flavors"], attributes["signature"], said["environment"], said["packages"]))
    assert told[0][0] == ["python_function", "sklearn"]
    assert "inputs" in told[0][1]
    changes = str(target.get("/diff", **{"from": "models:/two/1", "to": "models:/two/2"}))
    assert "pandas" in changes and "2.2.1" in changes and "2.3.0" in changes
    return told


def test_files_that_stay_tell_what_a_model_is(target, old, tmp_path):
    models = log_two_models(old, tmp_path / "artifacts")
    assert "0 could not be" in harvest(target, old)
    told = told_of(target, models)
    assert "Done: 0 records" in harvest(target, old)
    assert "pandas 2.2.1" in target.cli("explain", "models:/two/1").stdout
    assert "sklearn" in target.cli("show", f"models:/{models[0]}").stdout
    # Copied, they tell the same, and what comes after that changes nothing.
    assert "0 could not be" in harvest(target, old, "--artifacts", "copy")
    assert told_of(target, models) == told
    harvest(target, old)
    assert told_of(target, models) == told


def test_files_behind_an_old_servers_proxy_tell_what_a_model_is(target, old_server):
    models = log_two_models(old_server, None)
    assert "0 could not be" in harvest(target, old_server)
    told_of(target, models)
    assert "Done: 0 records" in harvest(target, old_server)


def test_a_model_below_its_runs_files_tells_too(target, old, tmp_path):
    """Clients before MLflow 3 log models so, and say where in a tag of the run."""
    import json

    import mlflow
    from sklearn.linear_model import LinearRegression

    saved = tmp_path / "saved"
    mlflow.sklearn.save_model(LinearRegression().fit([[0], [1]], [0, 1]), saved, pip_requirements=["pandas==2.2.1"])
    c = old_mlflow.client(old)
    mlflow.set_tracking_uri(old)
    experiment = c.create_experiment("before 3", artifact_location=str(tmp_path / "artifacts"))
    runs = [c.create_run(experiment).info.run_id for _ in range(2)]
    for run in runs:
        c.log_artifacts(run, str(saved), "model")
    c.set_tag(runs[0], "mlflow.log-model.history", json.dumps([{"artifact_path": "model", "run_id": runs[0]}]))
    c.create_registered_model("lines")
    c.create_model_version("lines", source=f"{tmp_path}/artifacts/{runs[1]}/artifacts/model", run_id=runs[1])
    assert "0 could not be" in harvest(target, old)
    assert "Done: 0 records" in harvest(target, old)
    for run in runs:
        assert target.get("/node", ref=f"runs:/{run}")["attributes"]["flavors"] == ["python_function", "sklearn"]
        assert "pandas 2.2.1" in str(target.get("/explain", ref=f"runs:/{run}")["how"])


def test_model_files_that_cannot_be_read_are_told_once(target, tmp_path):
    old = f"sqlite:///{tmp_path}/old.db"
    log_two_models(old, tmp_path / "artifacts")
    (tmp_path / "artifacts").rename(tmp_path / "away")
    told = harvest(target, old, check=False)
    assert told.count("is not read") == 1 and "what 2 models need" in told, told


def test_copying_goes_on_after_kill_9(target, tmp_path):
    old = f"sqlite:///{tmp_path}/old.db"
    folder = tmp_path / "artifacts"
    c = old_mlflow.client(old)
    experiment = c.create_experiment("many", artifact_location=str(folder))
    runs = [c.create_run(experiment).info.run_id for _ in range(3)]
    content = os.urandom(1 << 20)
    for run in runs:
        place = folder / run / "artifacts"
        place.mkdir(parents=True)
        for i in range(250):
            (place / f"{i:03d}").write_bytes(i.to_bytes(2) + content[: 1 << 16])
    killed = 0
    for delay in (0.7, 0.9, 1.1):
        process = subprocess.Popen(
            [str(LAUNCHER), "harvest", "mlflow", old, "--artifacts", "copy", "--server", target.url],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(timeout=delay)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
    assert killed > 0
    harvest(target, old, "--artifacts", "copy")
    here = old_mlflow.client(target.url)
    folder.rename(tmp_path / "away")
    for run in runs:
        assert len(here.list_artifacts(run)) == 250
    local = here.download_artifacts(runs[0], "249")
    assert pathlib.Path(local).read_bytes() == (249).to_bytes(2) + content[: 1 << 16]
