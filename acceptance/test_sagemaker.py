"""SageMaker's own clients, unmodified, against a Clew: only AWS_ENDPOINT_URL_SAGEMAKER leads them here."""

import os
import subprocess

import pytest
from conftest import ROOT, start_clew, stop_clew
from producing import run

CLIENTS = ROOT / "acceptance" / "sagemaker"
JAVA_CLIENTS = ROOT / "acceptance" / "sagemaker-java"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A Clew of its own: a name of SageMaker's is taken once."""
    running = start_clew("--data", str(tmp_path_factory.mktemp("sagemaker")))
    yield running
    stop_clew(running)


def leading_to(clew, path=""):
    """The environment that leads AWS's clients to a Clew."""
    return {
        "AWS_ENDPOINT_URL_SAGEMAKER": clew.url + path,
        "AWS_ENDPOINT_URL_SAGEMAKER_METRICS": clew.url + path,
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "example",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_REGION": "eu-west-1",
    }


def client(clew, script, path=""):
    env = {**leading_to(clew, path), "PYTHONPATH": str(CLIENTS), "PYTHONWARNINGS": "ignore"}
    return run("sagemaker", "python", CLIENTS / script, cwd=CLIENTS, env=env).strip().splitlines()[-1]


def java_clients(clew, path=""):
    """Runs Clients.java with the AWS SDK for Java and returns the lines that it prints."""
    jars = ":".join(str(jar) for jar in (JAVA_CLIENTS / "target" / "lib").glob("*.jar"))
    assert jars, "make acceptance-clients"
    java = subprocess.run([ROOT / "scripts" / "find-jdk"], check=True, capture_output=True, text=True).stdout.strip()
    done = subprocess.run(
        [f"{java}/bin/java", "-cp", jars, JAVA_CLIENTS / "Clients.java"],
        env={**os.environ, **leading_to(clew, path)},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines()


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


@pytest.mark.parametrize("path", ["", "/aws"])
def test_the_clients_of_the_aws_sdk_for_java(path, tmp_path):
    clew = start_clew("--data", str(tmp_path))
    try:
        endpoint, component = java_clients(clew, path)
        up = [node["urn"] for node in clew.get("/lineage", of=endpoint)["nodes"]]
        assert up[0] == "urn:clew:deployment:sagemaker/java-prod"
        assert "urn:clew:dataset-version:s3%3A%2F%2Fjava-bank/features/v-s3etag-e-1" in up, up
        node = clew.get("/node", ref=component)
        assert node["attributes"]["status"] == "complete"
        assert node["attributes"]["param.lr"] == 0.1
        assert "horse" not in str(node)
    finally:
        stop_clew(clew)
