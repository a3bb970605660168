"""Starts the two servers that are compared, each with its defaults, in a folder of its own."""

import os
import pathlib
import socket

from server import ROOT, Server


class Tracking(Server):
    """A server that speaks MLflow's REST API."""

    base = "/api/2.0/mlflow"
    ready = "experiments/get?experiment_id=0"

    def new_experiment(self, name):
        return self.post("experiments/create", name=name)["experiment_id"]

    def new_runs(self, experiment, count):
        return [
            self.post("runs/create", experiment_id=experiment, start_time=1)["run"]["info"]["run_id"]
            for _ in range(count)
        ]


class Mlflow(Tracking):
    name = "MLflow"

    def __init__(self, folder, python):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.database = folder / "mlflow.db"
        binaries = pathlib.Path(python).parent
        super().__init__(
            [str(binaries / "mlflow"), "server", "--port", str(port)],
            folder,
            {"PATH": f"{binaries}:{os.environ['PATH']}", "MLFLOW_DISABLE_TELEMETRY": "true"},
            url=f"http://127.0.0.1:{port}",
        )


class Clew(Tracking):
    name = "Clew"

    def __init__(self, folder):
        data = folder / "data"
        self.database = data / "clew.db"
        super().__init__(
            [str(ROOT / "clew"), "up", "--port", "0", "--data", str(data)], folder, {}
        )
