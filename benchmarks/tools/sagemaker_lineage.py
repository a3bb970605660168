"""Harvests SageMaker accounts of 1,000 and 100,000 associations (BENCH_ASSOCIATIONS), asks QueryLineage, and forwards.

The accounts are a fake's (fakes/sagemaker_account.py): AWS lets a client call a few times a second, so what is
measured is what Clew needs. A call is one request on a kept connection, from a client in Python.
"""

import contextlib
import http.client
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
import urllib.parse

from server import Server

FAKE = pathlib.Path(__file__).resolve().parent / "fakes" / "sagemaker_account.py"
ARN = "arn:aws:sagemaker:eu-west-1:210987654321:artifact/"
SIGNED = "AWS4-HMAC-SHA256 Credential=A/20261130/eu-west-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example"}
CALLS, WARM_UP = 400, 2000
ASSOCIATIONS = int(os.environ.get("BENCH_ASSOCIATIONS", "100000"))


def measure(clew, folder):
    os.environ.update(KEYS)
    with fake(1) as account:
        os.environ.update(
            CLEW_SAGEMAKER_FORWARD="true", CLEW_SAGEMAKER_ENDPOINT=account, CLEW_SAGEMAKER_HOSTS="127.0.0.1"
        )
        with Server(folder / "forwarding") as forwarder:
            yield from forwarded(forwarder, account)
    for associations in (1000, ASSOCIATIONS):
        with fake(associations // 40) as account:
            yield from harvested(clew, account, associations)
        yield from queried(clew, associations)
    yield from any_depth(clew)


@contextlib.contextmanager
def fake(pipelines):
    process = subprocess.Popen([sys.executable, str(FAKE), str(pipelines)], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=30)


def harvested(clew, account, associations):
    arguments = ("harvest", "sagemaker", "--region", "eu-west-1", "--endpoint", account)
    output, wall, server, verb = clew.verb(*arguments)
    brought = int(output.split("Done: ")[1].split(" ")[0].replace(",", ""))
    yield f"harvest of {associations:,} associations", f"{brought / wall:,.0f} records/s", ""
    yield f"    {brought:,} records", f"{wall:,.1f} s", ""
    yield "    CPU of the server", f"{server:,.1f} s", ""
    yield "    CPU of the harvester", f"{verb:,.1f} s", ""
    _, wall, server, verb = clew.verb(*arguments)
    yield "    a second pass with nothing new", f"{wall:,.1f} s", ""


def queried(clew, associations):
    caller = Caller(clew.url)
    starts = [f"{ARN}p{i * 7 % (associations // 40)}-10" for i in range(CALLS)]
    questions = [{"StartArns": [start], "Direction": "Ascendants", "IncludeEdges": True} for start in starts]
    answer = caller.call("QueryLineage", questions[0])
    assert len(answer["Edges"]) == 40, len(answer["Edges"])
    millis, cpu = timed(clew, lambda i: caller.call("QueryLineage", questions[i]))
    yield f"QueryLineage, 10 deep, of {associations:,} associations", shown(millis), "< 5 ms"
    yield "    CPU of the server for a call", f"{cpu:.2f} ms", ""


def any_depth(clew):
    """A chain of 1,000 that no query of SageMaker can see whole."""
    caller = Caller(clew.url)
    before = None
    for i in range(1001):
        source = {"SourceUri": f"s3://bank/deep-{i}"}
        arn = caller.call("CreateArtifact", {"Source": source, "ArtifactType": "DataSet"})["ArtifactArn"]
        if before:
            ends = {"SourceArn": before, "DestinationArn": arn, "AssociationType": "DerivedFrom"}
            caller.call("AddAssociation", ends)
        before = arn
    path = "/api/v1/lineage?limit=5000&of=" + urllib.parse.quote("s3://bank/deep-1000", safe="")
    answer = caller.get(path)
    assert len(answer["nodes"]) == 1001, (len(answer["nodes"]), answer.get("verdict"))
    millis, cpu = timed(clew, lambda i: caller.get(path), calls=50, warm_up=100)
    yield "/api/v1/lineage, 1,000 deep, complete", shown(millis), ""
    yield "    CPU of the server for a call", f"{cpu:.2f} ms", ""


def forwarded(forwarder, account):
    near, far = Caller(account), Caller(forwarder.url)
    ask = lambda caller: caller.call("ListTrainingJobs", {"MaxResults": 10})  # noqa: E731
    for _ in range(WARM_UP):
        ask(near), ask(far)
    # In turn, so that what else the machine does hits both alike.
    direct, through = [], []
    before = forwarder.cpu_seconds()
    for _ in range(CALLS):
        direct.append(once(lambda: ask(near)))
        through.append(once(lambda: ask(far)))
    cpu = (forwarder.cpu_seconds() - before) * 1000 / CALLS
    added = [far_one - near_one for near_one, far_one in zip(direct, through)]
    yield "a call straight to the fake", shown(direct), ""
    yield "what forwarding adds", shown(added), "< 5 ms"
    yield "    CPU of the server for a call", f"{cpu:.2f} ms", ""


def timed(clew, call, calls=CALLS, warm_up=WARM_UP):
    """Times calls one after the other and returns their milliseconds, and the server's for one."""
    for i in range(warm_up):
        call(i % calls)
    before = clew.cpu_seconds()
    millis = [once(lambda i=i: call(i)) for i in range(calls)]
    return millis, (clew.cpu_seconds() - before) * 1000 / calls


def once(call):
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def shown(millis):
    ordered = sorted(millis)
    return f"{statistics.median(ordered):.2f} ms, p99 {ordered[len(ordered) * 99 // 100 - 1]:.1f}"


class Caller:
    """Calls on one connection."""

    def __init__(self, url):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=60)

    def call(self, operation, fields):
        headers = {"X-Amz-Target": "SageMaker." + operation, "Authorization": SIGNED}
        return self.send("POST", "/", json.dumps(fields), headers)

    def get(self, path):
        return self.send("GET", path, None, {})

    def send(self, *request):
        self.connection.request(*request)
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body[:500]
        return json.loads(body)
