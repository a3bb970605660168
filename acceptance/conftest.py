"""Starts real Clews for the acceptance tests: the built jar, on a free port, in a folder of its own."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAUNCHER = ROOT / "clew"
READY_TIMEOUT_SECONDS = 60


class Clew:
    """A running Clew and the ways to ask it."""

    def __init__(self, process, url):
        self.process = process
        self.url = url

    def get(self, path, **parameters):
        """Asks the read API and returns the answer as Python values; raises on a refusal."""
        query = urllib.parse.urlencode(parameters, doseq=True)
        with urllib.request.urlopen(f"{self.url}/api/v1{path}?{query}", timeout=30) as answer:
            return json.load(answer)

    def refusal(self, path, **parameters):
        """Asks what must be refused and returns (status, problem)."""
        with pytest.raises(urllib.error.HTTPError) as refused:
            self.get(path, **parameters)
        return refused.value.code, json.load(refused.value)

    def cli(self, *arguments, check=True):
        """Runs a verb of the command line against this server."""
        return subprocess.run(
            [str(LAUNCHER), *arguments, "--server", self.url],
            check=check,
            capture_output=True,
            text=True,
            timeout=60,
        )


def start_clew(*arguments, env=None):
    """Starts Clew and waits for its ready line, which names the address."""
    process = subprocess.Popen(
        [str(LAUNCHER), "up", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(env or {})},
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return Clew(process, found.group(0))
    raise AssertionError("Clew ended before it was ready:\n" + "".join(lines))


def stop_clew(clew):
    clew.process.terminate()
    clew.process.communicate(timeout=30)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """A real PostgreSQL of Debian's packages, as a user that is not root."""
    binaries = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries:
        pytest.fail("Debian's postgresql is needed: apt-get install postgresql")
    folder = tmp_path_factory.mktemp("postgresql")
    as_user = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        for parent in folder.parents:
            if parent.is_relative_to(tmp_path_factory.getbasetemp().parent):
                parent.chmod(0o755)
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    data = folder / "data"
    run = lambda *command: subprocess.run(  # noqa: E731
        [*as_user, *command], check=True, capture_output=True, text=True, cwd=folder
    )
    run(str(binaries[-1] / "initdb"), "-D", str(data), "-U", "clew", "-A", "trust")
    port = free_port()
    server = subprocess.Popen(
        [
            *as_user,
            str(binaries[-1] / "postgres"),
            *("-D", str(data), "-p", str(port), "-k", str(folder)),
            *("-c", "listen_addresses=127.0.0.1"),
        ],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in server.stderr:
        if "ready to accept connections" in line:
            break
    yield f"postgresql://clew@127.0.0.1:{port}/postgres"
    server.terminate()
    server.communicate(timeout=30)


def free_port():
    import socket

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def clew(request, tmp_path_factory):
    """One Clew for all tests of a session, on each store in turn."""
    arguments = ["--data", str(tmp_path_factory.mktemp("clew"))]
    if request.param == "postgresql":
        arguments += ["--store", request.getfixturevalue("postgresql")]
    running = start_clew(*arguments)
    yield running
    stop_clew(running)


@pytest.fixture
def mlflow(clew, monkeypatch):
    """The real MLflow client, pointed at Clew and otherwise as it comes."""
    monkeypatch.setenv("MLFLOW_TRACKING_URI", clew.url)
    monkeypatch.setenv("GIT_PYTHON_REFRESH", "quiet")
    import mlflow as client

    client.set_tracking_uri(clew.url)
    client.set_registry_uri(clew.url)
    yield client
    while client.active_run():
        client.end_run()
    # What was switched on for one library stays on when all are switched off together.
    for library in ("sklearn", "xgboost", "lightgbm"):
        getattr(client, library).autolog(disable=True)


def pytest_report_header():
    return f"python {sys.version.split()[0]}, launcher {LAUNCHER}"
