"""Mixed load that remembers what was acknowledged, and settles what was not by reading it back.

A worker owns its runs and models, so it knows exactly what each must hold. A call changes one of
them. When its answer never came, or was a refusal that says nothing of the outcome (503), the entity
must hold either what it held before or all of the change: both are whole, anything else is a loss.
"""

import hashlib
import random
import threading

from calls import Client, Refused, Unanswered, artifact_path
from entities import RUN_NAME_TAG, TOKEN_TAG, read_model, read_run

START_MILLIS = 1_700_000_000_000


class Loss(AssertionError):
    """What was acknowledged is not there, or what is there was never sent or is half of it."""


class Entity:
    """A run or a model: what was acknowledged of it, and what its last call may have added."""

    def __init__(self, name):
        self.name = name
        self.id = None
        self.facts = {}
        self.pending = None

    def settle(self, actual, what):
        """Compares with what is read, and takes it over; returns whether a pending call was done."""
        if actual == self.facts:
            self.pending = None
            return False
        if self.pending is not None and actual == {**self.facts, **self.pending}:
            self.facts, self.pending = actual, None
            return True
        expected = self.facts
        missing = {k: v for k, v in expected.items() if actual.get(k) != v}
        extra = {k: v for k, v in actual.items() if expected.get(k) != v}
        raise Loss(
            f"{what} {self.name}: missing {_short(missing)}; extra {_short(extra)};"
            f" pending {_short(self.pending)}"
        )


def _short(value):
    text = repr(value)
    return text if len(text) < 2000 else text[:2000] + "…"


class Worker:
    """One client thread's calls and what it knows."""

    def __init__(self, number, seed):
        self.number = number
        self.random = random.Random(seed)
        self.experiment = None
        self.runs = []
        self.models = []
        self.touched = set()
        self.acknowledged = 0
        self.refused = 0
        self.counter = 0

    def prepare(self, client):
        self.experiment = client.mlflow("experiments/create", name=f"torture-{self.number}-{id(self)}")[
            "experiment_id"
        ]

    def next(self):
        self.counter += 1
        return self.counter

    # -- calls: each returns (entity, facts that it adds, function that makes the call)

    def choose(self):
        if not self.runs or self.random.random() < 0.05:
            return self.create_run()
        kinds = [self.log_batch] * 5 + [self.log_metric] * 6 + [self.set_tag] * 4 + [self.log_param] * 3
        kinds += [self.put_artifact] * 4 + [self.log_inputs] * 2 + [self.note, self.end_run]
        kinds += [self.create_model if not self.models or self.random.random() < 0.2 else self.version] * 2
        if any(("version", "1") in model.facts for model in self.models):
            kinds += [self.alias] * 2 + [self.version_tag] * 2
        return self.random.choice(kinds)()

    def run(self):
        return self.random.choice(self.runs[-4:])

    def create_run(self):
        token = f"{self.number}-{self.next()}"
        run = Entity(token)

        def call(client):
            answer = client.mlflow(
                "runs/create",
                experiment_id=self.experiment,
                run_name=token,
                start_time=START_MILLIS,
                tags=[{"key": TOKEN_TAG, "value": token}],
            )
            run.id = answer["run"]["info"]["run_id"]

        self.runs.append(run)
        facts = {("status",): "RUNNING", ("tag", TOKEN_TAG): token, ("tag", RUN_NAME_TAG): token}
        return run, facts, call

    def points(self, key, run, count):
        old = run.facts.get(("metric", key), ())
        new = []
        for _ in range(count):
            step = self.next()
            new.append((START_MILLIS + step, step, self.random.random() * 1000))
        return new, tuple(sorted((*old, *new)))

    def log_metric(self):
        run, key = self.run(), f"m{self.random.randrange(4)}"
        (point,), all_points = self.points(key, run, 1)
        call = lambda client: client.mlflow(  # noqa: E731
            "runs/log-metric", run_id=run.id, key=key, timestamp=point[0], step=point[1], value=point[2]
        )
        return run, {("metric", key): all_points}, call

    def log_batch(self):
        run = self.run()
        facts, metrics, params, tags = {}, [], [], []
        for key in self.random.sample(["m0", "m1", "m2", "m3", "b0", "b1"], 3):
            new, all_points = self.points(key, run, self.random.randrange(1, 60))
            facts[("metric", key)] = all_points
            metrics += [{"key": key, "timestamp": p[0], "step": p[1], "value": p[2]} for p in new]
        for _ in range(self.random.randrange(1, 6)):
            key, value = f"p{self.next()}", self.text()
            facts[("param", key)] = value
            params.append({"key": key, "value": value})
        for _ in range(self.random.randrange(1, 4)):
            key, value = f"t{self.next()}", self.text()
            facts[("tag", key)] = value
            tags.append({"key": key, "value": value})
        call = lambda client: client.mlflow(  # noqa: E731
            "runs/log-batch", run_id=run.id, metrics=metrics, params=params, tags=tags
        )
        return run, facts, call

    def text(self):
        return f"{self.next()} " + "žluťoučký kůň 🐎 "[: self.random.randrange(17)] * self.random.randrange(1, 9) + "."

    def set_tag(self):
        run, key, value = self.run(), f"t{self.random.randrange(8)}", self.text()
        call = lambda client: client.mlflow("runs/set-tag", run_id=run.id, key=key, value=value)  # noqa: E731
        return run, {("tag", key): value}, call

    def log_param(self):
        run, key, value = self.run(), f"p{self.next()}", self.text()
        call = lambda client: client.mlflow(  # noqa: E731
            "runs/log-parameter", run_id=run.id, key=key, value=value
        )
        return run, {("param", key): value}, call

    def put_artifact(self):
        run, path = self.run(), f"out/f{self.random.randrange(10)}"
        size = self.random.choice([0, 10, 5_000, 100_000, 1_000_000])
        content = self.random.randbytes(size) + str(self.next()).encode()
        call = lambda client: client.raw(  # noqa: E731
            "PUT", artifact_path(self.experiment, run.id, path), content
        )
        return run, {("artifact", path): hashlib.sha256(content).hexdigest()}, call

    def log_inputs(self):
        run, number = self.run(), self.next()
        name, digest = f"d{self.number}-{number}", f"{number:08x}"
        dataset = {"name": name, "digest": digest, "source_type": "s3"}
        dataset["source"] = f'{{"uri": "s3://torture/{name}"}}'
        call = lambda client: client.mlflow(  # noqa: E731
            "runs/log-inputs",
            run_id=run.id,
            datasets=[
                {"tags": [{"key": "mlflow.data.context", "value": "training"}], "dataset": dataset}
            ],
        )
        return run, {("input", name): digest}, call

    def note(self):
        run, text = self.run(), f"note {self.next()}"
        call = lambda client: client.post("/api/v1/notes", {"ref": f"runs:/{run.id}", "text": text})  # noqa: E731
        return run, {("note", text): True}, call

    def end_run(self):
        run, status = self.run(), self.random.choice(["FINISHED", "FAILED", "RUNNING"])
        call = lambda client: client.mlflow(  # noqa: E731
            "runs/update", run_id=run.id, status=status, end_time=START_MILLIS + 1000
        )
        return run, {("status",): status}, call

    def create_model(self):
        model = Entity(f"model-{self.number}-{self.next()}-{id(self)}")
        self.models.append(model)
        text = self.text()
        call = lambda client: client.mlflow(  # noqa: E731
            "registered-models/create", name=model.name, description=text
        )
        return model, {("model",): text}, call

    def version(self):
        model, run = self.random.choice(self.models[-3:]), self.run()
        number = str(1 + sum(key[0] == "version" for key in model.facts))
        source = f"runs:/{run.id}/model{self.next()}"
        call = lambda client: client.mlflow(  # noqa: E731
            "model-versions/create", name=model.name, source=source, run_id=run.id
        )
        return model, {("version", number): (source, run.id)}, call

    def versioned(self):
        model = self.random.choice([m for m in self.models if ("version", "1") in m.facts])
        return model, self.random.choice([key[1] for key in model.facts if key[0] == "version"])

    def alias(self):
        model, number = self.versioned()
        alias = self.random.choice(["prod", "stage", "best"])
        call = lambda client: client.mlflow(  # noqa: E731
            "registered-models/alias", name=model.name, alias=alias, version=number
        )
        return model, {("alias", alias): number}, call

    def version_tag(self):
        model, number = self.versioned()
        key, value = f"k{self.random.randrange(4)}", self.text()
        call = lambda client: client.mlflow(  # noqa: E731
            "model-versions/set-tag", name=model.name, version=number, key=key, value=value
        )
        return model, {("version-tag", number, key): value}, call

    # -- doing and settling

    def step(self, client):
        """Makes one call. Raises Unanswered or Refused; then the entity's pending change is open."""
        entity, facts, call = self.choose()
        entity.pending = facts
        self.touched.add(entity)
        call(client)
        entity.facts.update(facts)
        entity.pending = None
        self.acknowledged += 1

    def settle(self, client, entities=None):
        """Reads entities back (all, unless told which); returns how many open calls were done."""
        done = 0
        for entity in list(entities if entities is not None else [*self.runs, *self.models]):
            if entity in self.models:
                done += entity.settle(read_model(client, entity.name), "model")
                if not entity.facts:
                    self.models.remove(entity)
            else:
                run_id, actual = read_run(client, self.experiment, entity.name)
                done += entity.settle(actual, "run")
                entity.id = run_id
                if not entity.facts:
                    self.runs.remove(entity)
        return done

    def settle_touched(self, client):
        done = self.settle(client, self.touched)
        self.touched.clear()
        return done

    def forget_settled(self):
        """Keeps in mind only what has an open call."""
        self.touched = {entity for entity in self.touched if entity.pending is not None}


def require_unavailable(refused):
    """A store that is away is said in the protocol's own form, and as nothing else."""
    if refused.status != 503:
        raise refused
    said = refused.json()
    code = said.get("error_code") or said.get("code")
    assert code in ("TEMPORARILY_UNAVAILABLE", "UNAVAILABLE"), said


class Load:
    """Workers in threads against one server, until told to stop or until it is gone.

    With `faults`, a call that the store could not serve is settled by reading its entity back, as
    soon as that can be read, and the worker goes on.
    """

    def __init__(self, workers, port, faults=False, think_seconds=0.0):
        self.workers = workers
        self.port = port
        self.faults = faults
        self.killing = False
        self.think_seconds = think_seconds
        self.ending = threading.Event()
        self.failures = []
        self.threads = [threading.Thread(target=self._drive, args=(w,), daemon=True) for w in workers]

    def start(self):
        for thread in self.threads:
            thread.start()
        return self

    def _drive(self, worker):
        client = Client(self.port)
        try:
            while not self.ending.is_set():
                if self.think_seconds:
                    self.ending.wait(self.think_seconds)
                try:
                    worker.step(client)
                except Refused as refused:
                    if not self.faults:
                        raise
                    require_unavailable(refused)
                    worker.refused += 1
                    self._settle_when_readable(worker, client)
        except Unanswered:
            if self.faults and not self.killing:
                raise
        except Exception as failure:  # told by join, which raises it in the main thread
            self.failures.append(failure)
        finally:
            client.close()

    def _settle_when_readable(self, worker, client):
        while not self.ending.is_set():
            try:
                worker.settle_touched(client)
                return
            except Refused as refused:
                require_unavailable(refused)
                self.ending.wait(0.05)

    def stop_and_kill(self, clew):
        """Kills the server while calls are open."""
        self.killing = True
        clew.kill()
        self.join()

    def join(self):
        self.ending.set()
        for thread in self.threads:
            thread.join(timeout=120)
        if self.failures:
            raise self.failures[0]
