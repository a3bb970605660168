"""Runs a Clew for a part of the benchmark, and verbs against it, with the CPU time that they took."""

import os
import pathlib
import re
import subprocess
import time

LAUNCHER = pathlib.Path(__file__).resolve().parent.parent.parent / "clew"


class Server:
    """A server in a process of its own."""

    def __init__(self, data, *arguments):
        self.data = data
        self.arguments = arguments

    def __enter__(self):
        self.process = subprocess.Popen(
            [str(LAUNCHER), "up", "--port", "0", "--data", str(self.data), *self.arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.url = found.group(0)
                return self
        raise RuntimeError("Clew ended before it was ready")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=60)

    def cpu_seconds(self):
        """What the server used until now."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def verb(self, *arguments):
        """Runs a verb to its end and returns (output, wall seconds, CPU seconds of server and verb)."""
        server = self.cpu_seconds()
        children = os.times()
        began = time.monotonic()
        done = subprocess.run(
            [str(LAUNCHER), *arguments, "--server", self.url], capture_output=True, text=True, check=False
        )
        wall = time.monotonic() - began
        after = os.times()
        verb = after.children_user + after.children_system - children.children_user - children.children_system
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout, wall, self.cpu_seconds() - server, verb
