"""Runs trials: tells a pipeline's history, plants what is to be planted, and asks what changed."""

import dataclasses
import random
import secrets
import time

import clocks
import decoys
import words
import worlds
from client import Client
from events import Day
from naming import Urns
from plants import PLANTS
from tracking import Tracker

SINGLE = sorted(PLANTS)
VALUES = [name for name in SINGLE if PLANTS[name].is_of_values and name != "quality.assertion"]
PAIR_TRIES_MAX = 200


@dataclasses.dataclass
class Trial:
    """What was planted, asked and answered; `expected` has a list of alternatives for each plant."""

    trial_class: str
    seed: int
    kinds: list
    expected: list
    question: str
    asked: dict
    answer: dict
    ms: float
    decoys: list
    urns: object
    shape: str


def run(client: Client, trial_class, seed, number):
    """Runs the trial of this seed; `number` picks the kind, so that all kinds have equally many."""
    rng = random.Random(f"{trial_class}:{seed}")
    names, wants = planted_kinds(rng, trial_class, number)
    question = ask_how(rng, trial_class, names)
    token = f"{trial_class[0]}{seed}x{secrets.token_hex(3)}"  # a server may see a trial twice
    world = worlds.make(rng, token, wants)
    tracker = Tracker(client, world, rng)
    told = Told(client, tracker, world, rng)
    told.history()
    tracker.promote(told.versions[-1])
    before, world_before = clocks.now(), world.copy()
    found = decoys.some(world, rng)
    expected = [PLANTS[name].change(world, rng) for name in names]
    trained = trial_class != "values" and question != "version-times"
    told.day(clocks.Clock(None if "times" in question else 1), trained, changes=bool(names))
    if trained:
        tracker.promote(told.versions[-1])
        tracker.describe(told.versions[-1], "Better than the one before.")
    asked = Urns(world_before, world, told).question(question, before, clocks.now())
    begun = time.perf_counter()
    answer = client.ask("/api/v1/diff", **asked)
    ms = (time.perf_counter() - begun) * 1000
    urns = Urns(world_before, world, told)
    shape = f"{world.producer} {world.mode} {world.statistics} jobs={len(world.jobs)} history={world.history}"
    return Trial(trial_class, seed, names, expected, question, asked, answer, ms, found, urns, shape)


def planted_kinds(rng, trial_class, number):
    if trial_class == "null":
        return [], {"tuned": False}
    if trial_class == "values":
        name = VALUES[number % len(VALUES)]
        return [name], {**PLANTS[name].wants, "mode": "living"}
    first = SINGLE[number % len(SINGLE)]
    if trial_class == "planted":
        return [first], PLANTS[first].wants
    for _ in range(PAIR_TRIES_MAX):
        second = rng.choice(SINGLE)
        wants = {**PLANTS[first].wants, **PLANTS[second].wants}
        if agree(first, second) and all(wants[k] == v for k, v in PLANTS[first].wants.items()):
            return [first, second], wants
    raise RuntimeError(f"nothing goes with {first}")


def agree(first, second):
    """Says whether both can be planted in one pipeline without one hiding the other."""
    if "data.digest" in (first, second):  # it would be what a change upstream comes to
        return not PLANTS[first].is_upstream and not PLANTS[second].is_upstream
    alone = {"data.source", "data.stale", "upstream-run.status"}
    same = first.split(".")[0] == second.split(".")[0]
    hides = (first in alone and PLANTS[second].is_upstream) or (second in alone and PLANTS[first].is_upstream)
    return not same and not hides and not {first, second} <= alone


def ask_how(rng, trial_class, names):
    if trial_class == "values":
        return rng.choice(["version-times", "version-times", "model-times", "alias-times"])
    if "model.version" in names:
        return "alias-times"
    between = ["versions", "versions", "versions", "older-versions", "runs", "logged-models"]
    if trial_class == "null":
        return rng.choice([*between, "version-times"])
    times = ["alias-times", "model-times", "job-times"]
    upstream = names and all(PLANTS[name].is_upstream for name in names)
    return rng.choice([*between, *times, *(["dataset-times"] if upstream else [])])


class Told:
    """Tells days, and remembers what the server named."""

    def __init__(self, client, tracker, world, rng):
        self.client = client
        self.tracker = tracker
        self.world = world
        self.rng = rng
        self.runs, self.models, self.versions = [], [], []

    def history(self):
        """Tells the days before: all that jobs did in one request, since it is dated by itself."""
        events, days = [], []
        for day in range(self.world.history):
            clock = clocks.Clock(days_ago=self.world.history - day + 1)
            runs = self.world.mode != "still" or day == 0
            goes_on(self.world, self.rng, runs)
            if runs:
                events += Day(self.world, self.rng, clock).all()
            days.append((self.world.copy(), clock))
        self._send(events)
        for world, clock in days:
            self._train(world, clock)

    def day(self, clock, trained, changes):
        """Tells one day more; jobs of a pipeline that is still run when something of it changes."""
        runs = self.world.mode != "still" or changes
        goes_on(self.world, self.rng, runs)
        if runs:
            self._send(Day(self.world, self.rng, clock).all())
        if trained:
            self._train(self.world, clock)
        clock.catch_up()

    def _send(self, events):
        self.client.send("POST", "/api/v1/lineage/batch", events)

    def _train(self, world, clock):
        run, model, version = self.tracker.train(world, clock, self.rng)
        self.runs.append(run)
        self.models.append(model)
        self.versions.append(version)


def goes_on(world, rng, jobs_run):
    """Lets a day pass: data moves on, versions are counted up, what is never steady is different."""
    world.day += 1
    for table in world.tables.values():
        if table.made_by is None and world.mode == "living" and not table.is_pinned:
            table.moved = world.day
    for job in world.jobs:
        if jobs_run and not (job.fails or job.rests):
            output = world.tables[job.output]
            output.moved = max((world.tables[key].moved for key in job.inputs), default=0)
            if output.version is not None:
                output.version += 1
    told = world.training
    if world.day == world.settled_on:
        settle(told, rng)
    if "commit" in world.unsteady:
        told.commit = world.commit_of(rng)
    for name in world.unsteady:
        if name in words.PARAMS:
            told.params[name] = rng.choice([v for v in words.PARAMS[name] if v != told.params[name]])


def settle(told, rng):
    """Changes what does not change again: the history of a model is no straight line."""
    name = rng.choice([name for name in told.params if name in words.PARAMS])
    told.params[name] = rng.choice(words.PARAMS[name])
    name = rng.choice([name for name in told.packages if name in words.PACKAGES])
    told.packages[name] = rng.choice(words.PACKAGES[name])
