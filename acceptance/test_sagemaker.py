"""SageMaker's own clients, unmodified, against a Clew: only AWS_ENDPOINT_URL_SAGEMAKER leads them here."""

import pytest
from conftest import ROOT, start_clew, stop_clew
from producing import run

CLIENTS = ROOT / "acceptance" / "sagemaker"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A Clew of its own: a name of SageMaker's is taken once."""
    running = start_clew("--data", str(tmp_path_factory.mktemp("sagemaker")))
    yield running
    stop_clew(running)


def client(clew, script, path=""):
    env = {
        "AWS_ENDPOINT_URL_SAGEMAKER": clew.url + path,
        "AWS_ENDPOINT_URL_SAGEMAKER_METRICS": clew.url + path,
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "example",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "PYTHONPATH": str(CLIENTS),
        "PYTHONWARNINGS": "ignore",
    }
    return run("sagemaker", "python", CLIENTS / script, cwd=CLIENTS, env=env).strip().splitlines()[-1]


def test_the_lineage_classes_and_what_the_graph_says_of_them(own):
    artifact = client(own, "lineage_classes.py")
    assert own.get("/resolve", ref=artifact)["urn"] == "urn:clew:dataset:s3%3A%2F%2Fbank/transactions"
    up = own.get("/lineage", of="urn:clew:deployment:sagemaker/fraud-prod")
    urns = [node["urn"] for node in up["nodes"]]
    assert urns[:4] == [
        "urn:clew:deployment:sagemaker/fraud-prod",
        "urn:clew:dataset:s3%3A%2F%2Fbank/model.tar.gz",
        "urn:clew:run:sagemaker/action/train",
        "urn:clew:dataset:s3%3A%2F%2Fbank/transactions",
    ], urns
    assert own.get("/node", ref="s3://bank/transactions")["attributes"]["tag.env"] == "test"


def test_experiments_below_aws_with_metrics_search_and_analytics(own):
    component = client(own, "experiments.py", "/aws")
    node = own.get("/node", ref=component)
    assert node["urn"] == "urn:clew:run:sagemaker/fraud-run1"
    assert node["attributes"]["status"] == "complete"
    assert node["attributes"]["param.optimizer"] == "adam"
    assert "horse" not in str(node)
