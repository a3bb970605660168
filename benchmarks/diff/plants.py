"""The changes that are planted: one function a kind, which changes the pipeline and says what is to be found."""

import dataclasses

from worlds import ESTIMATORS, FILTERS, PACKAGES, PARAMS

RANGE = {"min", "max", "mean", "quantiles"}


@dataclasses.dataclass(frozen=True)
class Expected:
    """A change that the answer should have: its kind, one of these fields, and about which of these.

    `about` are (what, name) pairs: a table's key, a (table, column), a job's key; empty: whatever it is about.
    `fields` empty: any.
    """

    kind: str
    fields: frozenset = frozenset()
    about: tuple = ()


@dataclasses.dataclass(frozen=True)
class Plant:
    """A kind of change: what the pipeline must be like, and how it is changed.

    `change` takes the pipeline and random numbers, and returns all that the one change shows up as by itself:
    each of them counts as found. What only follows from it is not among them.
    """

    name: str
    wants: dict
    change: object
    is_upstream: bool = False
    is_of_values: bool = False


PLANTS = {}


def plant(name, upstream=False, values=False, **wants):
    def register(change):
        PLANTS[name] = Plant(name, wants, change, upstream, values)
        return change

    return register


def one(kind, *fields, about=()):
    return [Expected(kind, frozenset(fields), tuple(about))]


def table_of(key):
    return (("table", key),)


def column_of(table, column):
    return (("column", table.key, column.name), ("table", table.key))


# Data


@plant("data.digest", mode="rerun")
def digest(world, rng):
    used = world.training.inputs[0]
    used.content += 1
    return one("data", "digest", "version", about=table_of(used.table))


@plant("data.version", reference=True)
def version(world, rng):
    world.tables["reference"].version += rng.randint(1, 3)
    world.tables["reference"].moved += 1
    return one("data", "version", "digest", about=table_of("reference"))


@plant("data.source")
def source(world, rng):
    table = world.tables["features"]
    other = dataclasses.replace(table, key="features_b", name=rng.choice(["features_v2", "features_copy", "sample"]))
    other.made_by = None
    world.tables["features_b"] = other
    world.training.inputs[0].table = "features_b"
    return one("data", "source", about=[("table", "features"), ("table", "features_b")])


@plant("data.source.upstream", upstream=True, sql=False, source=False)
def source_upstream(world, rng):
    job = rng.choice([job for job in world.upstream_jobs if raw_inputs(world, job)])
    key = rng.choice(raw_inputs(world, job))
    table = world.tables[key]
    other = dataclasses.replace(table, key=f"{key}_b", name=f"{table.name}_{rng.choice(['archive', 'test', '2'])}")
    world.tables[other.key] = other
    job.inputs[job.inputs.index(key)] = other.key
    for column in world.tables[job.output].columns:
        if column.made_of and column.made_of[0] == key:
            column.made_of = (other.key, column.made_of[1])
    return one("data", "source", about=[("table", key), ("table", other.key)])


def raw_inputs(world, job):
    return [key for key in job.inputs if world.tables[key].made_by is None and key != "reference"]


@plant("data.stale", mode="living", versioned=True)
def stale(world, rng):
    world.training.inputs[0].lag = rng.choice([1, 1, 2])
    return one("data", "stale", about=table_of("features"))


# Values


def measured_table(world, rng):
    used = {key for job in world.upstream_jobs for key in job.inputs} | {"features"}
    return rng.choice([t for t in world.upstream_tables if t.key in used and t.key != "reference"])


def measured_column(world, rng, wanted=lambda column: column.is_number):
    tables = [t for t in world.upstream_tables if t.key != "reference" and any(map(wanted, t.columns))]
    table = rng.choice(tables)
    return table, rng.choice([column for column in table.columns if wanted(column)])


@plant("quality.assertion", upstream=True, values=True)
def assertion(world, rng):
    table = rng.choice([t for t in world.upstream_tables if t.made_by])
    check = rng.choice(table.checks)
    check.passes = False
    about = [("table", table.key), *([("column", table.key, check.column)] if check.column else [])]
    return one("quality", "assertion", about=about)


@plant("quality.rows", upstream=True, values=True, statistics="full")
def rows(world, rng):
    table = measured_table(world, rng)
    table.rows *= rng.choice([0.1, 0.3, 0.5, 2, 5])
    return one("quality", "rows", about=table_of(table.key))


@plant("quality.nulls", upstream=True, values=True, statistics="full")
def nulls(world, rng):
    table, column = measured_column(world, rng, lambda c: not c.is_key)
    column.nulls = rng.uniform(0.15, 0.6)
    return one("quality", "nulls", about=column_of(table, column))


@plant("quality.range", upstream=True, values=True, statistics="full")
def value_range(world, rng):
    table, column = measured_column(world, rng)
    column.factor = rng.choice([0.01, 0.1, 0.6, 1.6, 10, 100, 1000])
    return one("quality", *RANGE, about=column_of(table, column))


@plant("quality.mean", upstream=True, values=True, statistics="full")
def mean(world, rng):
    table, column = measured_column(world, rng)
    column.mean_factor = rng.choice([0.6, 0.75, 1.35, 1.6])
    return one("quality", "mean", about=column_of(table, column))


@plant("quality.min", upstream=True, values=True, statistics="full")
def low(world, rng):
    table, column = measured_column(world, rng)
    column.low = rng.choice([-1.0, -999.0, -9999.0])
    return one("quality", "min", about=column_of(table, column))


@plant("quality.max", upstream=True, values=True, statistics="full")
def high(world, rng):
    table, column = measured_column(world, rng)
    column.high = float(int(column.mean * 50 + 10 ** rng.randint(5, 7)))
    return one("quality", "max", about=column_of(table, column))


@plant("quality.quantiles", upstream=True, values=True, statistics="full")
def quantiles(world, rng):
    table, column = measured_column(world, rng)
    column.middle = rng.choice([0.5, 0.7, 1.4, 2.0])
    return one("quality", "quantiles", about=column_of(table, column))


@plant("quality.distinct", upstream=True, values=True, statistics="full")
def distinct(world, rng):
    table, column = measured_column(world, rng, lambda c: c.distinct >= 5)
    column.distinct_now = max(1, int(column.distinct * rng.choice([0.1, 0.4, 3])))
    return one("quality", "distinct", about=column_of(table, column))


# Schemas and columns


@plant("schema.added", upstream=True, sql=False)
def added(world, rng):
    table = rng.choice(sources(world))
    column = dataclasses.replace(rng.choice(table.columns), name=rng.choice(["origin", "loaded_at", "segment"]))
    table.columns.append(column)
    return one("schema", "added", about=column_of(table, column))


@plant("schema.removed", upstream=True, sql=False)
def removed(world, rng):
    read = {c.made_of for t in world.tables.values() for c in t.columns}
    tables = [t for t in sources(world) if any((t.key, c.name) not in read for c in t.columns)]
    table = rng.choice(tables)
    column = rng.choice([c for c in table.columns if (table.key, c.name) not in read])
    table.columns.remove(column)
    return one("schema", "removed", about=column_of(table, column))


@plant("schema.type", upstream=True)
def type_changed(world, rng):
    table = rng.choice(sources(world))
    column = rng.choice(table.columns)
    types = ("double", "integer", "bigint", "string") if column.is_number else ("varchar(16)", "binary")
    column.type = rng.choice([name for name in types if name != column.type])
    copies(world, table.key, column)
    return one("schema", "type", about=column_of(table, column))


def copies(world, key, column):
    """Gives the type to the columns that only copy this one."""
    for table in world.tables.values():
        for copied in table.columns:
            if copied.made_of == (key, column.name) and copied.subtype == "IDENTITY":
                copied.type = column.type
                copies(world, table.key, copied)


def sources(world):
    return [t for t in world.upstream_tables if t.made_by is None and t.key != "reference"]


@plant("schema.features")
def features(world, rng):
    used = world.training.inputs[0]
    lost = rng.choice(used.columns)
    used.columns = [name for name in used.columns if name != lost]
    about = [("run", "to"), ("run", "from"), ("column", "features", lost), ("table", "features")]
    return one("schema", "features", "removed", about=about)


@plant("transformation", upstream=True, sql=False, source=False)
def transformation(world, rng):
    table, column = measured_column(world, rng, lambda c: c.made_of and c.is_number)
    column.subtype, column.expression = "TRANSFORMATION", f"coalesce({'.'.join(column.made_of)}, 0) * 2"
    return one("transformation", about=column_of(table, column))


@plant("transformation.input", upstream=True, sql=False, source=False)
def transformation_input(world, rng):
    def has_other(table, column):
        return [c for c in world.tables[column.made_of[0]].numbers if c.name != column.made_of[1]]

    found = [
        (table, column)
        for table in world.upstream_tables
        for column in table.columns
        if column.made_of and column.is_number and has_other(table, column)
    ]
    table, column = rng.choice(found)
    other = rng.choice(has_other(table, column))
    column.expression = column.expression.replace(column.made_of[1], other.name)
    column.made_of = (column.made_of[0], other.name)
    return one("transformation", about=column_of(table, column))


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
