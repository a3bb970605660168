"""Reads back everything Clew holds of a run or a registered model, as flat facts that compare exactly."""

import hashlib
import urllib.parse

from calls import Refused, artifact_path

RUN_NAME_TAG = "mlflow.runName"
TOKEN_TAG = "torture.token"


def read_run(client, experiment, token):
    """Returns (run id, facts) of the run with this token; (None, {}) when there is none.

    Raises AssertionError when what MLflow's routes say and what the graph says differ.
    """
    found = client.mlflow(
        "runs/search", experiment_ids=[experiment], filter=f"tags.`{TOKEN_TAG}` = '{token}'"
    ).get("runs", [])
    assert len(found) <= 1, f"{len(found)} runs have the token {token}"
    if not found:
        return None, {}
    run_id = found[0]["info"]["run_id"]
    run = client.get("/api/2.0/mlflow/runs/get", run_id=run_id)["run"]
    facts = {("status",): run["info"]["status"]}
    data = run["data"]
    for param in data.get("params", []):
        _put(facts, ("param", param["key"]), param["value"])
    for tag in data.get("tags", []):
        _put(facts, ("tag", tag["key"]), tag["value"])
    for metric in data.get("metrics", []):
        points = _history(client, run_id, metric["key"])
        _put(facts, ("metric", metric["key"]), points)
        latest = max(points, key=lambda point: (point[1], point[0], point[2]))
        said = (metric["timestamp"], metric["step"], metric["value"])
        assert said == latest, f"latest of {metric['key']} is {said}, its history ends {latest}"
    for used in run.get("inputs", {}).get("dataset_inputs", []):
        _put(facts, ("input", used["dataset"]["name"]), used["dataset"]["digest"])
    for path in _files(client, run_id, ""):
        content = client.raw("GET", artifact_path(experiment, run_id, urllib.parse.quote(path)))
        _put(facts, ("artifact", path), hashlib.sha256(content).hexdigest())
    _compare_with_graph(client, run_id, facts)
    return run_id, facts


def _put(facts, key, value):
    assert key not in facts, f"{key} is there twice"
    facts[key] = value


def _history(client, run_id, key):
    points, token = [], None
    while True:
        asked = {"run_id": run_id, "metric_key": key, "max_results": 25_000}
        if token:
            asked["page_token"] = token
        page = client.get("/api/2.0/mlflow/metrics/get-history", **asked)
        points += [(p["timestamp"], p["step"], p["value"]) for p in page.get("metrics", [])]
        token = page.get("next_page_token")
        if not token:
            return tuple(sorted(points))


def _files(client, run_id, folder):
    asked = {"run_id": run_id, **({"path": folder} if folder else {})}
    for file in client.get("/api/2.0/mlflow/artifacts/list", **asked).get("files", []):
        if file.get("is_dir"):
            yield from _files(client, run_id, file["path"])
        else:
            yield file["path"]


def _compare_with_graph(client, run_id, facts):
    """The graph says what the protocol's rows say, and adds the notes."""
    answer = client.ask("lineage", of=f"runs:/{run_id}", direction="both", depth=1, failed="true", limit=10_000)
    nodes = {node["urn"]: node for node in answer["nodes"]}
    attributes = answer["nodes"][0]["attributes"]
    for key, value in facts.items():
        if key[0] in ("param", "tag"):
            said = attributes.get(f"{key[0]}.{key[1]}")
            assert said == value, f"{key}: rows say {value!r}, the graph says {said!r}"
    graph_keys = [key for key in attributes if key.startswith(("param.", "tag."))]
    rows = [key for key in facts if key[0] in ("param", "tag")]
    assert len(graph_keys) == len(rows), f"rows {rows}, graph {graph_keys}"
    artifacts, inputs = {}, set()
    for edge in answer["edges"]:
        if edge["kind"] == "generated-by" and ":artifact:" in edge["from"]:
            path = urllib.parse.unquote(edge["from"].split("/", 2)[2])
            digest = nodes[edge["from"]]["attributes"]["digest"]
            _put(artifacts, ("artifact", path), digest.removeprefix("sha256:"))
        elif edge["kind"] == "used" and ":dataset-version:" in edge["to"]:
            inputs.add(nodes[edge["to"]]["attributes"]["digest"])
        elif edge["kind"] == "concerns":
            _put(facts, ("note", nodes[edge["from"]]["attributes"]["text"]), True)
    stored = {k: v for k, v in facts.items() if k[0] == "artifact"}
    assert artifacts == stored, f"the graph's artifacts {artifacts}, stored {stored}"
    stored = {v for k, v in facts.items() if k[0] == "input"}
    assert inputs == stored, f"the graph's inputs {inputs}, stored {stored}"


def read_model(client, name):
    """Returns all facts of a registered model; {} when there is none."""
    try:
        model = client.get("/api/2.0/mlflow/registered-models/get", name=name)["registered_model"]
    except Refused as missing:
        if missing.status == 404:
            return {}
        raise
    facts = {("model",): model.get("description")}
    for tag in model.get("tags", []):
        _put(facts, ("tag", tag["key"]), tag["value"])
    for alias in model.get("aliases", []):
        _put(facts, ("alias", alias["alias"]), alias["version"])
    versions = client.get("/api/2.0/mlflow/model-versions/search", filter=f"name='{name}'")
    for version in versions.get("model_versions", []):
        number = version["version"]
        _put(facts, ("version", number), (version["source"], version["run_id"]))
        said = client.ask("node", ref=f"models:/{name}/{number}")["attributes"]
        assert said["source"] == version["source"], f"{name}/{number}: {said}"
        aliases = {key[6:] for key in said if key.startswith("alias.")}
        assert aliases == set(version.get("aliases", [])), f"{name}/{number}: aliases {aliases}"
        for tag in version.get("tags", []):
            _put(facts, ("version-tag", number, tag["key"]), tag["value"])
            assert said[f"tag.{tag['key']}"] == tag["value"], f"{name}/{number}: {said}"
    return facts
