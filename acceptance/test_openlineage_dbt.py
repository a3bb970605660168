"""The unmodified dbt wrapper on a project in DuckDB, in both ways in which it listens to dbt."""

import producing
import pytest
from lineage import edges, items, nodes
from producing import column, dataset

WAYS = {"classic": [], "structured": ["--consume-structured-logs"]}


@pytest.fixture(scope="module", params=WAYS)
def shop(request, clew, tmp_path_factory):
    """The way, and the job of a model in it; seeds were loaded, models made, and one test of five failed."""
    folder = tmp_path_factory.mktemp("shop")
    namespace = f"shop-{request.param}"
    for verb, status in [("seed", 0), ("run", 0), ("test", 1)]:
        producing.dbt(clew, folder, verb, *WAYS[request.param], namespace=namespace, expected=status)
    job = "shop.main.shop.training_set" if request.param == "classic" else "model.shop.training_set"
    return request.param, namespace, f"urn:clew:job:{namespace}/{job}"


def table(name):
    return dataset("duckdb://shop.duckdb", f"shop.main.{name}")


def test_a_model_leads_to_the_tables_before_it(clew, shop):
    way, _, job = shop
    upstream = clew.get("/lineage", of=table("training_set"))
    found = {node["urn"] for node in upstream["nodes"]}
    assert {table("customer_features"), table("payments"), table("customers"), job} <= found
    newest = max(nodes(upstream, "dataset-version"), key=lambda node: node["created"])
    assert newest["urn"].startswith(table("training_set").replace(":dataset:", ":dataset-version:"))


def test_a_model_belongs_to_the_command_that_ran_it(clew, shop):
    way, namespace, job = shop
    runs = {to for of, to in edges(clew.get("/lineage", of=job, depth=2), "part-of")}
    assert f"urn:clew:job:{namespace}/dbt-run-shop" in runs or any(
        node["attributes"].get("state") == "complete"
        for node in nodes(clew.get("/lineage", of=job, depth=2), "run")
    )


def test_columns_lead_to_columns(clew, shop):
    way, _, _ = shop
    if way == "structured":
        return
    mean = column("duckdb://shop.duckdb", "shop.main.training_set", "mean_amount")
    upstream = clew.get("/lineage", of=mean, level="column")
    assert column("duckdb://shop.duckdb", "shop.main.payments", "amount") in {
        node["urn"] for node in upstream["nodes"]
    }


def test_a_failed_test_fails_its_run_and_not_the_table(clew, shop):
    way, namespace, job = shop
    test = clew.get("/lineage", of=f"urn:clew:job:{namespace}/test.shop.no_flagged_customer", failed="true")
    states = {node["attributes"]["state"] for node in nodes(test, "run") if "test" in node["name"]}
    assert "failed" in states
    told = clew.cli("show", table("training_set")).stdout
    assert "no_flagged_customer" in told
    assert not clew.get("/node", ref=table("training_set")).get("deleted")
