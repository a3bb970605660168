"""The verbs as a person types them, on a model that the real client trained."""

import json
import subprocess
import urllib.request

import pytest
from conftest import LAUNCHER, start_clew, stop_clew
from sklearn.linear_model import LinearRegression


@pytest.fixture
def model(mlflow):
    name = "for-the-command-line"
    mlflow.set_experiment("command-line")
    with mlflow.start_run():
        mlflow.log_param("depth", 3)
        dataset = mlflow.data.from_numpy(__import__("numpy").zeros((3, 1)), source="s3://bank/cli")
        mlflow.log_input(dataset, context="training")
        fitted = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
        mlflow.sklearn.log_model(fitted, name="model", registered_model_name=name)
    client = mlflow.MlflowClient()
    newest = max(int(v.version) for v in client.search_model_versions(f"name='{name}'"))
    client.set_registered_model_alias(name, "production", str(newest))
    return f"models:/{name}@production"


def test_lineage_is_a_tree_for_people_and_the_api_body_for_programs(clew, model):
    told = clew.cli("lineage", model).stdout
    for word in ["model-version", "logged-model", "generated-by run", "used (training)"]:
        assert word in told
    assert "\x1b" not in told, "no colours into a pipe"
    body = json.loads(clew.cli("lineage", model, "--json").stdout)
    assert body["nodes"][0]["kind"] == "model-version"


def test_impact_explain_show_search_and_note(clew, model):
    assert "model-version" in clew.cli("impact", "s3://bank/cli").stdout
    clew.cli("note", model, "Chosen because it is simple.")
    told = clew.cli("explain", model).stdout
    for word in ["WHO", "WHAT", "WHEN", "WHERE", "WHY", "HOW", "Chosen because it is simple."]:
        assert word in told
    assert "(missing)" in told
    assert "alias.production" in clew.cli("show", model).stdout
    assert "for-the-command-line" in clew.cli("search", "command-line").stdout


def test_merge_and_retract(clew, mlflow):
    for rows, name in enumerate(["one", "two"], start=1):
        with mlflow.start_run():
            # MLflow takes data of one name and digest for one dataset, whatever its source.
            data = __import__("numpy").zeros((rows, 1))
            mlflow.log_input(mlflow.data.from_numpy(data, source=f"s3://bank/merge-{name}"))
    one, two = "s3a://bank/merge-one", "s3://bank/merge-two/"
    told = clew.cli("merge", one, two, "--reason", "one folder, copied").stdout
    assert "stated: urn:clew:dataset:s3%3A%2F%2Fbank/merge-one same-as" in told
    assert "merge-one" in clew.cli("show", two, "--json").stdout
    told = clew.cli("retract", two, "same-as", one, "--reason", "they differ").stdout
    assert "taken back" in told
    assert "merge-one" not in clew.cli("show", two, "--json").stdout


def test_impact_marks_what_failed(clew, mlflow):
    mlflow.set_experiment("marked")
    source = "s3://bank/marked"
    dataset = mlflow.data.from_numpy(__import__("numpy").zeros((3, 1)), source=source)
    for name, status in [("went-well", "FINISHED"), ("ran-out-of-memory", "FAILED")]:
        mlflow.start_run(run_name=name)
        mlflow.log_input(dataset, context="training")
        mlflow.end_run(status)
    rows = clew.cli("impact", source, "--failed").stdout.splitlines()
    state = {row.split()[2]: row.split()[3] for row in rows if " run " in row}
    assert state == {"went-well": "-", "ran-out-of-memory": "failed"}
    assert "ran-out-of-memory" not in clew.cli("impact", source).stdout


def test_path_names_what_lies_on_the_way(clew, model):
    told = clew.cli("path", model, "s3://bank/cli").stdout
    assert "model-version for-the-command-line/" in told
    assert "used dataset-version" in told
    assert "urn:clew" not in told


def test_exit_statuses_tell_scripts_what_happened(clew, model):
    assert clew.cli("lineage", model).returncode == 0
    assert clew.cli("lineage", "models:/nobody/1", check=False).returncode == 4
    assert clew.cli("lineage", model, "--depth", "-1", check=False).returncode == 2
    assert clew.cli("lineage", check=False).returncode == 2
    complete = clew.cli("lineage", model, "--depth", "1", "--require-complete", check=False)
    assert complete.returncode == 3


def test_backup_restore_and_check_beside_a_running_server(tmp_path):
    running = start_clew("--data", str(tmp_path / "data"))
    verb = lambda *words: subprocess.run(  # noqa: E731
        [str(LAUNCHER), *map(str, words)], capture_output=True, text=True, timeout=60
    )
    try:
        body = json.dumps({"name": "kept"}).encode()
        urllib.request.urlopen(
            urllib.request.Request(
                running.url + "/api/2.0/mlflow/experiments/create",
                body,
                {"Content-Type": "application/json"},
            )
        ).read()
        made = verb("backup", tmp_path / "kept.backup", "--data", tmp_path / "data")
        assert made.returncode == 0, made.stderr
        assert "holds the log up to position" in made.stdout and made.stderr == ""
        again = verb("backup", tmp_path / "kept.backup", "--data", tmp_path / "data")
        assert again.returncode == 2 and "there already" in again.stderr
        live = verb("check", "--data", tmp_path / "data", "--live", running.url)
        assert live.returncode == 0, live.stdout
        assert "All is sound" in live.stdout
    finally:
        stop_clew(running)
    restored = verb("restore", tmp_path / "kept.backup", "--data", tmp_path / "restored")
    assert restored.returncode == 0, restored.stderr
    full = verb("restore", tmp_path / "kept.backup", "--data", tmp_path / "restored")
    assert full.returncode == 2 and "not empty" in full.stderr
    report = json.loads(verb("check", "--json", "--data", tmp_path / "restored").stdout)
    assert report["sound"] and set(report["parts"]) == {
        *("log", "graph", "rows", "events", "metrics", "blobs")
    }
    nothing = verb("check", "--data", tmp_path / "nothing")
    assert nothing.returncode == 1 and "no data folder" in nothing.stderr
    remote = verb("backup", tmp_path / "b", "--store", "postgres://clew@127.0.0.1:1/clew")
    assert remote.returncode == 2 and "pg_dump" in remote.stderr
