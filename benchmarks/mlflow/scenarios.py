"""What is asked of both servers, in this order, and what Clew is to reach."""

import json
import time

WRITERS = 8
CALM_SECONDS = 3
CALM_WINDOWS = 3
POINTS = 1000
HISTORY_POINTS = 3000
PAGE = 100
KEYS = 10
FILTER = "metrics.loss < 0.3 and params.optimizer = 'adam'"
LARGE_RUNS = {"full": 100_000, "quick": 5_000}
ARTIFACT_MB = {"full": 256, "quick": 64}


class Scenarios:
    """Measures one server; figures are of the best round, since shared cores only ever add time."""

    def __init__(self, server, generator, options):
        self.server = server
        self.generator = generator
        self.options = options
        self.figures = {}

    def all(self, with_large_search):
        server = self.server
        self.figures["start_to_first_answer_s"] = server.start_seconds
        self.figures["processes"] = server.process_count()
        self.figures["rss_fresh_mb"], self.figures["pss_fresh_mb"] = server.memory_mb()
        self.writes()
        self.reads()
        self.search("search_600", 600)
        self.artifacts()
        self.figures["rss_loaded_mb"], self.figures["pss_loaded_mb"] = server.memory_mb()
        if with_large_search:
            self.search("search_large", LARGE_RUNS[self.options.size])
            self.figures["rss_large_mb"], _ = server.memory_mb()
        self.figures["idle_cpu_share"] = self._idle_share()
        self._leave_out_idle()
        return self.figures

    def writes(self):
        experiment = self.server.new_experiment("writes")
        self.measure("create", WRITERS, ["create", experiment])
        runs = ",".join(self.server.new_runs(experiment, WRITERS))
        self.measure("log_metric", WRITERS, ["log-metric", runs])
        self.measure("log_metric_1", 1, ["log-metric", ",".join(self.server.new_runs(experiment, 1))])
        runs = ",".join(self.server.new_runs(experiment, WRITERS))
        before, asked_before = self.server.database_bytes(), self.generator.requests
        self.measure("log_batch", WRITERS, ["log-batch", KEYS, runs])
        grown, batches = self.server.database_bytes() - before, self.generator.requests - asked_before
        self.figures["bytes_per_point"] = grown / (batches * POINTS)
        self.figures["log_batch"]["points_per_s"] = self.figures["log_batch"]["rate"] * POINTS

    def reads(self):
        experiment = self.server.new_experiment("reads")
        (run,) = self.server.new_runs(experiment, 1)
        for start in range(0, HISTORY_POINTS, POINTS):
            metrics = [
                {"key": "loss", "value": 1 / (step + 1), "timestamp": 1_767_225_600_000 + 40 * step, "step": step}
                for step in range(start, start + POINTS)
            ]
            self.server.post("runs/log-batch", run_id=run, metrics=metrics)
        self.measure("get", 1, ["get", f"/runs/get?run_id={run}", '"run_uuid"', 1])
        history = f"/metrics/get-history?run_id={run}&metric_key=loss&max_results=25000"
        self.measure("history", 1, ["get", history, '"timestamp"', HISTORY_POINTS])

    def search(self, name, runs):
        experiment = self.server.new_experiment(name)
        # All of it is one round, which ends when each connection has made its runs.
        fill = ["fill", experiment, runs // WRITERS]
        self.figures[f"{name}_fill"] = self.generator.run(
            self.server, WRITERS, fill, seconds=86_400, warm_up_seconds=0, rounds=1
        )[0]
        asked = {
            "experiment_ids": [experiment],
            "filter": FILTER,
            "order_by": ["metrics.loss ASC"],
            "max_results": PAGE,
        }
        found = len(self.server.post("runs/search", **asked)["runs"])
        asked_text = json.dumps(asked)
        self.measure(name, 1, ["post", "/runs/search", asked_text, '"run_uuid"', found])
        if name == "search_600":
            asked_all = json.dumps({"experiment_ids": [experiment], "max_results": 1000})
            self.measure("search_600_all", 1, ["post", "/runs/search", asked_all, '"run_uuid"', 600])

    def artifacts(self):
        experiment = self.server.new_experiment("artifacts")
        (run,) = self.server.new_runs(experiment, 1)
        megabytes = ARTIFACT_MB[self.options.size]
        path = f"/api/2.0/mlflow-artifacts/artifacts/{experiment}/{run}/artifacts/model.bin"
        self.measure("upload", 1, ["upload", path, megabytes])
        self.measure("download", 1, ["download", f"{path}-0", megabytes])
        for name in ("upload", "download"):
            self.figures[name]["mb_per_s"] = megabytes * 1.048576 / (self.figures[name]["p50_ms"] / 1000)

    def measure(self, name, connections, arguments):
        """Keeps the best round's figures under the name."""
        options = self.options
        rounds = self.generator.run(
            self.server,
            connections,
            arguments,
            options.seconds,
            options.warm_up_seconds,
            options.rounds,
        )
        best = max(rounds, key=lambda figures: figures["rate"])
        self.figures[name] = best
        print(
            f"  {self.server.name:<7}{name:<16}{best['rate']:>10.1f}/s"
            f"  p50 {best['p50_ms']:.3f} ms  p99 {best['p99_ms']:.3f} ms  CPU {best['cpu_ms']:.3f} ms",
            flush=True,
        )

    def _idle_share(self):
        """Returns the CPU seconds a second that the server takes when nobody asks, long after its start.

        The least of some windows: MLflow's job runners poll, and a JVM compiles on after a load.
        """
        shares = []
        for _ in range(CALM_WINDOWS):
            before, begun = self.server.cpu_seconds(), time.monotonic()
            if self.server.ends_within(CALM_SECONDS):
                raise RuntimeError(f"the server ended by itself:\n{self.server.said()}")
            shares.append((self.server.cpu_seconds() - before) / (time.monotonic() - begun))
        return min(shares)

    def _leave_out_idle(self):
        """Leaves out of the CPU per request what the server takes anyway."""
        for figures in self.figures.values():
            if isinstance(figures, dict) and "cpu_s" in figures:
                cpu = figures["cpu_s"] - self.figures["idle_cpu_share"] * figures["seconds"]
                figures["cpu_ms_with_idle"] = figures["cpu_ms"]
                figures["cpu_ms"] = max(cpu, 0) * 1000 / figures["requests"]
