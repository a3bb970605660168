"""MLflow's plain client below the address of an Azure ML workspace, and fixtures read by Azure's own package."""

import subprocess

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


def test_the_fakes_resources_are_what_azures_package_reads():
    python = ROOT / "acceptance" / ".venv-azureml" / "bin" / "python"
    script = ROOT / "acceptance" / "azureml" / "read_fixtures.py"
    read = subprocess.run([python, script, FIXTURES], capture_output=True, text=True, timeout=120)
    assert read.returncode == 0, read.stderr
    assert read.stdout.split() == ["11", "entities"]
