"""An unmodified Spark with OpenLineage's listener, then a model trained by MLflow on what Spark wrote."""

import pandas
import producing
import pytest
from lineage import edges, names, nodes
from producing import column, dataset
from sklearn.linear_model import LogisticRegression

DAG_RUN, TASK_RUN = "0198ffff-0000-7000-8000-00000000000a", "0198ffff-0000-7000-8000-00000000000b"


@pytest.fixture(scope="module")
def bank(clew, tmp_path_factory):
    """A folder on which all steps of the pipeline ran; the last one failed."""
    folder = producing.raw_files(tmp_path_factory.mktemp("bank"))
    steps = ["features", "again", "append", "table", "broken"]
    # What Airflow's provider sets for a Spark job that one of its tasks submits.
    started_by = {
        "spark.openlineage.parentJobNamespace": "airflow",
        "spark.openlineage.parentJobName": "nightly.build",
        "spark.openlineage.parentRunId": TASK_RUN,
        "spark.openlineage.rootParentJobNamespace": "airflow",
        "spark.openlineage.rootParentJobName": "nightly",
        "spark.openlineage.rootParentRunId": DAG_RUN,
    }
    told = producing.spark(clew, folder, *steps, namespace="bank", expected=1, **started_by)
    assert "broken failed" in told and told.count(" failed: Py4J") == 1, told[-2000:]
    return folder


def versions(clew, reference):
    """The versions of a dataset, oldest first."""
    urn = clew.get("/node", ref=reference)["urn"]
    around = clew.get("/lineage", of=reference, depth=1)
    found = [n for n in nodes(around, "dataset-version") if (n["urn"], urn) in edges(around, "version-of")]
    return sorted(found, key=lambda node: node["created"])


def test_a_table_leads_to_the_raw_files(clew, bank):
    upstream = clew.get("/lineage", of=f"{bank}/features")
    assert upstream["nodes"][0]["urn"] == dataset("file", f"{bank}/features")
    found = {node["urn"] for node in nodes(upstream, "dataset")}
    assert dataset("file", f"{bank}/raw/payments.csv") in found
    assert dataset("file", f"{bank}/raw/customers.csv") in found
    downstream = clew.get("/impact", of=f"{bank}/raw/payments.csv")
    affected = {node["urn"] for node in downstream["affected"]}
    assert dataset("file", f"{bank}/warehouse/by_country") in affected


def test_each_write_is_a_version_of_its_own(clew, bank):
    made = versions(clew, f"{bank}/features")
    assert len(made) == 3, "two overwrites and one append"
    last = clew.get("/lineage", of=made[2]["urn"])
    (action,) = [to for of, to in edges(last, "generated-by") if of == made[2]["urn"]]
    assert made[1]["urn"] in {to for of, to in edges(last, "used") if of == action}, "as it was before"


def test_columns_lead_to_columns_both_ways(clew, bank):
    mean = column("file", f"{bank}/features", "mean_amount")
    amount = column("file", f"{bank}/raw/payments.csv", "amount")
    upstream = clew.get("/lineage", of=mean, level="column")
    told = {
        (each["type"], each["subtype"])
        for edge in upstream["edges"]
        if (edge["from"], edge["to"]) == (mean, amount)
        for each in edge["attributes"]["transformations"]
    }
    assert ("DIRECT", "AGGREGATION") in told
    assert ("INDIRECT", "JOIN") in {
        (each["type"], each["subtype"])
        for edge in upstream["edges"]
        for each in edge["attributes"].get("transformations", [])
    }
    downstream = clew.get("/lineage", of=amount, level="column", direction="downstream")
    assert mean in {node["urn"] for node in downstream["nodes"]}


def test_an_action_belongs_to_its_application_task_and_dag(clew, bank):
    (version, *_) = versions(clew, f"{bank}/features")
    upstream = clew.get("/lineage", of=version["urn"], depth=1)
    (action,) = [to for of, to in edges(upstream, "generated-by") if of == version["urn"]]
    ran = lambda urn: {  # noqa: E731
        to for of, to in edges(clew.get("/lineage", of=urn, depth=1), "part-of") if of == urn
    }
    assert f"urn:clew:run:openlineage/{DAG_RUN}" in ran(action), "the root"
    (application,) = [
        urn
        for urn in ran(action)
        if urn.startswith("urn:clew:run:") and "urn:clew:job:bank/fraud_features" in ran(urn)
    ]
    assert f"urn:clew:run:openlineage/{TASK_RUN}" in ran(application)
    # Asking about the DAG is asking about what its tasks' actions did.
    dag = clew.get("/lineage", of="urn:clew:job:airflow/nightly")
    assert dataset("file", f"{bank}/raw/payments.csv") in {node["urn"] for node in dag["nodes"]}


def test_what_failed_made_no_version(clew, bank):
    assert versions(clew, f"{bank}/broken") == []
    calm = clew.get("/impact", of=f"{bank}/raw/payments.csv")
    broken = dataset("file", f"{bank}/broken")
    assert broken not in {node["urn"] for node in calm["affected"]}
    every = clew.get("/impact", of=f"{bank}/raw/payments.csv", failed="true")
    assert broken in {node["urn"] for node in every["affected"]}


def test_a_table_of_the_catalog_is_the_folder_that_holds_it(clew, bank):
    folder = clew.get("/node", ref=f"{bank}/warehouse/features")
    table = clew.get("/node", ref=dataset(f"file:{bank}/warehouse", "default.features"))
    assert table["urn"] in [folder["urn"], *folder["same_as"]]


def test_a_model_leads_through_spark_to_the_raw_files(clew, bank, mlflow):
    path = f"{bank}/features"
    told = pandas.read_parquet(path)
    mlflow.set_experiment("fraud-on-spark")
    mlflow.sklearn.autolog()
    with mlflow.start_run():
        mlflow.log_input(mlflow.data.from_pandas(told, source=path), context="training")
        fitted = LogisticRegression().fit(told[["payments", "mean_amount"]], told["flagged"])
        mlflow.sklearn.log_model(fitted, name="fraud", registered_model_name="fraud-on-spark")
    model = "models:/fraud-on-spark/1"

    upstream = clew.get("/lineage", of=model)
    found = {node["urn"] for node in nodes(upstream, "dataset")}
    for name in ["features", "raw/payments.csv", "raw/customers.csv"]:
        assert dataset("file", f"{bank}/{name}") in found
    assert "fraud-on-spark" in names(upstream, "job")
    spark_runs = [n for n in nodes(upstream, "run") if n["urn"].startswith("urn:clew:run:openlineage/")]
    assert spark_runs, "the way leads through what Spark ran"

    columns = clew.get("/lineage", of=model, level="column")
    assert column("file", f"{bank}/raw/payments.csv", "amount") in {n["urn"] for n in columns["nodes"]}

    text = clew.cli("lineage", model).stdout
    assert f"{bank}/raw/payments.csv" in text
    assert "fraud_features" in text
    text = clew.cli("lineage", model, "--level", "column").stdout
    assert "mean_amount" in text and "amount" in text
