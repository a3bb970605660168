"""Changes of training, code, environments and models: one function a kind, which says what is to be found."""

from planting import one, plant
from words import ESTIMATORS, FILTERS, PACKAGES, PARAMS


# Training and code


@plant("parameter")
def parameter(world, rng):
    params = world.training.params
    name = rng.choice([name for name in params if name in PARAMS and name not in world.unsteady])
    params[name] = rng.choice([value for value in PARAMS[name] if value != params[name]])
    return one("parameter", name)


@plant("parameter.added")
def parameter_added(world, rng):
    name = rng.choice(["gamma", "max_bin", "early_stopping_rounds", "scale_pos_weight"])
    world.training.params[name] = rng.choice(["1", "10", "50"])
    return one("parameter", name)


@plant("parameter.seed")
def seed(world, rng):
    world.training.params["random_state"] = str(rng.randint(1, 40))
    return one("parameter", "random_state")


@plant("parameter.split")
def split(world, rng):
    world.training.params["test_size"] = rng.choice(["0.1", "0.25", "0.3", "0.4"])
    return one("parameter", "test_size")


@plant("parameter.upstream", upstream=True, producer="python", sql=False, source=False)
def parameter_upstream(world, rng):
    job = rng.choice(world.upstream_jobs)
    job.params["window_days"] = rng.choice([v for v in ("7", "14", "30", "90") if v != job.params["window_days"]])
    return one("parameter", "window_days")


@plant("algorithm.estimator")
def estimator(world, rng):
    told = world.training
    told.estimator = rng.choice([name for name in ESTIMATORS[told.flavor] if name != told.estimator])
    return one("algorithm", "estimator")


@plant("algorithm.flavor")
def flavor(world, rng):
    told = world.training
    told.flavor = rng.choice([name for name in ESTIMATORS if name != told.flavor])
    told.estimator = rng.choice(ESTIMATORS[told.flavor])
    return one("algorithm", "flavor", "estimator")


@plant("code.commit", steady_commit=True)
def commit(world, rng):
    world.training.commit = world.commit_of(rng)
    return one("code", "commit")


@plant("code.commit.upstream", upstream=True, job_commit=True)
def commit_upstream(world, rng):
    job = rng.choice(world.upstream_jobs)
    job.commit = world.commit_of(rng)
    return one("code", "commit", about=[("job", job.key)])


@plant("code.dirty", steady_commit=True)
def dirty(world, rng):
    world.training.dirty = (
        f"diff --git a/train.py b/train.py\n@@ -{rng.randint(1, 90)} +1 @@\n-    frame = frame.dropna()\n"
        f"+    frame = frame.fillna({rng.randint(0, 9)})\n"
    )
    return one("code", "dirty")


@plant("code.sql", upstream=True, sql=True, source=False)
def sql(world, rng):
    job = rng.choice(world.upstream_jobs)
    if len(job.inputs) > 1 and rng.random() < 0.4:
        job.join = "LEFT JOIN" if job.join == "JOIN" else "JOIN"
    else:
        job.condition = rng.choice([text for text in FILTERS if text != job.condition])
    return one("code", "sql", about=[("job", job.key)])


@plant("code.source", upstream=True, producer="airflow", source=True, sql=False)
def source_changed(world, rng):
    job = rng.choice(world.upstream_jobs)
    job.source = rng.choice(["write(frame.fillna(0))", "write(frame.drop_duplicates())", "write(frame.head(10000))"])
    return one("code", "source", about=[("job", job.key)])


@plant("code.entry-point")
def entry_point(world, rng):
    world.training.script = rng.choice(["train_v2.py", "experiments/train.py", "train_fast.py"])
    return one("code", "entry-point")


# Packages, environments, models, runs


@plant("package")
def package(world, rng):
    packages = world.training.packages
    name = rng.choice([name for name in packages if name in PACKAGES])
    packages[name] = rng.choice([v for v in PACKAGES[name] if v != packages[name]])
    return one("package", name)


@plant("package.added")
def package_added(world, rng):
    name = rng.choice(["imbalanced-learn", "polars", "optbinning"])
    world.training.packages[name] = "0.12.3"
    return one("package", name)


@plant("package.removed")
def package_removed(world, rng):
    packages = world.training.packages
    name = rng.choice([name for name in packages if name in PACKAGES and name != world.training.flavor])
    del packages[name]
    return one("package", name)


@plant("environment.python")
def python(world, rng):
    world.training.python = rng.choice(["3.10.14", "3.12.4", "3.13.1"])
    return one("environment", "python")


@plant("environment.engine", upstream=True)
def engine(world, rng):
    version = {"spark": "4.0.1", "dbt": "1.11.2", "Airflow": "3.1.0", "pandas": "3.0.1"}
    for job in world.jobs:
        job.engine_version = version[job.engine]
    return one("environment", "engine")


@plant("environment.variable", upstream=True, producer="python", sql=False, source=False)
def variable(world, rng):
    job = rng.choice(world.upstream_jobs)
    job.env["FEATURE_SET"] = rng.choice(["v1", "v3"])
    return one("environment", "env:FEATURE_SET")


@plant("model.base-model", base=True)
def base_model(world, rng):
    world.training.base = "base-2"
    return one("model", "base-model")


@plant("model.version", mode="rerun", steady=True)
def model_version(world, rng):
    """Changes nothing: a model that was trained anew as before stands behind the name."""
    return one("model", "version")


@plant("upstream-run.status", upstream=True, jobs_min=2)
def upstream_failed(world, rng):
    jobs = world.upstream_jobs
    at = rng.randrange(len(jobs))
    jobs[at].fails = True
    downstream = {jobs[at].output}
    waits = rng.random() < 0.5
    for job in world.jobs:
        if waits and downstream & set(job.inputs):
            job.rests = True
            downstream.add(job.output)
    return one("upstream-run", "status", about=[("job", jobs[at].key)])
