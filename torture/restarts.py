"""PostgreSQL restarted under load, as an operator does it and as a crash does."""

import random
import threading
import time

from calls import Client, Refused
from load import Load, Worker, require_unavailable
from server import Clew

WORKERS = 6
ANSWER_SECONDS_MAX = 15
RECOVERY_SECONDS_MAX = 20


def torture(data, postgres, restarts, seed, say):
    """Restarts it again and again; returns the figures."""
    rng = random.Random(seed)
    pause = threading.Event()
    clew = Clew(data, postgres.url()).start()
    client = Client(clew.port)
    workers = [Worker(number, rng.random()) for number in range(WORKERS)]
    for worker in workers:
        worker.prepare(client)
    figures = {"restarts": {}, "seconds_to_503_max": 0.0, "seconds_to_recover_max": 0.0}
    load = Load(workers, clew.port, faults=True).start()
    try:
        for number in range(restarts):
            pause.wait(rng.uniform(0.5, 2))
            how = ("fast", "immediate", "kill")[number % 3]
            postgres.stop(how)
            figures["restarts"][how] = figures["restarts"].get(how, 0) + 1
            _put(figures, "seconds_to_503_max", _require_503(client))
            pause.wait(rng.uniform(0, 2))
            postgres.start()
            _put(figures, "seconds_to_recover_max", _await_service(client))
        pause.wait(2)
        load.join()
        for worker in workers:
            worker.settle(client)
        clew.kill()
        clew.start()
        client = Client(clew.port)
        for worker in workers:
            worker.settle(client)
        figures["audit_entries_checked"] = clew.check()
        figures["calls_answered_503"] = sum(worker.refused for worker in workers)
        figures["acknowledged"] = sum(worker.acknowledged for worker in workers)
        figures["facts_read_back"] = sum(
            len(e.facts) for w in workers for e in (*w.runs, *w.models)
        )
        return figures
    except BaseException:
        say(f"failed after {figures}; Clew said:\n{clew.log()}")
        raise
    finally:
        load.ending.set()
        if clew.process.poll() is None:
            clew.stop()


def _put(figures, key, seconds):
    figures[key] = max(figures[key], round(seconds, 2))


def _require_503(client):
    """Both protocols say 503 while the database is away; returns how long the slowest took."""
    slowest = 0.0
    for call in (
        lambda: client.mlflow("runs/search", experiment_ids=["0"]),
        lambda: client.mlflow("experiments/create", name="while away"),
        lambda: client.ask("search", q="torture"),
    ):
        begun = time.monotonic()
        try:
            call()
            raise AssertionError("served, although the database is away")
        except Refused as refused:
            require_unavailable(refused)
        slowest = max(slowest, time.monotonic() - begun)
    assert slowest < ANSWER_SECONDS_MAX, f"a 503 took {slowest} s"
    return slowest


def _await_service(client):
    begun = time.monotonic()
    while True:
        try:
            client.mlflow("runs/search", experiment_ids=["0"])
            client.mlflow("experiments/set-experiment-tag", experiment_id="0", key="up", value=str(begun))
            return time.monotonic() - begun
        except Refused as refused:
            require_unavailable(refused)
        assert time.monotonic() - begun < RECOVERY_SECONDS_MAX, "it does not recover"
