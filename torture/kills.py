"""kill -9 at random points under mixed load, on both stores; everything read back by content."""

import random
import threading
import time

from calls import Client
from load import Load, Worker
from server import Clew

WORKERS = 6
LOAD_SECONDS_MAX = 2.0
START_KILL_SHARE = 0.1
START_SECONDS_MAX = 1.2


def torture(data, store, kills, seed, say):
    """Runs one series on one data folder or database; returns its figures."""
    rng = random.Random(seed)
    pause = threading.Event()
    clew = Clew(data, store).start()
    workers = [Worker(number, rng.random()) for number in range(WORKERS)]
    client = Client(clew.port)
    for worker in workers:
        worker.prepare(client)
    figures = {"kills": 0, "kills_while_starting": 0, "open_calls_found_done": 0, "restart_seconds_max": 0}
    checks = 0
    try:
        while figures["kills"] < kills:
            load = Load(workers, clew.port).start()
            pause.wait(rng.uniform(0.02, LOAD_SECONDS_MAX))
            clew.kill()
            figures["kills"] += 1
            load.join()
            if rng.random() < START_KILL_SHARE:
                clew.launch()
                pause.wait(rng.uniform(0, START_SECONDS_MAX))
                clew.kill()
                figures["kills"] += 1
                figures["kills_while_starting"] += 1
            begun = time.monotonic()
            clew.start()
            took = time.monotonic() - begun
            figures["restart_seconds_max"] = max(figures["restart_seconds_max"], round(took, 2))
            client = Client(clew.port)
            for worker in workers:
                figures["open_calls_found_done"] += worker.settle_touched(client)
            if figures["kills"] // 25 > checks:
                checks = figures["kills"] // 25
                clew.check()
                say(f"{figures}, acknowledged {sum(w.acknowledged for w in workers)}")
        for worker in workers:
            worker.settle(client)
        figures["audit_entries_checked"] = clew.check()
        figures["acknowledged"] = sum(worker.acknowledged for worker in workers)
        figures["entities_read_back"] = sum(len(w.runs) + len(w.models) for w in workers)
        figures["facts_read_back"] = sum(
            len(e.facts) for w in workers for e in (*w.runs, *w.models)
        )
        return figures
    except BaseException:
        say(f"failed after {figures}; Clew said:\n{clew.log()}")
        raise
    finally:
        if clew.process.poll() is None:
            clew.stop()
