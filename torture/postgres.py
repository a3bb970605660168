"""Runs Debian's PostgreSQL on 127.0.0.1, durable as installed, never as root, ended by its own handle."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import threading


class Postgres:
    """One PostgreSQL that can be killed and started again on the same port and data."""

    def __init__(self, folder):
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
        if not found:
            raise SystemExit("Debian's postgresql is needed: apt-get install postgresql")
        self.binaries = found[-1]
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o755)
        self.user = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.folder.parent.chmod(0o755)
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.data = self.folder / "data"
        self._run("initdb", "-D", self.data, "-U", "clew", "-A", "trust", "--encoding=UTF8", "--locale=C")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = None
        self.start()

    def _run(self, program, *arguments):
        subprocess.run(
            [*self.user, str(self.binaries / program), *map(str, arguments)],
            check=True,
            capture_output=True,
            cwd=self.folder,
        )

    def start(self):
        """Starts the server and waits until it takes connections."""
        command = [*self.user, str(self.binaries / "postgres"), "-D", str(self.data)]
        command += ["-h", "127.0.0.1", "-p", str(self.port), "-k", str(self.folder)]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        pause = threading.Event()
        while not self._takes_connections():
            if self.process.poll() is not None:
                raise AssertionError((self.folder / "log").read_text()[-3000:])
            pause.wait(0.05)

    def _takes_connections(self):
        try:
            self._run("pg_isready", "-h", "127.0.0.1", "-p", self.port)
            return True
        except subprocess.CalledProcessError:
            return False

    def url(self, database="postgres"):
        return f"postgresql://clew@127.0.0.1:{self.port}/{database}"

    def new_database(self, name):
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "clew", name)
        return self.url(name)

    def stop(self, how):
        """Stops it: `fast` as an operator, `immediate` as a crash, `kill` by SIGKILL to all of it."""
        if how == "kill":
            children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
            pids = [self.process.pid, *map(int, children.read_text().split())]
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        else:
            self.process.send_signal({"fast": signal.SIGINT, "immediate": signal.SIGQUIT}[how])
        self.process.wait(timeout=60)
