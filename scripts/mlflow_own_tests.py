"""A pytest plugin that lets MLflow's own tests of a tracking server run against Clew.

The tests start a server of MLflow for each case, by one class and two functions; here each of them
starts a fresh Clew instead, on a data folder of its own, and stops it afterwards. What a test reads
from the server's disk or memory it does not find.

Named by `-p mlflow_own_tests`; CLEW is the launcher to start.
"""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile

import pytest

# The place of artifacts that a test asks its server for. Only a few tests are about a server whose
# clients go to a folder themselves; all others send files through it, as MLflow's own does by default.
ASKED_ROOT = {"uri": None}
ABOUT_A_FOLDER = {
    "test_artifacts",
    "test_create_model_version_with_path_source",
    "test_create_model_version_with_file_uri",
}

READY = re.compile(r"https?://\S+:\d+")


class Clew:
    """Runs one server; a context manager that yields its address."""

    def __init__(self, app=None, port=0):
        self.port = port or _free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        import mlflow

        # In MLflow's own process client and server share a store; here only the address leads there.
        mlflow.set_tracking_uri(None)
        self.data = tempfile.mkdtemp(prefix="clew-mlflow-")
        self.process = subprocess.Popen(
            [os.environ["CLEW"], "up", "--port", str(self.port), "--data", self.data, *_root()],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = []
        for line in self.process.stdout:
            said.append(line)
            if READY.search(line):
                return self.url
        raise RuntimeError("Clew did not start: " + "".join(said))

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()
        shutil.rmtree(self.data, ignore_errors=True)


def _root():
    return ["--artifact-root", ASKED_ROOT["uri"]] if ASKED_ROOT["uri"] else []


def _note_root(*_, default_artifact_root=None, **__):
    test = os.environ.get("PYTEST_CURRENT_TEST", "").split("::")[-1].split("[")[0]
    ASKED_ROOT["uri"] = default_artifact_root if test in ABOUT_A_FOLDER else None


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def _init_server(*_, **__):
    with Clew() as url:
        yield url


@contextlib.contextmanager
def _launch_server(host, port, *_, **__):
    with Clew(port=port) as clew:
        yield clew


STARTERS = {
    "ServerThread": Clew,
    "_init_server": _init_server,
    "_launch_server": _launch_server,
}


def pytest_configure(config):
    # A marker that the tests name and that comes with a plugin which they do not need here.
    config.addinivalue_line("markers", "asyncio: runs a coroutine")


def pytest_collection_modifyitems(config, items):
    import mlflow.server.handlers as handlers

    handlers.initialize_backend_stores = _note_root
    for module in {item.module for item in items}:
        for name, value in STARTERS.items():
            if hasattr(module, name):
                setattr(module, name, value)
        if hasattr(module, "initialize_backend_stores"):
            module.initialize_backend_stores = _note_root


@pytest.fixture(autouse=True)
def _no_leftover_uri(monkeypatch):
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
