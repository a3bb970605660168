"""Starts, kills and watches real Clews: the built jar, in a process, on a port and a folder of its own."""

import json
import os
import pathlib
import re
import signal
import subprocess
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAUNCHER = ROOT / "clew"
ANSWERING = re.compile(r"ready at http://127\.0\.0\.1:(\d+)")


class Clew:
    """One Clew that can be ended and started again on the same folder or database."""

    def __init__(self, data, store=None, environment=None):
        self.arguments = ["up", "--port", "0", "--data", str(data)]
        if store:
            self.arguments += ["--store", store]
        self.environment = {**os.environ, **(environment or {})}
        self.process = None
        self.port = 0
        self.lines = []

    def launch(self):
        """Starts the process and does not wait for it."""
        self.lines = []
        self.process = subprocess.Popen(
            [str(LAUNCHER), *self.arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
        )

    def start(self):
        """Starts the process and waits until it answers."""
        self.launch()
        for line in self.process.stdout:
            self.lines.append(line)
            found = ANSWERING.search(line)
            if found:
                self.port = int(found.group(1))
                threading.Thread(target=self._keep_reading, args=(self.process,), daemon=True).start()
                return self
        raise AssertionError("Clew ended before it answered:\n" + "".join(self.lines))

    def _keep_reading(self, process):
        for line in process.stdout:
            self.lines.append(line)

    def kill(self):
        """Ends the process as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=30)

    def stop(self):
        """Ends the process as an operator would."""
        self.process.terminate()
        self.process.wait(timeout=60)

    def check(self):
        """Runs `clew check` beside this server, its graph in memory included; returns the log's end."""
        environment = {k: v for k, v in self.environment.items() if k != "LD_PRELOAD"}
        where = self.arguments[3:]
        checked = subprocess.run(
            [str(LAUNCHER), "check", "--json", "--live", f"http://127.0.0.1:{self.port}", *where],
            capture_output=True,
            text=True,
            env=environment,
            timeout=600,
        )
        if checked.returncode != 0:
            raise AssertionError(f"clew check: {checked.stdout[:4000]} {checked.stderr[:2000]}")
        return json.loads(checked.stdout)["position"]

    def log(self, last=40):
        return "".join(self.lines[-last:])

    def status(self):
        """Returns what the kernel counts: resident KiB, threads, open files."""
        folder = pathlib.Path("/proc") / str(self.process.pid)
        fields = dict(
            line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line
        )
        return {
            "rss_kib": int(fields["VmRSS"].split()[0]),
            "threads": int(fields["Threads"]),
            "files": len(os.listdir(folder / "fd")),
        }
