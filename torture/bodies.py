"""Large artifacts and many uploads at once, with a server that has 256 MiB of heap."""

import hashlib
import http.client
import random
import threading
import time

from calls import Client, artifact_path
from server import Clew

GIB = 1 << 30
BLOCK = 1 << 20
UPLOADS = 64
UPLOAD_BYTES = 24 << 20
HEAP = "-Xmx256m"
RSS_KIB_MAX = 700 * 1024


class Stream:
    """Bytes that are made as they are sent, and their SHA-256."""

    def __init__(self, seed, size):
        self.block = random.Random(seed).randbytes(BLOCK)
        self.size = size
        self.digest = hashlib.sha256()

    def __iter__(self):
        left, number = self.size, 0
        while left > 0:
            part = (number.to_bytes(8, "big") + self.block[8:])[: min(left, BLOCK)]
            self.digest.update(part)
            yield part
            left -= len(part)
            number += 1


def upload(port, path, stream):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    connection.request("PUT", path, body=iter(stream), headers={"Content-Length": str(stream.size)})
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    assert answer.status == 200, f"{answer.status} {said[:300]!r}"
    return stream.digest.hexdigest()


def download(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 200, answer.status
    digest, size = hashlib.sha256(), 0
    while part := answer.read(BLOCK):
        digest.update(part)
        size += len(part)
    connection.close()
    return digest.hexdigest(), size


def torture(data, seed, say):
    clew = Clew(data, environment={"CLEW_JAVA_OPTIONS": HEAP}).start()
    try:
        client = Client(clew.port)
        run = client.mlflow("runs/create", experiment_id="0", run_name="large")["run"]["info"]["run_id"]
        figures = {"heap": HEAP}
        path = artifact_path("0", run, "gigabyte.bin")
        begun = time.monotonic()
        sent = upload(clew.port, path, Stream(seed, GIB))
        figures["up_1_gib_seconds"] = round(time.monotonic() - begun, 1)
        begun = time.monotonic()
        assert download(clew.port, path) == (sent, GIB), "the gigabyte came back changed"
        figures["down_1_gib_seconds"] = round(time.monotonic() - begun, 1)
        figures["rss_mib_after_1_gib"] = clew.status()["rss_kib"] >> 10
        figures.update(_uploads_at_once(clew, client, run, seed))
        assert clew.status()["rss_kib"] < RSS_KIB_MAX, clew.status()
        return figures
    except BaseException:
        say("Clew said:\n" + clew.log())
        raise
    finally:
        clew.stop()


def _uploads_at_once(clew, client, run, seed):
    """All start together; meanwhile small calls are answered."""
    sent, failures = {}, []
    together = threading.Barrier(UPLOADS)

    def one(number):
        path = artifact_path("0", run, f"many/{number}.bin")
        try:
            together.wait()
            sent[path] = upload(clew.port, path, Stream(f"{seed}-{number}", UPLOAD_BYTES))
        except Exception as failure:  # raised in the main thread below
            failures.append(failure)

    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(UPLOADS)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    slowest = 0.0
    while any(thread.is_alive() for thread in threads):
        asked = time.monotonic()
        client.mlflow("runs/set-tag", run_id=run, key="meanwhile", value=str(asked))
        slowest = max(slowest, time.monotonic() - asked)
    took = time.monotonic() - begun
    if failures:
        raise failures[0]
    for path, digest in sent.items():
        assert download(clew.port, path) == (digest, UPLOAD_BYTES), f"{path} came back changed"
    assert slowest < 10, f"a small write waited {slowest} s"
    return {
        "uploads_at_once": UPLOADS,
        "uploads_mib_each": UPLOAD_BYTES >> 20,
        "uploads_seconds": round(took, 1),
        "slowest_small_write_meanwhile_seconds": round(slowest, 2),
        "rss_mib_after_uploads": clew.status()["rss_kib"] >> 10,
    }
