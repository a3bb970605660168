"""Starts a new PostgreSQL of this machine's newest version."""

import contextlib
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time


class Postgres:
    """A new PostgreSQL with its defaults but for `settings` (`name=value`); commits are durable."""

    def __init__(self, folder, settings=()):
        self.binaries = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        self.port = free_port()
        self.folder = folder
        folder.mkdir()
        self.user = None
        if os.getuid() == 0:  # it refuses to run as root
            self.user = pwd.getpwnam("postgres")
            shutil.chown(folder, self.user.pw_uid, self.user.pw_gid)
        data = str(folder / "data")
        subprocess.run(
            [str(self.binaries / "initdb"), "-D", data, "-U", "postgres", "-A", "trust"],
            check=True,
            stdout=subprocess.DEVNULL,
            **self._as_user(),
        )
        self.process = subprocess.Popen(
            [str(self.binaries / "postgres"), "-D", data, "-p", str(self.port), "-k", str(folder)]
            + ["-c", "listen_addresses=127.0.0.1"]
            + [argument for setting in settings for argument in ("-c", setting)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._as_user(),
        )
        deadline = time.monotonic() + 60
        while not self._answers():
            if time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL did not start")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=0.1)

    def _as_user(self):
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "cwd": "/"} if self.user else {}

    def _answers(self):
        try:
            return self.ask("SELECT 1") == "1"
        except subprocess.CalledProcessError:
            return False

    def ask(self, sql):
        said = subprocess.run(
            [str(self.binaries / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-qAt"],
            input=sql.replace("; ", ";\n"),
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        return said.split()[-1]

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
