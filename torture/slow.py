"""Clients that are slow on purpose, and thousands that say nothing: others are served, they are cut."""

import pathlib
import resource
import selectors
import socket
import threading
import time

from calls import Client, artifact_path
from server import Clew

# The server cuts after 20 s of slowness or 60 s of silence, and looks twice a second.
CUT_SECONDS_MAX = 75
ARTIFACT_BYTES = 64 << 20
SLOWEST_SECONDS_MAX = 2.0
# A server that warms up takes some memory whoever is connected.
WARM_KIB_MAX = 64 * 1024
IDLE_KIB_EACH_MAX = 16


class Slow:
    """Many connections driven by one thread, each sending a byte a second or never reading."""

    def __init__(self, port, opening, count, drips):
        self.port = port
        self.drips = drips
        self.sockets = []
        for _ in range(count):
            connection = socket.socket()
            if not drips:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
            connection.connect(("127.0.0.1", port))
            connection.sendall(opening)
            connection.setblocking(False)
            self.sockets.append(connection)
        self.begun = time.monotonic()
        self.cut_after = {}

    def beat(self):
        """Sends the next byte of each that is open, and notes which were cut."""
        served = _served(self.port)
        for connection in self.sockets:
            if connection in self.cut_after:
                continue
            try:
                if self.drips:
                    connection.send(b"x")
                    if connection.recv(4096) == b"":
                        raise ConnectionResetError
                elif connection.getsockname()[1] not in served:
                    raise ConnectionResetError
            except BlockingIOError:
                continue
            except OSError:
                self.cut_after[connection] = time.monotonic() - self.begun

    def is_cut(self):
        return len(self.cut_after) == len(self.sockets)

    def close(self):
        for connection in self.sockets:
            connection.close()


def _served(port):
    """Returns the client's ports of the server's open connections.

    One that does not read cannot see that it was cut: the end stands behind the data it leaves.
    """
    ports = set()
    for table in ("tcp", "tcp6"):
        for line in (pathlib.Path("/proc/net") / table).read_text().splitlines():
            fields = line.split()
            if fields[3] == "01" and fields[1].endswith(f":{port:04X}"):
                ports.add(int(fields[2].split(":")[1], 16))
    return ports


def slow_clients(data, seed, count, say):
    """Slow headers, slow bodies, readers that do not read: `count` of each at once."""
    clew = Clew(data).start()
    try:
        client = Client(clew.port)
        run = client.mlflow("runs/create", experiment_id="0", run_name="slow")["run"]["info"]["run_id"]
        path = artifact_path("0", run, "large.bin")
        client.raw("PUT", path, bytes(ARTIFACT_BYTES))
        kinds = {
            "slow_headers": (b"GET /version HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", True),
            "slow_bodies": (
                f"PUT {path}.slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n".encode(),
                True,
            ),
            "readers_that_do_not_read": (
                f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(),
                False,
            ),
        }
        before = clew.status()
        slow = {
            name: Slow(clew.port, opening, count, drips) for name, (opening, drips) in kinds.items()
        }
        during = None
        waits = []
        pause = threading.Event()
        begun = time.monotonic()
        while not all(kind.is_cut() for kind in slow.values()):
            assert time.monotonic() - begun < CUT_SECONDS_MAX, {
                name: f"{len(kind.cut_after)} of {count} cut" for name, kind in slow.items()
            }
            for kind in slow.values():
                kind.beat()
            for _ in range(5):
                asked = time.monotonic()
                client.mlflow("runs/set-tag", run_id=run, key="k", value=str(asked))
                client.get("/api/2.0/mlflow/runs/get", run_id=run)
                waits.append(time.monotonic() - asked)
            during = during or clew.status()
            pause.wait(1)
        waits.sort()
        figures = {
            "of_each_kind": count,
            "cut_after_seconds": {
                name: [round(min(kind.cut_after.values()), 1), round(max(kind.cut_after.values()), 1)]
                for name, kind in slow.items()
            },
            "write_and_read_meanwhile_ms": {
                "median": round(waits[len(waits) // 2] * 1000, 1),
                "p95": round(waits[len(waits) * 95 // 100] * 1000, 1),
                "slowest": round(waits[-1] * 1000, 1),
            },
            "rss_mib": [before["rss_kib"] >> 10, during["rss_kib"] >> 10],
            "threads": [before["threads"], during["threads"]],
        }
        # The slowest may be among the first: the readers' socket buffers are being filled then.
        assert waits[len(waits) * 95 // 100] < SLOWEST_SECONDS_MAX, figures
        for kind in slow.values():
            kind.close()
        return figures
    except BaseException:
        say("Clew said:\n" + clew.log())
        raise
    finally:
        clew.stop()


def idle_connections(data, count, say):
    """Connections that have asked once and then say nothing, and as many clients as ever between them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert hard >= count + 500, f"{count} connections need more open files than {hard}"
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    clew = Clew(data).start()
    idle = []
    try:
        client = Client(clew.port)
        client.mlflow("experiments/create", name="first")
        before = clew.status()
        with selectors.DefaultSelector() as ready:
            for number in range(count):
                connection = socket.create_connection(("127.0.0.1", clew.port), timeout=30)
                idle.append(connection)
                if number % 2:
                    connection.sendall(b"GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    ready.register(connection, selectors.EVENT_READ)
            answered = 0
            while answered < count // 2:
                for key, _ in ready.select(timeout=30):
                    assert key.fileobj.recv(4096).startswith(b"HTTP/1.1 200")
                    ready.unregister(key.fileobj)
                    answered += 1
        during = clew.status()
        waits = []
        for number in range(200):
            asked = time.monotonic()
            fresh = Client(clew.port)
            fresh.mlflow("experiments/create", name=f"meanwhile {number}")
            fresh.get("/api/2.0/mlflow/experiments/get-by-name", experiment_name=f"meanwhile {number}")
            fresh.close()
            waits.append(time.monotonic() - asked)
        waits.sort()
        figures = {
            "idle_connections": count,
            "open_files": during["files"],
            "rss_mib": [before["rss_kib"] >> 10, during["rss_kib"] >> 10],
            "threads": [before["threads"], during["threads"]],
            "new_connection_write_and_read_ms": {
                "median": round(waits[100] * 1000, 1),
                "slowest": round(waits[-1] * 1000, 1),
            },
        }
        assert during["files"] >= count, figures
        assert during["rss_kib"] - before["rss_kib"] < WARM_KIB_MAX + count * IDLE_KIB_EACH_MAX, figures
        assert during["threads"] - before["threads"] < 32, figures
        assert waits[-1] < SLOWEST_SECONDS_MAX, figures
        return figures
    except BaseException:
        say("Clew said:\n" + clew.log())
        raise
    finally:
        for connection in idle:
            connection.close()
        clew.stop()
