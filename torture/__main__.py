"""Tries to make Clew lose something. `python3 torture --short` for CI, `--long` for docs/reliability.md."""

import argparse
import json
import pathlib
import random
import sys
import tempfile
import time

import bodies
import faults
import kills
import restarts
import slow
import soak
from postgres import Postgres


class Plan:
    """What a trial gets: a folder of its own, a seed, the form, and a voice."""

    def __init__(self, folder, seed, long, options):
        self.folder = folder
        self.seed = seed
        self.long = long
        self.options = options

    def say(self, text):
        print(f"  {time.strftime('%H:%M:%S')} {text}", flush=True)


def kill_sqlite(plan):
    count = plan.options.kills or (150 if plan.long else 5)
    return kills.torture(plan.folder / "clew", None, count, plan.seed, plan.say)


def kill_postgresql(plan):
    count = plan.options.kills or (150 if plan.long else 5)
    postgres = Postgres(plan.folder / "postgresql")
    try:
        return kills.torture(plan.folder / "clew", postgres.url(), count, plan.seed, plan.say)
    finally:
        postgres.stop("fast")


def disk_full(plan):
    return faults.disk_full(plan.folder, plan.seed, 10 if plan.long else 2, plan.say)


def failing_calls(plan):
    return faults.failing_calls(plan.folder, plan.seed, 10 if plan.long else 1, plan.say)


def failing_fsync(plan):
    kills = plan.options.kills or (30 if plan.long else 3)
    return faults.failing_fsync_then_crash(plan.folder, plan.seed, kills, plan.say)


def postgresql_restarts(plan):
    postgres = Postgres(plan.folder / "postgresql")
    try:
        return restarts.torture(
            plan.folder / "clew", postgres, 30 if plan.long else 3, plan.seed, plan.say
        )
    finally:
        if postgres.process.poll() is None:
            postgres.stop("fast")


def large_bodies(plan):
    return bodies.torture(plan.folder / "clew", plan.seed, plan.say)


def slow_clients(plan):
    return slow.slow_clients(plan.folder / "clew", plan.seed, 300 if plan.long else 50, plan.say)


def idle_connections(plan):
    return slow.idle_connections(plan.folder / "clew", 5000 if plan.long else 1000, plan.say)


def soak_load(plan):
    seconds = plan.options.soak_seconds or (1200 if plan.long else 30)
    return soak.torture(plan.folder / "clew", seconds, plan.seed, plan.say)


TRIALS = {
    "kill-sqlite": kill_sqlite,
    "kill-postgresql": kill_postgresql,
    "disk-full": disk_full,
    "failing-calls": failing_calls,
    "failing-fsync": failing_fsync,
    "postgresql-restarts": postgresql_restarts,
    "large-bodies": large_bodies,
    "slow-clients": slow_clients,
    "idle-connections": idle_connections,
    "soak": soak_load,
}


def main():
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--short", action="store_true", help="some minutes, for CI")
    form.add_argument("--long", action="store_true", help="more than an hour")
    parser.add_argument("--only", action="append", choices=list(TRIALS), default=[])
    parser.add_argument("--seed", type=int, help="repeat a run's random choices")
    parser.add_argument("--kills", type=int, help="kills on each store")
    parser.add_argument("--soak-seconds", type=int)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**32)
    print(f"torture: seed {seed}", flush=True)
    figures, failed = {"seed": seed}, []
    for name in options.only or TRIALS:
        begun = time.monotonic()
        print(f"{name} …", flush=True)
        with tempfile.TemporaryDirectory(prefix="clew-torture-", ignore_cleanup_errors=True) as folder:
            plan = Plan(pathlib.Path(folder), seed, options.long, options)
            try:
                figures[name] = TRIALS[name](plan)
                verdict = "held"
            except Exception as failure:  # the other trials still run
                import traceback

                traceback.print_exc()
                figures[name] = {"failed": f"{type(failure).__name__}: {failure}"}
                failed.append(name)
                verdict = "FAILED"
        print(f"{name} {verdict} in {time.monotonic() - begun:.0f} s: {figures[name]}", flush=True)
    print(json.dumps(figures))
    if failed:
        sys.exit(f"torture: failed: {', '.join(failed)} (seed {seed})")


main()
