"""MLflow's plain client below the address of an Azure ML workspace, and fixtures read by Azure's own package."""

import json
import subprocess
import urllib.request

import pytest
from conftest import ROOT

FIXTURES = ROOT / "cli" / "src" / "test" / "resources" / "azureml" / "workspace.json"


def address(clew, subscription, workspace):
    return (
        f"{clew.url}/mlflow/v1.0/subscriptions/{subscription}/resourceGroups/ml-rg"
        f"/providers/Microsoft.MachineLearningServices/workspaces/{workspace}"
    )


def test_a_workspace_has_runs_and_files_of_its_own(clew, mlflow, tmp_path):
    mlflow.set_tracking_uri(address(clew, "0000-1", "Team_A"))
    mlflow.set_experiment("fraud")
    (tmp_path / "a.txt").write_text("content")
    with mlflow.start_run() as active:
        mlflow.log_param("rate", 0.1)
        mlflow.log_metric("auc", 0.9)
        mlflow.log_artifact(str(tmp_path / "a.txt"))
    run_id = active.info.run_id
    local = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="a.txt")
    assert open(local).read() == "content"
    assert mlflow.MlflowClient().get_run(run_id).data.metrics == {"auc": 0.9}
    assert clew.get("/resolve", ref=f"urn:clew:run:mlflow/{run_id}", workspace="team-a")["kind"] == "run"
    status, _ = clew.refusal("/resolve", ref=f"urn:clew:run:mlflow/{run_id}")
    assert status == 404

    mlflow.set_tracking_uri(address(clew, "0000-2", "team-a"))
    with pytest.raises(mlflow.exceptions.MlflowException):
        mlflow.MlflowClient().get_run(run_id)


def test_a_workspace_is_the_one_that_mlflows_own_header_names(clew, mlflow):
    """The prefix and X-MLFLOW-WORKSPACE lead to one world, and nothing of it is seen from outside."""
    team = address(clew, "0000-3", "Team_B")
    client = mlflow.MlflowClient(tracking_uri=team, registry_uri=team)
    experiment = client.create_experiment("only-here")
    run = client.create_run(experiment).info.run_id
    client.create_registered_model("only-here")

    def found(**headers):
        names = []
        for call, part in (("experiments/search?max_results=100", "experiments"),
                           ("registered-models/search?max_results=100", "registered_models")):
            request = urllib.request.Request(f"{clew.url}/api/2.0/mlflow/{call}", headers=headers)
            with urllib.request.urlopen(request, timeout=30) as answer:
                names += [one["name"] for one in json.load(answer).get(part, [])]
        return names

    assert found(**{"X-MLFLOW-WORKSPACE": "team-b"}).count("only-here") == 2
    assert "only-here" not in found()
    assert "only-here" not in found(**{"X-MLFLOW-WORKSPACE": "default"})
    request = urllib.request.Request(
        f"{clew.url}/api/2.0/mlflow/runs/get?run_id={run}", headers={"X-MLFLOW-WORKSPACE": "team-b"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert json.load(answer)["run"]["info"]["run_id"] == run
    plain = mlflow.MlflowClient(tracking_uri=clew.url, registry_uri=clew.url)
    assert plain.get_experiment_by_name("only-here") is None
    assert "only-here" not in [model.name for model in plain.search_registered_models()]
    with pytest.raises(mlflow.exceptions.MlflowException):
        plain.get_run(run)


def test_the_fakes_resources_are_what_azures_package_reads():
    python = ROOT / "acceptance" / ".venv-azureml" / "bin" / "python"
    script = ROOT / "acceptance" / "azureml" / "read_fixtures.py"
    read = subprocess.run([python, script, FIXTURES], capture_output=True, text=True, timeout=120)
    assert read.returncode == 0, read.stderr
    assert read.stdout.split() == ["11", "entities"]
