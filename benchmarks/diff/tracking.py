"""Tells a training, its model and the model's version by MLflow's REST API, as its client does."""

import dataclasses
import hashlib
import json

import clocks


class Tracker:
    """Tells the trainings of one pipeline."""

    def __init__(self, client, world, rng):
        self.client = client
        self.name = f"{world.token}-model"
        self.bases = {}
        self.experiment = self._call("experiments/create", name=f"{world.token}-experiment")["experiment_id"]
        self._call("registered-models/create", name=self.name)
        self.rng = rng

    def base(self, key, world, clock):
        """Returns the id of a model that others are tuned from, told when it is first needed."""
        if key not in self.bases:
            moment = clocks.millis(clock.at)
            run = self._start(world, key, moment, {})
            self.bases[key] = self._model(world, run, world.training, key)
            self._end(run, moment + 1)
        return self.bases[key]

    def train(self, world, clock, rng):
        """Tells one training; returns ids of run and model, and the number of the version."""
        told = world.training
        base = self.base(told.base, world, clock) if told.base else None
        started = clocks.millis(clock.tick(10))
        run = self._start(world, f"{told.script}-{world.day}-{rng.randrange(1000)}", started, tags_of(world, told, rng))
        params = [*told.params.items(), *((name, f"{name}-{rng.randrange(10**6)}") for name in world.per_run)]
        rng.shuffle(params)
        self._call(
            "runs/log-batch",
            run_id=run,
            params=pairs(dict(params)),
            metrics=[metric("train_loss", 0.6 * 0.93**i * rng.uniform(0.97, 1.03), started, i) for i in range(8)],
        )
        inputs = [self._input(world, each) for each in told.inputs]
        models = [{"model_id": base}] if base else []
        self._call("runs/log-inputs", run_id=run, datasets=inputs, models=models)
        model = self._model(world, run, told, "model")
        first = inputs[0]["dataset"]
        measured = [metric("auc", rng.gauss(0.91, 0.006), started, 0), metric("f1", rng.gauss(0.8, 0.01), started, 0)]
        about = {"model_id": model, "dataset_name": first["name"], "dataset_digest": first["digest"]}
        self._call("runs/log-batch", run_id=run, metrics=[{**each, **about} for each in measured])
        self._end(run, clocks.millis(clock.tick(30)))
        clock.catch_up()
        version = self._call(
            "model-versions/create", name=self.name, source=f"models:/{model}", run_id=run, model_id=model
        )
        return run, model, version["model_version"]["version"]

    def promote(self, version):
        self._call("registered-models/alias", name=self.name, alias="production", version=version)

    def describe(self, version, description):
        self.client.send(
            "PATCH",
            "/api/2.0/mlflow/model-versions/update",
            {"name": self.name, "version": version, "description": description},
        )

    def _call(self, path, **fields):
        return self.client.send("POST", f"/api/2.0/mlflow/{path}", fields)

    def _start(self, world, name, started, tags):
        answer = self._call(
            "runs/create",
            experiment_id=self.experiment,
            run_name=name,
            start_time=started,
            tags=pairs(tags),
        )
        return answer["run"]["info"]["run_id"]

    def _end(self, run, ended):
        self._call("runs/update", run_id=run, status="FINISHED", end_time=ended)

    def _input(self, world, used):
        table = world.tables[used.table]
        columns = [{"name": n, "type": table.column(n).type, "required": False} for n in used.columns]
        content = [used.table, used.content, used.columns, [c["type"] for c in columns], contents(world, table)]
        content += [table.moved, table.version and table.version - used.lag]
        source = {"uri": f"{table.namespace}/{table.name}"}
        kind = table.namespace.split("://")[0]
        if table.version is not None:
            source = {"path": source["uri"], "delta_table_version": table.version - used.lag}
            kind = "delta_table"
        return {
            "tags": pairs({"mlflow.data.context": used.context}),
            "dataset": {
                "name": table.name.split("/")[-1],
                "digest": hashlib.md5(json.dumps(content).encode()).hexdigest()[:8],
                "source_type": kind,
                "source": json.dumps(source),
                "schema": json.dumps({"mlflow_colspec": columns}),
            },
        }

    def _model(self, world, run, told, name):
        model = self._call(
            "logged-models", experiment_id=self.experiment, name=name, source_run_id=run, model_type=""
        )["model"]["info"]["model_id"]
        folder = f"/api/2.0/mlflow-artifacts/artifacts/{self.experiment}/models/{model}/artifacts/"
        for file, content in files(told, model, run, self.rng).items():
            self.client.put(folder + file, content)
        self.client.send(
            "PATCH", f"/api/2.0/mlflow/logged-models/{model}", {"model_id": model, "status": "LOGGED_MODEL_READY"}
        )
        return model


def contents(world, table):
    """Returns all that decides what is in a table but the day: it changes when any of it does."""
    columns = [dataclasses.astuple(dataclasses.replace(c, description="")) for c in table.columns]
    if table.made_by is None:
        return [columns, table.rows]
    job = world.job(table.made_by)
    inputs = [contents(world, world.tables[key]) for key in job.inputs]
    return [columns, table.rows, job.condition, job.join, job.source, job.params["window_days"], inputs]


def tags_of(world, told, rng):
    tags = {
        **told.tags,
        "mlflow.user": told.user,
        "mlflow.source.type": "LOCAL",
        "mlflow.source.name": told.script,
        "mlflow.source.git.commit": told.commit,
        "mlflow.source.git.repoURL": f"https://github.com/{world.token}/models.git",
        "estimator_class": told.estimator,
        "estimator_name": told.estimator.split(".")[-1],
        "hostname": f"worker-{rng.randrange(100)}",
    }
    if told.dirty:
        tags |= {"mlflow.source.git.dirty": "true", "mlflow.source.git.diff": told.dirty}
    return tags


def files(told, model, run, rng):
    lines = [f"{name}=={version}" for name, version in told.packages.items()]
    if told.schema_of_requirements:
        lines = ["# pinned by the platform team", *sorted(lines)]
    requirements = "\n".join(lines) + "\n"
    mlmodel = (
        f"artifact_path: model\nflavors:\n  python_function:\n    loader_module: mlflow.{told.flavor}\n"
        f"    python_version: {told.python}\n  {told.flavor}:\n    model_class: {told.estimator}\n"
        f"model_id: {model}\nrun_id: {run}\nutc_time_created: '{rng.randrange(10**9)}'\n"
    )
    return {
        "MLmodel": mlmodel,
        "requirements.txt": requirements,
    }


def pairs(values):
    return [{"key": key, "value": value} for key, value in values.items()]


def metric(key, value, at, step):
    return {"key": key, "value": value, "timestamp": at, "step": step}
