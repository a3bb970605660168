"""Two Clews on one PostgreSQL, both killed in turn under load: nothing lost, nothing doubled."""

import http.client
import json
import random
import subprocess
import threading
import urllib.parse

import pytest

from conftest import LAUNCHER, start_clew, stop_clew

WRITERS = 4
KILLS = 6
ACKNOWLEDGED_BETWEEN_KILLS = 150
SEED = 20261124


class Cluster:
    """Two servers, and calls that go to one after the other until one of them answers."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.servers = [start_clew(*arguments(name)) for name in "ab"]
        self.turn = 0

    def kill(self, index):
        killed = self.servers[index]
        killed.process.kill()
        killed.process.communicate(timeout=30)
        self.servers[index] = start_clew(*self.arguments("ab"[index]))

    def once(self, method, path, body, content_type="application/json"):
        """Makes one call on the server whose turn it is: (status, body), or None without answer."""
        self.turn += 1
        address = urllib.parse.urlparse(self.servers[self.turn % 2].url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        try:
            connection.request(method, path, body, {"Content-Type": content_type})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def call(self, method, path, members=None):
        """Repeats a call that may be repeated until it is acknowledged; returns its answer."""
        body = None if members is None else json.dumps(members)
        while True:
            answer = self.once(method, "/api/2.0/mlflow/" + path, body)
            if answer is None or answer[0] == 503:
                continue
            assert answer[0] == 200, (path, members, answer)
            return json.loads(answer[1])

    def put(self, path, content):
        while True:
            answer = self.once(
                "PUT", "/api/2.0/mlflow-artifacts/artifacts/" + path, content, "text/plain"
            )
            if answer is not None and answer[0] != 503:
                assert answer[0] == 200, answer
                return

    def create_run(self, token, touched):
        """Creates a run once: when there was no answer it looks whether the run is there."""
        while True:
            answer = self.once(
                "POST",
                "/api/2.0/mlflow/runs/create",
                json.dumps({"experiment_id": "0", "tags": [{"key": "token", "value": token}]}),
            )
            if answer is not None and answer[0] == 200:
                return json.loads(answer[1])["run"]["info"]["run_id"]
            assert answer is None or answer[0] == 503, answer
            # Writes come one after another on all servers: once this one is through, the other is
            # there or never will be.
            self.call("POST", "runs/set-tag", {"run_id": touched, "key": "seen", "value": token})
            found = self.with_token(token)
            if found:
                return found[0]["info"]["run_id"]

    def with_token(self, token):
        return self.call(
            "POST",
            "runs/search",
            {"experiment_ids": ["0"], "filter": f"tags.token = '{token}'"},
        ).get("runs", [])


class Writer(threading.Thread):
    """Writes runs of its own and remembers what was acknowledged."""

    def __init__(self, cluster, number, stop, touched):
        super().__init__(name=f"writer {number}")
        self.cluster = cluster
        self.number = number
        self.stop = stop
        self.touched = touched
        self.random = random.Random(SEED + number)
        self.acknowledged = 0
        self.runs = {}
        self.failure = None

    def run(self):
        try:
            while not self.stop.is_set():
                self.write_run()
        except BaseException as failure:  # noqa: BLE001 - the test's thread raises it
            self.failure = failure

    def write_run(self):
        token = f"{self.number}-{len(self.runs)}"
        kept = {"params": {}, "points": [], "files": {}, "status": "RUNNING"}
        kept["id"] = run = self.cluster.create_run(token, self.touched)
        self.runs[token] = kept
        self.acknowledged += 1
        for step in range(self.random.randint(1, 30)):
            value = self.random.random()
            self.cluster.call(
                "POST",
                "runs/log-metric",
                {"run_id": run, "key": "loss", "value": value, "step": step, "timestamp": step},
            )
            kept["points"].append((step, value))
            self.acknowledged += 1
            if step % 5 == 0:
                key, value = f"p{step}", str(value)
                self.cluster.call(
                    "POST", "runs/log-parameter", {"run_id": run, "key": key, "value": value}
                )
                kept["params"][key] = value
                self.cluster.put(f"0/{run}/artifacts/{key}.txt", value)
                kept["files"][f"{key}.txt"] = value
                self.acknowledged += 2
        self.cluster.call("POST", "runs/update", {"run_id": run, "status": "FINISHED"})
        kept["status"] = "FINISHED"
        self.acknowledged += 1


@pytest.fixture
def cluster(postgresql, tmp_path):
    artifacts = str(tmp_path / "artifacts")
    database = own_database(postgresql)
    both = Cluster(
        lambda name: (
            *("--data", str(tmp_path / name), "--artifacts", artifacts),
            *("--store", database, "--log-level", "error"),
        )
    )
    both.checked = ["--store", database, "--artifacts", artifacts]
    yield both
    for server in both.servers:
        stop_clew(server)


def own_database(postgresql):
    binaries = "/usr/lib/postgresql"
    psql = sorted(__import__("pathlib").Path(binaries).glob("*/bin/psql"))[-1]
    subprocess.run([psql, postgresql, "-qc", "CREATE DATABASE several"], check=True)
    return postgresql.rsplit("/", 1)[0] + "/several"


def test_both_are_killed_in_turn_and_nothing_is_lost_or_doubled(cluster):
    touched = cluster.call("POST", "runs/create", {"experiment_id": "0"})["run"]["info"]["run_id"]
    stop = threading.Event()
    writers = [Writer(cluster, number, stop, touched) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for kill in range(KILLS):
        wanted = sum(w.acknowledged for w in writers) + ACKNOWLEDGED_BETWEEN_KILLS
        while sum(w.acknowledged for w in writers) < wanted:
            assert any(w.is_alive() for w in writers), [w.failure for w in writers]
            stop.wait(0.01)
        cluster.kill(kill % 2)
    stop.set()
    for writer in writers:
        writer.join(timeout=120)
        assert writer.failure is None, writer.failure
    for writer in writers:
        for token, kept in writer.runs.items():
            assert_kept(cluster, token, kept)
    agree(cluster)


def assert_kept(cluster, token, kept):
    found = cluster.with_token(token)
    assert [run["info"]["run_id"] for run in found] == [kept["id"]]
    run = found[0]
    assert run["info"]["status"] == kept["status"]
    params = {one["key"]: one["value"] for one in run["data"].get("params", [])}
    assert params == kept["params"]
    history = cluster.call("GET", f"metrics/get-history?run_id={kept['id']}&metric_key=loss")
    points = sorted((int(p["step"]), p["value"]) for p in history.get("metrics", []))
    assert points == sorted(kept["points"])
    for path, content in kept["files"].items():
        answer = cluster.once(
            "GET", f"/api/2.0/mlflow-artifacts/artifacts/0/{kept['id']}/artifacts/{path}", None
        )
        assert answer == (200, content.encode())


def agree(cluster):
    """Both graphs in memory are that of the log, and the whole store is sound."""
    live = [argument for server in cluster.servers for argument in ("--live", server.url)]
    checked = subprocess.run(
        [str(LAUNCHER), "check", "--json", *cluster.checked, *live],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    report = json.loads(checked.stdout)
    assert report["sound"] and report["parts"]["graph"]["counts"]["servers"] == 2
    assert report["parts"]["blobs"]["counts"]["missing"] == 0
