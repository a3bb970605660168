"""The unmodified openlineage-python client: every way it sends, every event, every facet it has a class for."""

import json
import uuid

import producing
import pytest
from lineage import edges, nodes
from producing import column, dataset

WAYS = {
    "url-alone": {},
    "token": {"OPENLINEAGE_API_KEY": "s3cret"},
    "gzip": {
        "OPENLINEAGE__TRANSPORT__TYPE": "http",
        "OPENLINEAGE__TRANSPORT__COMPRESSION": "gzip",
        "OPENLINEAGE__TRANSPORT__AUTH": json.dumps({"type": "api_key", "apiKey": "s3cret"}),
    },
    "as-for-marquez": {"OPENLINEAGE_ENDPOINT": "marquez/api/v1/lineage"},
    "asynchronous": {"OPENLINEAGE__TRANSPORT__TYPE": "async_http"},
    "asynchronous-gzip": {
        "OPENLINEAGE__TRANSPORT__TYPE": "async_http",
        "OPENLINEAGE__TRANSPORT__COMPRESSION": "gzip",
    },
}


def send(clew, way, folder):
    prefix, run_id, parent_id = f"py-{way}-{uuid.uuid4().hex[:6]}", str(uuid.uuid4()), str(uuid.uuid4())
    env = dict(WAYS[way])
    address = "OPENLINEAGE__TRANSPORT__URL" if "OPENLINEAGE__TRANSPORT__TYPE" in env else "OPENLINEAGE_URL"
    producing.python_client(prefix, run_id, parent_id, folder, **{address: clew.url}, **env)
    return prefix, run_id, parent_id


@pytest.mark.parametrize("way", WAYS)
def test_events_arrive_in_every_way(clew, tmp_path, way):
    prefix, run_id, parent_id = send(clew, way, tmp_path)
    run = clew.get("/node", ref=f"urn:clew:run:openlineage/{run_id}")
    assert run["attributes"]["state"] == "complete"

    features = dataset(f"s3://{prefix}", "features")
    upstream = clew.get("/lineage", of=f"s3://{prefix}/features")
    assert upstream["nodes"][0]["urn"] == features
    version = f"{features.replace(':dataset:', ':dataset-version:')}/v-17"
    assert version in {node["urn"] for node in nodes(upstream, "dataset-version")}
    assert (version, f"urn:clew:run:openlineage/{run_id}") in edges(upstream, "generated-by")
    assert dataset(f"s3://{prefix}", "raw/payments.csv") in {n["urn"] for n in upstream["nodes"]}

    parents = clew.get("/lineage", of=run["urn"], depth=1)
    assert (run["urn"], f"urn:clew:run:openlineage/{parent_id}") in edges(parents, "part-of")
    assert (run["urn"], f"urn:clew:job:{prefix}/make_features") in edges(parents, "part-of")

    published = clew.get("/lineage", of=f"postgres://{prefix}:5432/bank.public.features")
    assert features in {node["urn"] for node in published["nodes"]}, "the job event says so"


@pytest.fixture(scope="module")
def sent(clew, tmp_path_factory):
    return send(clew, "url-alone", tmp_path_factory.mktemp("python"))


def test_columns_tell_how_they_were_made(clew, sent):
    lake = f"s3://{sent[0]}"
    customer, raw = column(lake, "features", "customer"), column(lake, "raw/payments.csv", "customer")
    upstream = clew.get("/lineage", of=customer, level="column")
    (edge,) = [e for e in upstream["edges"] if (e["from"], e["to"]) == (customer, raw)]
    masked = [each["masking"] for each in edge["attributes"]["transformations"] if each["type"] == "DIRECT"]
    assert masked == [True]
    downstream = clew.get("/lineage", of=raw, level="column", direction="downstream")
    assert customer in {node["urn"] for node in downstream["nodes"]}


def test_a_catalog_name_is_the_same_table(clew, sent):
    table = clew.get("/node", ref=f"hive://metastore:9083/{sent[0]}.features")
    assert dataset(f"s3://{sent[0]}", "features") in [table["urn"], *table["same_as"]]


def test_people_read_what_was_told_of_a_dataset(clew, sent):
    told = clew.cli("show", f"s3://{sent[0]}/features").stdout
    for word in ["One row a customer.", "ada@bank.example", "silver"]:
        assert word in told
    told = clew.cli("explain", f"urn:clew:run:openlineage/{sent[1]}").stdout
    for word in ["window_days", "9f3e2d1c0b9a"]:
        assert word in told
