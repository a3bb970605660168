"""What is sent and asked, in this order: the servers by turns in each scenario."""

import datetime
import urllib.parse
import uuid

WRITERS = 8
JOBS = 300
SIZES = {"2kb": 2048, "20kb": 20_480}
BATCH = 1000
# Each stage of a graph is a run, its job, the dataset that it wrote and the version of it.
NODES_OF_STAGE = 4
GRAPHS = {"lineage_164": 164, "lineage_10000": 10_000}
STAGES_AT_A_TIME = 250
MARQUEZ_NODES_OF_STAGE = 2
MARQUEZ_NODES_MAX = 1000


class Scenarios:
    """Measures the servers; figures are of the best round, since shared cores only ever add time."""

    def __init__(self, servers, generator, options):
        self.servers = servers
        self.generator = generator
        self.options = options
        self.figures = {server.name: {} for server in servers}

    def all(self):
        for server in self.servers:
            self.figures[server.name]["rss_fresh_mb"], _ = server.memory_mb()
        for name, size in SIZES.items():
            self.events(name, size)
        clew = self.servers[0]
        batches = ["event-batches", "/api/v1/lineage/batch", SIZES["2kb"], JOBS, BATCH]
        best = self.best([clew], f"batch_of_{BATCH}", 2, batches)["clew"]
        best["events_per_s"] = best["rate"] * BATCH
        for server in self.servers:
            self.figures[server.name]["rss_loaded_mb"], _ = server.memory_mb()
        for name, nodes in GRAPHS.items():
            self.lineage(name, nodes)
        self.figures["clew"]["rss_end_mb"], _ = clew.memory_mb()
        return self.figures

    def floor(self):
        for name, size in SIZES.items():
            self.events(name, size)
        return self.figures

    def events(self, name, size):
        before = {server: server.database_bytes() for server in self.servers}
        sent = self.best(
            self.servers, f"events_{name}", WRITERS, ["events", "/api/v1/lineage", size, JOBS], counts=True
        )
        for server in self.servers:
            grown = server.database_bytes() - before[server]
            self.figures[server.name][f"events_{name}"]["bytes_per_event"] = grown / sent[server.name]

    def best(self, servers, name, connections, arguments, counts=False):
        """Keeps each server's best round; returns them, or how many requests each server took."""
        requests = {server.name: 0 for server in servers}
        rounds = {server.name: [] for server in servers}
        for number in range(self.options.rounds):
            for server in servers:
                before = self.generator.requests
                warm_up = 0 if number else self.options.seconds
                rounds[server.name] += self.generator.run(
                    server, connections, arguments, self.options.seconds, warm_up, 1
                )
                requests[server.name] += self.generator.requests - before
        for server in servers:
            best = max(rounds[server.name], key=lambda figures: figures["rate"])
            best["cpu_ms"] = min(figures["cpu_ms"] for figures in rounds[server.name])
            best["load_cpu_ms"] = best["load_cpu_s"] * 1000 / best["requests"]
            self.figures[server.name][name] = best
        return requests if counts else {server.name: self.figures[server.name][name] for server in servers}

    def lineage(self, name, nodes):
        clew = self.servers[0]
        feed(clew, name, nodes // NODES_OF_STAGE, batch=True)
        asked = f"lineage?of={last_table(name, nodes // NODES_OF_STAGE, True)}&limit=10000"
        self.ask(clew, name, asked, nodes, lambda answer: len(answer["nodes"]), '"urn"')
        for server in self.servers[1:]:
            if nodes <= MARQUEZ_NODES_MAX:
                stages = nodes // MARQUEZ_NODES_OF_STAGE
                feed(server, name, stages, batch=False)
                asked = f"lineage?nodeId={last_table(name, stages, False)}&depth={depth(stages)}"
                self.ask(server, name, asked, nodes, lambda answer: len(answer["graph"]), '"inEdges"')

    def ask(self, server, name, path, nodes, count, text):
        answer = server.get(path)
        if count(answer) != nodes:
            raise RuntimeError(f"{server.name} has {count(answer)} nodes in the graph of {nodes}")
        with server.open(path) as whole:
            body = whole.read()
        ask = ["ask", f"{server.base}/{path}", text, body.decode().count(text)]
        self.best([server], name, 1, ask)
        self.figures[server.name][name]["answer_bytes"] = len(body)


def last_table(name, stages, as_reference):
    table = f"s3://{name}/t{stages - 1}" if as_reference else f"dataset:s3://{name}:t{stages - 1}"
    return urllib.parse.quote(table, safe="")


def depth(stages):
    """Returns how many jobs away the farthest is from the last: Marquez asks again for each step of depth that
    it is given, be there anything left or not, so that it takes minutes for 10,000."""
    seen = front = {stages - 1}
    steps = 0
    while len(seen) < stages:
        near = {other for stage in front for other in (stage - 1, stage // 2, stage + 1, 2 * stage, 2 * stage + 1)}
        front = {stage for stage in near - seen if 0 <= stage < stages}
        seen = seen | front
        steps += 1
    return steps


def feed(server, name, stages, batch, begun=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)):
    """Sends the runs of a chain of jobs: each reads what the one before wrote, and what one of far
    before wrote."""
    waiting = []
    for stage in range(stages):
        at = begun + datetime.timedelta(minutes=stage)
        for event in run(name, stage, at):
            if batch:
                waiting.append(event)
            else:
                server.post_json("lineage", event)
        if waiting and (len(waiting) >= 2 * STAGES_AT_A_TIME or stage == stages - 1):
            server.post_json("lineage/batch", waiting)
            waiting = []


def run(name, stage, at):
    sources = {stage - 1, stage // 2} - {stage, -1}
    event = {
        "producer": "https://github.com/bank/pipelines/tree/2.4.1",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": str(uuid.uuid4())},
        "job": {"namespace": name, "name": f"job{stage}"},
        "inputs": [table(name, source) for source in sorted(sources)],
        "outputs": [table(name, stage)],
    }
    for kind, seconds in (("START", 0), ("COMPLETE", 30)):
        moment = at + datetime.timedelta(seconds=seconds)
        yield {**event, "eventType": kind, "eventTime": moment.isoformat().replace("+00:00", "Z")}


def table(name, number):
    return {"namespace": f"s3://{name}", "name": f"t{number}"}
