"""Registers artifacts as Metaflow's tasks do, and lists runs, at 1,000 and at 100,000 (BENCH_RUNS) of each.

A run has 4 tags of its user and 5 of the system; a task registers 10 artifacts at once. CONNECTIONS clients
write at a time; reads come one after the other. CPU is that of the server for each request.

BENCH_METAFLOW_SERVICE=http://… measures another metadata service beside Clew, step by step in turns:
BENCH_METAFLOW_PIDS has the ids of its processes and its database's, with commas, whose CPU is counted.
"""

import concurrent.futures
import http.client
import json
import os
import pathlib
import statistics
import threading
import time
import urllib.parse

RUNS = int(os.environ.get("BENCH_RUNS", "100000"))
SIZES = sorted({min(1000, RUNS), RUNS})
WARM_UP = 2000
CONNECTIONS = 8
ARTIFACTS_AT_ONCE = 10
SYSTEM_TAGS = ["user:ann", "metaflow_version:2.19.39", "python_version:3.12.3", "runtime:dev", "date:2026-11-30"]


class Service:
    """A metadata service by its address, with connections that stay open."""

    def __init__(self, name, url, cpu_seconds):
        self.name = name
        self.address = urllib.parse.urlsplit(url)
        self.cpu_seconds = cpu_seconds
        self.local = threading.local()

    def ask(self, method, path, body=None):
        """Returns (headers, body) of what must succeed."""
        if not hasattr(self.local, "connection"):
            self.local.connection = http.client.HTTPConnection(self.address.netloc, timeout=600)
        try:
            answer = self.send(method, path, body)
        except http.client.RemoteDisconnected:
            # A server closes what was idle for long.
            self.local.connection.close()
            answer = self.send(method, path, body)
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return answer.headers, text

    def send(self, method, path, body):
        self.local.connection.request(
            method,
            self.address.path + path,
            None if body is None else json.dumps(body),
            {"Content-Type": "application/json"},
        )
        return self.local.connection.getresponse()

    def post(self, path, body):
        return json.loads(self.ask("POST", path, body)[1])


def measure(clew, folder):
    services = [Service("Clew", clew.url + "/metaflow", clew.cpu_seconds)]
    if other := os.environ.get("BENCH_METAFLOW_SERVICE"):
        pids = [int(pid) for pid in os.environ.get("BENCH_METAFLOW_PIDS", "").split(",") if pid]
        services.append(Service("Other", other, lambda: tree_cpu_seconds(pids)))
    # What comes first is slower: classes are loaded and compiled.
    for _ in at_sizes(services, f"Warm{time.time_ns()}", [WARM_UP]):
        pass
    yield from at_sizes(services, f"Bench{time.time_ns()}", SIZES)


def at_sizes(services, flow, sizes):
    for service in services:
        service.post(f"/flows/{flow}", {"user_name": "ann"})
    first = {service.name: first_run(service, flow) for service in services}
    before = 0
    for size in sizes:
        for service in services:
            yield from writes(service, flow, first[service.name], before, size)
        for what, times, path in reads(flow, size):
            for service in services:
                yield timed(service, f"{what} of {size:,}", times, path(service, first[service.name]))
        before = size


def first_run(service, flow):
    """Makes the run that all artifacts belong to, and returns its path."""
    number = service.post(f"/flows/{flow}/run", run(0))["run_number"]
    path = f"/flows/{flow}/runs/{number}"
    service.post(f"{path}/steps/train/step", {"user_name": "ann"})
    return path


def run(i):
    return {
        "user_name": "ann",
        "tags": ["team:risk", f"t{i % 10}", f"hundredth:{i % 100}", f"thousandth:{i % 1000}"],
        "system_tags": SYSTEM_TAGS,
    }


def writes(service, flow, path, before, size):
    """Brings the flow to `size` runs, and its first run to `size` artifacts."""
    def register(i):
        service.post(f"/flows/{flow}/run", run(i))

    yield rate(service, f"runs a second, from {max(before, 1):,} to {size:,}", register, range(max(before, 1), size), 1)
    posts = range(before // ARTIFACTS_AT_ONCE, size // ARTIFACTS_AT_ONCE)
    made = {i: task(service, path) for i in posts}

    def artifacts(i):
        service.post(f"{made[i]}/artifact", [artifact(flow, path, made[i], i, k) for k in range(ARTIFACTS_AT_ONCE)])

    yield rate(service, f"artifacts a second, from {before:,} to {size:,}", artifacts, posts, ARTIFACTS_AT_ONCE)


def task(service, path):
    made = service.post(f"{path}/steps/train/task", {"user_name": "ann"})
    return f"{path}/steps/train/tasks/{made['task_id']}"


def artifact(flow, path, of, i, k):
    return {
        "flow_id": flow,
        "run_number": path.rsplit("/", 1)[1],
        "step_name": "train",
        "task_id": of.rsplit("/", 1)[1],
        "name": f"artifact_{k}",
        "content_type": "gzip+pickle-v4",
        "type": "metaflow.artifact",
        "attempt_id": 0,
        "sha": f"{i * ARTIFACTS_AT_ONCE + k:040x}",
        "ds_type": "s3",
        "location": ":root:s3://bank/flows",
        "user_name": "ann",
        "tags": [],
        "system_tags": SYSTEM_TAGS,
    }


def reads(flow, size):
    """Yields what is asked, how often, and a maker of the path for a service."""
    runs = f"/flows/{flow}/runs"
    yield "first page of 50 runs", 100, lambda service, path: f"{runs}?_limit=50"
    yield "page of 50 runs in the middle", 100, lambda service, path: middle(service, runs, size)
    yield "50 runs by a tag that one in 10 has", 100, lambda service, path: f"{runs}?_tags=t7&_limit=50"
    yield "50 runs by a tag that one in 1,000 has", 50, lambda service, path: f"{runs}?_tags=thousandth:7&_limit=50"
    yield "50 runs that failed, of which there are none", 20, lambda service, path: f"{runs}?status=failed&_limit=50"
    yield "all runs in one list", 3, lambda service, path: runs
    yield "first page of 50 artifacts of a run", 100, lambda service, path: f"{path}/artifacts?_limit=50"
    yield "artifacts of one task in a run", 100, first_task
    yield "one artifact in a run", 100, lambda service, path: first_task(service, path) + "/artifact_3"


def middle(service, runs, size):
    path = f"{runs}?_limit=500"
    for _ in range(size // 1000):
        cursor = service.ask("GET", path)[0]["X-Next-Cursor"]
        path = f"{runs}?_limit=500&_cursor={urllib.parse.quote(cursor)}"
    return path.replace("_limit=500", "_limit=50")


def first_task(service, path):
    found = json.loads(service.ask("GET", f"{path}/steps/train/tasks?_limit=1")[1])[0]
    return f"{path}/steps/train/tasks/{found['task_id']}/artifacts"


def rate(service, what, call, items, each):
    cpu, began = service.cpu_seconds(), time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as clients:
        for _ in clients.map(call, items):
            pass
    wall = time.monotonic() - began
    calls = max(len(items), 1)
    cpu = (service.cpu_seconds() - cpu) / calls * 1000
    return f"{service.name:>5}: {what}", f"{calls * each / wall:,.0f}/s, CPU {cpu:.2f} ms", ""


def timed(service, what, times, path):
    service.ask("GET", path)
    cpu, walls = service.cpu_seconds(), []
    for _ in range(times):
        began = time.monotonic()
        service.ask("GET", path)
        walls.append((time.monotonic() - began) * 1000)
    cpu = (service.cpu_seconds() - cpu) / times * 1000
    return f"{service.name:>5}: {what}", f"{statistics.median(walls):,.1f} ms, CPU {cpu:,.1f} ms", ""


def tree_cpu_seconds(roots):
    """What processes, and those that they started, used until now."""
    ticks, parents = {}, {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
        ticks[int(stat.parent.name)] = sum(int(fields[i]) for i in (11, 12, 13, 14))

    def within(pid):
        while pid not in roots and pid in parents:
            pid = parents[pid]
        return pid in roots

    return sum(used for pid, used in ticks.items() if within(pid)) / os.sysconf("SC_CLK_TCK")
