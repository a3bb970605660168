"""Asks a running Clew over HTTP for lineage of 1000 and of 10,000 nodes, and what changed between two."""

import datetime

from load import LoadGenerator
from scenarios import NODES_OF_STAGE, feed, last_table
from servers import Clew

SECOND_DAY = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
GRAPHS = {"lineage_1000": 1000, "lineage_10000": 10_000}


class Whole:
    """Fills a new server by events of OpenLineage and asks it on one connection."""

    def __init__(self, jdk, folder, options):
        self.folder = folder
        self.options = options
        self.generator = LoadGenerator(jdk, folder / "load")

    def all(self):
        server = Clew(self.folder / "clew")
        try:
            figures = {name: self.lineage(server, name, nodes) for name, nodes in GRAPHS.items()}
            return {**figures, "diff_1000": self.diff(server)}
        except RuntimeError:
            print(server.said()[-4000:])
            raise
        finally:
            server.stop()

    def lineage(self, server, name, nodes):
        feed(server, name, nodes // NODES_OF_STAGE, batch=True)
        path = f"lineage?of={last_table(name, nodes // NODES_OF_STAGE, True)}&limit={nodes}"
        got = len(server.get(path)["nodes"])
        if got != nodes:
            raise RuntimeError(f"{got} nodes in the graph of {nodes}")
        return self.ask(server, path)

    def diff(self, server):
        """Runs the same jobs again a day later, and asks what changed at the last table since."""
        name, stages = "lineage_1000", GRAPHS["lineage_1000"] // NODES_OF_STAGE
        feed(server, name, stages, batch=True, begun=SECOND_DAY)
        table = last_table(name, stages, True)
        path = f"diff?from={table}&to={table}&from_as_of={SECOND_DAY:%Y-%m-%dT%H:%M:%SZ}"
        answer = server.get(path)
        for side in ("from", "to"):
            if answer[side]["nodes"] < GRAPHS[name]:
                raise RuntimeError(f"{side} has {answer[side]['nodes']} nodes in its upstream")
        return self.ask(server, path)

    def ask(self, server, path):
        with server.open(path) as whole:
            body = whole.read()
        text = '"urn"'
        asked = ["ask", f"{server.base}/{path}", text, body.decode().count(text)]
        rounds = self.generator.run(server, 1, asked, self.options.seconds, self.options.seconds, 3)
        best = min(rounds, key=lambda figures: figures["p50_ms"])
        return {**best, "answer_bytes": len(body)}
