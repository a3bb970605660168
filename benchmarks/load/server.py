"""Starts a server in a folder of its own, asks it, and says what it takes."""

import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import time
import urllib.request

from processes import cpu_seconds, memory_mb, tree

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
START_SECONDS_MAX = 180
CALL_SECONDS_MAX = 300


class Server:
    """A running server, how to ask it, and what it takes.

    Subclasses say at which `base` it is asked, and what it answers once it is `ready`.
    """

    def __init__(self, command, folder, environment, url=None):
        folder.mkdir(parents=True, exist_ok=True)
        begun = time.monotonic()
        self.folder = folder
        self.log = open(folder / "server.log", "w+")
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        self.url = url
        while not self._answers():
            if self.ends_within(0.01) or time.monotonic() - begun > START_SECONDS_MAX:
                raise RuntimeError(f"{command[0]} did not start:\n{self.said()}")
        self.start_seconds = time.monotonic() - begun

    def ends_within(self, seconds):
        """Waits for the server's end so long, and says whether it came."""
        try:
            self.process.wait(seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def said(self):
        return (self.folder / "server.log").read_text()

    def _answers(self):
        if self.url is None:
            self.url = next((w for w in self.said().split() if w.startswith("http://")), None)
        try:
            return bool(self.url and self.get(self.ready))
        except OSError:
            return False

    def get(self, path):
        return self._call(urllib.request.Request(f"{self.url}{self.base}/{path}"))

    def post(self, path, **fields):
        return self.post_json(path, fields)

    def post_json(self, path, body):
        return self._call(
            urllib.request.Request(
                f"{self.url}{self.base}/{path}",
                data=json.dumps(body).encode(),
                headers={"Content-Type": "application/json"},
            )
        )

    def open(self, path):
        return urllib.request.urlopen(f"{self.url}{self.base}/{path}", timeout=CALL_SECONDS_MAX)

    def _call(self, request):
        with urllib.request.urlopen(request, timeout=CALL_SECONDS_MAX) as answer:
            return json.loads(answer.read() or b"null")

    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)

    def memory_mb(self):
        return memory_mb(self.process.pid)

    def process_count(self):
        return len(tree(self.process.pid))

    def database_bytes(self):
        """Returns the size of the database, with what its journal holds brought home."""
        with sqlite3.connect(self.database, timeout=60) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return self.database.stat().st_size

    def stop(self):
        """Ends the server, and what it started that outlives it."""
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()
