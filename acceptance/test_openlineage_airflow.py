"""An unmodified Airflow with OpenLineage's provider: a DAG's tasks, a retry, a failure, and a second pass."""

import producing
import pytest
from lineage import edges, nodes
from producing import dataset

DATE = "2026-01-02"


@pytest.fixture(scope="module")
def airflow(clew, tmp_path_factory):
    """Runs a pass of the DAG for one date; the first has failed in its last task already."""
    home, bank = tmp_path_factory.mktemp("airflow"), tmp_path_factory.mktemp("daily")
    producing.airflow(clew, home, bank, "db", "migrate")

    def again(expected):
        producing.airflow(clew, home, bank, "dags", "test", "daily_load", DATE, expected=expected)

    again(expected=1)
    return bank, again


def runs(clew, job):
    """The attributes of the runs of a job."""
    answer = clew.get("/lineage", of=f"urn:clew:job:airflow/{job}", depth=0, failed="true")
    urn = f"urn:clew:job:airflow/{job}"
    own = {of for of, to in edges(answer, "part-of") if to == urn}
    return [node["attributes"] for node in nodes(answer, "run") if node["urn"] in own]


def test_tasks_lead_to_files_and_belong_to_their_dag(clew, airflow):
    bank, again = airflow
    upstream = clew.get("/lineage", of=f"{bank}/clean.csv")
    assert dataset("file", f"{bank}/payments.csv") in {node["urn"] for node in upstream["nodes"]}
    task, dag = "urn:clew:job:airflow/daily_load.clean", "urn:clew:job:airflow/daily_load"
    assert (task, dag) in edges(upstream, "part-of")
    told = clew.cli("lineage", f"{bank}/clean.csv").stdout
    assert "daily_load.clean" in told and f"{bank}/payments.csv" in told
    assert "payments-team" in clew.cli("lineage", dag).stdout

    # A try is a run of its own: the first failed, the second did not.
    assert sorted(run["state"] for run in runs(clew, "daily_load.clean")) == ["complete", "failed"]
    assert [run["state"] for run in runs(clew, "daily_load.publish")] == ["failed"]
    assert [run["state"] for run in runs(clew, "daily_load")] == ["failed"]
    assert "nobody may publish" in runs(clew, "daily_load.publish")[0]["error"]

    # What the failed task was to write is no more than an attempt.
    published = dataset("file", f"{bank}/published.csv")
    calm = clew.get("/impact", of=f"{bank}/payments.csv")
    assert published not in {node["urn"] for node in calm["affected"]}
    every = clew.get("/impact", of=f"{bank}/payments.csv", failed="true")
    assert published in {node["urn"] for node in every["affected"]}

    # A second pass for the same date repeats the run ids: these are further attempts.
    (bank / "allowed").touch()
    again(expected=0)
    (publish,) = runs(clew, "daily_load.publish")
    assert (publish["state"], publish["attempt"]) == ("complete", 2)
    calm = clew.get("/impact", of=f"{bank}/payments.csv")
    assert published in {node["urn"] for node in calm["affected"]}
