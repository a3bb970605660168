"""Makes the pipelines: tables, jobs that make tables of tables, and a training that reads the last."""

import copy
import dataclasses

from tables import UNREAD, Check, Column, raw
from words import DERIVED, ESTIMATORS, FILTERS, MODES, PACKAGES, PARAMS, PEOPLE, TEAMS


@dataclasses.dataclass
class Job:
    """A job that makes one table; `fails` and `rests` are of the day that is told next."""

    key: str
    namespace: str
    name: str
    inputs: list
    output: str
    condition: str
    join: str = "JOIN"
    source: str = ""
    engine: str = "spark"
    engine_version: str = "3.5.4"
    adapter: str = "1.53.0"
    commit: str = ""
    entry: str = ""
    params: dict = dataclasses.field(default_factory=dict)
    env: dict = dataclasses.field(default_factory=dict)
    description: str = ""
    owner: str = ""
    comment: str = ""
    is_branch: bool = False
    fails: bool = False
    rests: bool = False


@dataclasses.dataclass
class Input:
    """A table that the training reads; `content` stands for what is in it where nothing wanders."""

    table: str
    context: str
    columns: list
    lag: int = 0
    content: int = 0


@dataclasses.dataclass
class Training:
    """What one training is told to be."""

    inputs: list
    params: dict
    tags: dict
    estimator: str
    flavor: str
    packages: dict
    python: str
    commit: str
    dirty: str
    script: str
    base: str | None
    user: str
    description: str = ""
    schema_of_requirements: int = 0


@dataclasses.dataclass
class World:
    """A pipeline as it is on one day; names begin with its token, so that no two meet."""

    token: str
    mode: str
    producer: str
    statistics: str
    tells_sql: bool
    tells_source: bool
    tells_commit: bool
    tables: dict
    jobs: list
    training: Training
    history: int
    per_run: list
    unsteady: list
    has_env_file: bool
    settled_on: int
    day: int = 0

    def copy(self):
        return copy.deepcopy(self)

    @property
    def upstream_jobs(self):
        return [job for job in self.jobs if not job.is_branch]

    @property
    def upstream_tables(self):
        return [t for t in self.tables.values() if not (t.made_by and self.job(t.made_by).is_branch)]

    def job(self, key):
        return next(job for job in self.jobs if job.key == key)

    def commit_of(self, rng):
        return "".join(rng.choices("0123456789abcdef", k=40))


def make(rng, token, wants):
    """Returns a pipeline; `wants` fixes what a planted change needs to be possible or to be seen."""
    producer = wants.get("producer") or rng.choice(["spark", "dbt", "airflow", "python"])
    mode = wants.get("mode") or rng.choices(MODES, [6, 3, 1])[0]
    world = World(
        token=token,
        mode=mode,
        producer=producer,
        statistics=wants.get("statistics") or rng.choices(["full", "rows", "none"], [6, 3, 1])[0],
        tells_sql=wants.get("sql", producer == "dbt" or rng.random() < 0.4),
        tells_source=wants.get("source", producer == "airflow" and rng.random() < 0.6),
        tells_commit=wants.get("job_commit", rng.random() < 0.4),
        tables={},
        jobs=[],
        training=None,
        history=rng.randint(3, 8),
        per_run=rng.sample(["run_tag", "build_number", "execution_date", "trial_id"], rng.randint(0, 2)),
        unsteady=[],
        has_env_file=rng.random() < 0.5,
        settled_on=2 if rng.random() < 0.4 else 0,
    )
    pipeline(rng, world, wants)
    world.training = training(rng, world, wants)
    if wants.get("steady"):
        world.per_run, world.settled_on = [], 0
        return world
    if not wants.get("steady_commit") and rng.random() < 0.5:
        world.unsteady.append("commit")
    tuned = sorted(name for name in world.training.params if name in PARAMS)
    if wants.get("tuned", True) and len(tuned) > 2 and rng.random() < 0.2:
        world.unsteady.append(rng.choice(tuned))
    return world


def pipeline(rng, world, wants):
    bucket = f"{rng.choice(['s3', 'gs'])}://{world.token}-lake"
    kinds = rng.sample(["payments", "customers", "merchants", "clicks", "orders", "sensors", "claims", "trips"], 4)
    versioned = wants.get("versioned", rng.random() < 0.3)
    waiting = []
    for kind in kinds[: rng.randint(1, 3)]:
        table = raw(rng, kind, bucket, f"raw/{kind}")
        table.key = kind
        describe(rng, table)
        world.tables[kind] = table
        waiting.append(kind)
    if wants.get("reference") or rng.random() < 0.3:
        table = raw(rng, kinds[3], bucket, f"reference/{kinds[3]}")
        table.key, table.version, table.is_pinned = "reference", rng.randint(3, 40), True
        table.rows, table.wander = rng.randint(50, 900), 0.0
        world.tables["reference"] = table
    count = max(wants.get("jobs_min", 1), rng.randint(1, 6))
    for number in range(count):
        is_last = number == count - 1
        take = len(waiting) if is_last else min(len(waiting), rng.choice([1, 1, 2]))
        inputs = [waiting.pop(rng.randrange(len(waiting))) for _ in range(take)]
        again = [t for t in world.tables if t not in inputs and not t == "reference"]
        if again and rng.random() < 0.2:
            inputs.append(rng.choice(again))
        output = "features" if is_last else f"step_{number}"
        waiting.append(add_job(rng, world, bucket, f"make_{output}", inputs, output, versioned).output)
    if wants.get("branch") or rng.random() < 0.6:
        add_job(rng, world, bucket, "report", ["features"], "dashboard", False).is_branch = True


def describe(rng, table):
    table.description = f"What is known of {table.key}."
    table.owner = rng.choice(TEAMS)


def add_job(rng, world, bucket, name, inputs, output, versioned):
    namespace = {"spark": "spark", "dbt": "shop", "airflow": "airflow", "python": "jobs"}[world.producer]
    job = Job(
        key=name,
        namespace=f"{world.token}-{namespace}",
        name={
            "spark": f"{world.token}_app.execute_insert_into_hadoop_fs_relation_command.{output}",
            "dbt": f"shop.main.shop.{output}",
            "airflow": f"daily.{name}",
            "python": name,
        }[world.producer],
        inputs=inputs,
        output=output,
        condition=rng.choice(FILTERS),
        join=rng.choice(["JOIN", "LEFT JOIN"]),
        engine={"spark": "spark", "dbt": "dbt", "airflow": "Airflow", "python": "pandas"}[world.producer],
        engine_version={"spark": "3.5.4", "dbt": "1.10.23", "airflow": "2.11.0", "python": "2.2.3"}[world.producer],
        commit=world.commit_of(rng),
        entry=f"jobs/{name}.py",
        params={"window_days": rng.choice(["7", "30", "90"]), "timeout_s": "3600"},
        env={"REGION": "eu-west-1", "FEATURE_SET": "v2", "LOG_LEVEL": "INFO"},
        description=f"Makes {output}.",
        owner=rng.choice(TEAMS),
    )
    world.jobs.append(job)
    columns = derived_columns(rng, world.tables, inputs)
    table = raw(rng, "payments", bucket, output)
    table.key, table.columns, table.made_by = output, columns, name
    table.rows = rng.uniform(0.3, 1.0)
    table.version = rng.randint(3, 40) if versioned else None
    numbers = [column.name for column in table.numbers]
    table.checks = [Check(f"{n}_in_range", n) for n in rng.sample(numbers, min(2, len(numbers)))]
    table.checks.append(Check("row_count_above_zero", None))
    describe(rng, table)
    world.tables[output] = table
    return job


def derived_columns(rng, tables, inputs):
    columns = []
    for key in inputs:
        numbers = [c for c in tables[key].columns if c.is_number]
        others = [c for c in tables[key].columns if not c.is_number and c.name != UNREAD]
        for source in rng.sample(numbers, min(len(numbers), rng.randint(2, 4))):
            kept = rng.random() < 0.5
            subtype, expression, name, scale = ("IDENTITY", "{}", "{}", 1.0) if kept else rng.choice(DERIVED)
            columns.append(made(rng, key, source, name.format(source.name), subtype, expression, scale))
        for source in rng.sample(others, min(len(others), rng.randint(1, 2))):
            columns.append(made(rng, key, source, source.name, "IDENTITY", "{}", 1.0))
    seen = {}
    for column in columns:
        seen.setdefault(column.name, column)
    return list(seen.values())


def made(rng, table, source, name, subtype, expression, scale):
    return Column(
        name=name,
        type=source.type if subtype == "IDENTITY" else "double",
        mean=source.mean * scale,
        width=source.width,
        distinct=source.distinct,
        nulls=source.nulls,
        wander=source.wander if subtype == "IDENTITY" else rng.uniform(0.01, 0.06),
        made_of=(table, source.name),
        subtype=subtype,
        expression=expression.format(f"{table}.{source.name}"),
    )


def training(rng, world, wants):
    flavor = wants.get("flavor") or rng.choice(list(ESTIMATORS))
    features = world.tables["features"]
    columns = [column.name for column in features.columns]
    inputs = [Input("features", "training", columns)]
    if rng.random() < 0.3:
        inputs.append(Input("features", "validation", columns, content=100))
    if "reference" in world.tables:
        inputs.append(Input("reference", "training", [c.name for c in world.tables["reference"].columns]))
    params = {name: rng.choice(values) for name, values in PARAMS.items() if rng.random() < 0.75}
    params.setdefault("max_depth", "6")
    params |= {"random_state": "42", "test_size": "0.2"}
    params |= {"verbose": "0", "n_jobs": "4", "log_level": "info", "output_dir": "/data/out/a"}
    names = [n for n in PACKAGES if n not in ("xgboost", "lightgbm") or n == flavor]
    packages = {name: rng.choice(PACKAGES[name]) for name in names if rng.random() < 0.85 or name == flavor}
    return Training(
        inputs=inputs,
        params=params,
        tags={"team": rng.choice(TEAMS), "mlflow.note.content": "Trained each week."},
        estimator=rng.choice(ESTIMATORS[flavor]),
        flavor=flavor,
        packages={"mlflow": "3.17.2", **packages},
        python="3.11.7",
        commit=world.commit_of(rng),
        dirty="",
        script="train.py",
        base="base-1" if wants.get("base") or rng.random() < 0.1 else None,
        user=rng.choice(PEOPLE),
    )
