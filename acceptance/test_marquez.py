"""Marquez's own Python client, and the requests of its web client, against Clew with a changed base address."""

import json
import urllib.error
import urllib.parse
import urllib.request
import warnings

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from marquez_client import MarquezClient
    from marquez_client.errors import APIError
    from marquez_client.models import DatasetType, JobType

TABLE = ("postgres://db:5432", "bank.public.tx")
RUN = "01941111-0000-7000-8000-0000000000a1"
PRODUCER = "https://example.com/acceptance"
FACET = {"_producer": PRODUCER, "_schemaURL": "https://example.com/facet.json"}

# What the web client of Marquez 0.51 sends, and the members it reads of the answer's first element ("" is the answer itself).
WEB = [
    ("namespaces", "namespaces", ["name", "createdAt", "updatedAt", "ownerName", "isHidden"]),
    ("jobs?limit=25&offset=0", "jobs", ["id", "type", "name", "createdAt", "updatedAt", "inputs", "outputs", "namespace",
                                        "location", "description", "latestRun", "latestRuns", "tags", "parentJobName", "parentJobUuid"]),
    ("namespaces/etl/jobs?limit=25&offset=0&lastRunStates=COMPLETED", "jobs", ["simpleName", "latestRun"]),
    ("namespaces/etl/jobs/clean", "", ["id", "latestRun", "latestRuns", "facets", "tags"]),
    ("namespaces/etl/jobs/clean/runs?limit=20&offset=0", "runs", ["id", "createdAt", "updatedAt", "nominalStartTime", "nominalEndTime",
                                                                 "state", "jobVersion", "startedAt", "endedAt", "durationMs", "args", "facets"]),
    ("namespaces/{ns}/datasets?limit=20&offset=0", "datasets", ["id", "type", "name", "physicalName", "createdAt", "updatedAt", "namespace",
                                                               "sourceName", "fields", "tags", "lastModifiedAt", "description", "facets",
                                                               "deleted", "columnLineage"]),
    ("namespaces/{ns}/datasets/bank.public.tx", "", ["fields", "facets", "columnLineage", "currentVersion"]),
    ("namespaces/{ns}/datasets/bank.public.tx/versions?limit=10&offset=0", "versions",
     ["id", "createdByRun", "createdAt", "version", "fields", "tags", "lifecycleState", "facets"]),
    (f"jobs/runs/{RUN}/facets?type=run", "", ["runId", "facets"]),
    (f"jobs/runs/{RUN}/facets?type=job", "", ["runId", "facets"]),
    ("lineage?nodeId=job:etl:clean&depth=2", "graph", ["id", "type", "data", "inEdges", "outEdges"]),
    ("lineage?nodeId=dataset:{ns}:bank.public.tx&depth=2", "graph", ["id", "type", "data", "inEdges", "outEdges"]),
    ("column-lineage?nodeId=dataset:{ns}:bank.public.tx&depth=2&withDownstream=true", "graph", ["id", "type", "data", "inEdges", "outEdges"]),
    ("events/lineage?limit=20&before=2031-01-01T00:00:00Z&after=2020-01-01T00:00:00Z&offset=0&sortDirection=desc", "events",
     ["eventType", "eventTime", "producer", "run", "job", "inputs", "outputs"]),
    ("search?q=tx&sort=NAME&limit=100", "results", ["name", "namespace", "nodeId", "type", "updatedAt"]),
    ("search?q=clean&sort=UPDATE_AT&limit=100&filter=JOB", "results", ["nodeId"]),
    ("tags", "tags", ["name", "description"]),
    ("stats/lineage-events?period=DAY&timezone=Europe/Berlin", 0, ["startInterval", "endInterval", "fail", "start", "complete", "abort"]),
    ("stats/lineage-events?period=WEEK&timezone=Europe/Berlin", 0, ["startInterval"]),
    ("stats/jobs?period=DAY&timezone=Europe/Berlin", 0, ["startInterval", "endInterval", "count"]),
    ("stats/datasets?period=WEEK&timezone=Europe/Berlin", 0, ["count"]),
    ("stats/sources?period=WEEK&timezone=Europe/Berlin", 0, ["count"]),
]


def ask(url, path, method="GET", body=None):
    request = urllib.request.Request(
        f"{url}/marquez/api/{path}", method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        text = answer.read()
        return answer.status, json.loads(text) if text else None


@pytest.fixture(scope="module")
def marquez(clew):
    """A Clew that was told of one run, and Marquez's client for it."""
    start = {
        "eventType": "START", "eventTime": "2026-01-01T10:00:00Z", "producer": PRODUCER,
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": RUN, "facets": {"mine": {**FACET, "kept": [1, None]}}}, "job": {"namespace": "etl", "name": "clean"},
        "inputs": [{"namespace": "s3://bank", "name": "raw/tx"}], "outputs": [],
    }
    lineage = {"fields": {"amount": {"inputFields": [{
        "namespace": "s3://bank", "name": "raw/tx", "field": "amt", "transformations": [{"type": "DIRECT", "subtype": "IDENTITY"}]}]}}}
    complete = {**start, "eventType": "COMPLETE", "eventTime": "2026-01-01T10:01:00Z", "run": {"runId": RUN}, "outputs": [{
        "namespace": TABLE[0], "name": TABLE[1],
        "facets": {"schema": {**FACET, "fields": [{"name": "amount", "type": "DOUBLE"}]}, "columnLineage": {**FACET, **lineage}}}]}
    for event in (start, complete):
        assert ask(clew.url, "v1/lineage", "POST", event)[0] == 201
    ask(clew.url, "v1/tags/PII", "PUT", {"description": "personal"})
    return MarquezClient(url=f"{clew.url}/marquez")


@pytest.mark.parametrize(("path", "member", "fields"), WEB, ids=[path.split("?")[0] for path, _, _ in WEB])
def test_web_client_finds_what_it_reads(clew, marquez, path, member, fields):
    _, answer = ask(clew.url, "v1/" + path.format(ns=urllib.parse.quote(TABLE[0], safe="")))
    first = answer if member == "" else answer[0] if member == 0 else answer[member][0]
    assert set(fields) <= set(first)
    if member not in ("", 0, "graph"):
        assert answer["totalCount"] >= 1


def test_web_client_reads_refusals(clew, marquez):
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(clew.url, "v1/namespaces/etl/jobs/none")
    assert refused.value.code == 404
    assert json.load(refused.value) == {"code": 404, "message": "Job 'none' not found."}


def test_web_client_searches_in_facets(clew, marquez):
    _, jobs = ask(clew.url, "v2beta/search/jobs?q=clean")
    assert jobs["hits"][0]["run_id"] == RUN
    _, datasets = ask(clew.url, "v2beta/search/datasets?q=tx")
    assert "schema" in datasets["hits"][0]["facets"] or "schema" in datasets["hits"][1]["facets"]


def test_python_client_reads(marquez):
    assert {one["name"] for one in marquez.list_namespaces()["namespaces"]} >= {"etl", "s3://bank", TABLE[0]}
    assert marquez.get_namespace(TABLE[0])["ownerName"] == "anonymous"
    job = marquez.get_job("etl", "clean")
    assert [(one["namespace"], one["name"]) for one in job["outputs"]] == [TABLE]
    assert marquez.list_jobs("etl")["totalCount"] == 1
    run = marquez.get_job_run(RUN)
    assert (run["state"], run["durationMs"], run["facets"]["mine"]["kept"]) == ("COMPLETED", 60_000, [1, None])
    assert [one["id"] for one in marquez.list_job_runs("etl", "clean")["runs"]] == [RUN]
    dataset = marquez.get_dataset(*TABLE)
    versions = marquez.list_dataset_versions(*TABLE)["versions"]
    assert [one["version"] for one in versions] == [dataset["currentVersion"]]
    assert marquez.get_dataset_version(*TABLE, versions[0]["version"])["createdByRun"]["id"] == RUN
    assert marquez.list_datasets(TABLE[0])["totalCount"] == 1
    assert {one["name"] for one in marquez.list_sources()["sources"]} >= {"s3://bank", TABLE[0]}
    assert marquez.get_source(TABLE[0])["type"] == "POSTGRESQL"
    assert RUN in {one["run"]["runId"] for one in marquez.list_events(limit=1000)["events"]}
    with pytest.raises(APIError):
        marquez.get_job("etl", "none")


def test_python_client_asks_for_columns(marquez):
    version = marquez.get_dataset(*TABLE)["currentVersion"]
    for answer in (
        marquez.get_column_lineage_by_dataset(*TABLE),
        marquez.get_column_lineage_by_dataset_field(*TABLE, "amount", depth=3),
        marquez.get_column_lineage_by_job("etl", "clean"),
        marquez.get_column_lineage_by_dataset(*TABLE, version=version),
    ):
        inputs = [field for node in answer["graph"] for field in node["data"]["inputFields"]]
        assert [(one["dataset"], one["field"], one["transformations"][0]["subtype"]) for one in inputs] == [("raw/tx", "amt", "IDENTITY")]
    assert len(marquez.get_column_lineage_by_dataset_field("s3://bank", "raw/tx", "amt", with_downstream=True)["graph"]) == 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_python_client_writes(marquez):
    marquez.create_namespace("ours", "ann", "of ours")
    assert marquez.get_namespace("ours")["description"] == "of ours"
    marquez.create_source("db", "postgresql", "jdbc:postgresql://db:5432/x", "a database")
    marquez.create_dataset("ours", "t", DatasetType.DB_TABLE, "t", "db", description="d",
                           fields=[{"name": "a", "type": "INTEGER", "tags": [], "description": "x"}])
    marquez.create_tag("GOLD", "the best")
    assert marquez.tag_dataset("ours", "t", "GOLD")["tags"] == ["GOLD"]
    assert marquez.tag_dataset_field("ours", "t", "a", "PII")["fields"][0]["tags"] == ["PII"]
    assert {one["name"] for one in marquez.list_tags()["tags"]} >= {"GOLD", "PII"}
    marquez.create_job("ours", "j", JobType.BATCH, location="https://git.example/j", inputs=[], outputs=[], description="e")
    run = marquez.create_job_run("ours", "j", run_args={"k": "v"}, mark_as_running=True)
    assert (run["state"], run["args"]) == ("RUNNING", {"k": "v"})
    assert marquez.mark_job_run_as_completed(run["id"])["state"] == "COMPLETED"
