"""Mixed load for a long time: memory, threads and files stay flat, apart from what the data itself needs."""

import random
import re
import subprocess
import threading
import time

from calls import Client
from load import Load, Worker
from server import ROOT, Clew

WORKERS = 4
THINK_SECONDS = 0.04
READ_BACK_ENTITIES_EACH = 40
SAMPLES = 20
# What the graph keeps of a write for good: its facts and their names.
HEAP_BYTES_A_WRITE_MAX = 2048
HEAP = "-Xmx512m"


def torture(data, seconds, seed, say):
    rng = random.Random(seed)
    clew = Clew(data, environment={"CLEW_JAVA_OPTIONS": HEAP}).start()
    client = Client(clew.port)
    workers = [Worker(number, rng.random()) for number in range(WORKERS)]
    for worker in workers:
        worker.prepare(client)
    jcmd = _jcmd()
    pause = threading.Event()
    load = Load(workers, clew.port, think_seconds=THINK_SECONDS).start()
    samples = []
    begun = time.monotonic()
    try:
        for number in range(SAMPLES + 1):
            pause.wait(max(0, begun + seconds * number / SAMPLES - time.monotonic()))
            if load.failures:
                break
            samples.append(_sample(clew, jcmd, workers, time.monotonic() - begun))
            if number % 4 == 0:
                say(str(samples[-1]))
        load.join()
        client = Client(clew.port)  # the first one was cut off for its silence
        facts = 0
        for worker in workers:
            entities = [*worker.runs, *worker.models]
            some = rng.sample(entities, min(len(entities), READ_BACK_ENTITIES_EACH))
            worker.settle(client, some)
            facts += sum(len(entity.facts) for entity in some)
        # The first quarter warms up: classes, compiled code, caches.
        first, last = samples[len(samples) // 4], samples[-1]
        writes = last["writes"] - first["writes"]
        figures = {
            "seconds": round(last["at"]),
            "writes": last["writes"],
            "after_a_quarter": first,
            "at_the_end": last,
            "heap_bytes_a_write": round((last["heap_kib"] - first["heap_kib"]) * 1024 / max(1, writes)),
            "audit_entries_checked": clew.check(),
            "facts_read_back": facts,
        }
        assert figures["heap_bytes_a_write"] < HEAP_BYTES_A_WRITE_MAX, figures
        for counted, more in (("threads", 4), ("files", 16)):
            assert last[counted] <= first[counted] + more, figures
        return figures
    except BaseException:
        say(f"{samples}\nClew said:\n{clew.log()}")
        raise
    finally:
        load.ending.set()
        if clew.process.poll() is None:
            clew.stop()


def _jcmd():
    home = subprocess.run([str(ROOT / "scripts/find-jdk")], check=True, capture_output=True, text=True)
    return home.stdout.strip() + "/bin/jcmd"


def _sample(clew, jcmd, workers, at):
    """Counts after a full collection, so that what is used is what is held."""
    pid = str(clew.process.pid)
    run = lambda *what: subprocess.run(  # noqa: E731
        [jcmd, pid, *what], check=True, capture_output=True, text=True
    ).stdout
    run("GC.run")
    used = re.findall(r"\btotal [^\n]*?\bused (\d+)K", run("GC.heap_info"))
    assert used, "the collector's form is not known"
    return {
        "at": round(at, 1),
        "writes": sum(worker.acknowledged for worker in workers),
        "heap_kib": sum(map(int, used)),
        **clew.status(),
    }
