"""Changes of data, values, schemas and columns: one function a kind, which says what is to be found."""

import dataclasses

from planting import column_of, one, plant, table_of

RANGE = {"min", "max", "mean", "quantiles"}


# Data


@plant("data.digest", mode="rerun", versioned=False)
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
    for used in features_used(world):
        used.table = "features_b"
    return one("data", "source", about=[("table", "features"), ("table", "features_b")])


def features_used(world):
    return [used for used in world.training.inputs if used.table == "features"]


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
    lag = rng.choice([1, 1, 2])
    for used in features_used(world):
        used.lag = lag
    return one("data", "stale", about=table_of("features"))


# Values


def measured_table(world, rng):
    used = {key for job in world.upstream_jobs for key in job.inputs} | {"features"}
    return rng.choice([t for t in world.upstream_tables if t.key in used and t.key != "reference"])


def measured_column(world, rng, wanted=lambda column: column.is_number):
    tables = [t for t in world.upstream_tables if t.key != "reference" and any(map(wanted, t.columns))]
    table = rng.choice(tables)
    return table, rng.choice([column for column in table.columns if wanted(column)])


def shifted(rng, column):
    """Returns what to multiply by: a quarter more or less at least, and ten times what it wanders."""
    most = max(0.25, 10 * column.spread)
    return rng.choice([1 + most, 1 + 1.6 * most, *([1 - most] if most < 0.8 else [])])


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
    column.factor = rng.choice([0.01, 0.1, shifted(rng, column), 10, 100, 1000])
    return one("quality", *RANGE, about=column_of(table, column))


@plant("quality.mean", upstream=True, values=True, statistics="full")
def mean(world, rng):
    table, column = measured_column(world, rng)
    column.mean_factor = shifted(rng, column)
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
    column.middle = shifted(rng, column)
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
    table = rng.choice(sources(world))
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
    lost = rng.choice(world.training.inputs[0].columns)
    for used in features_used(world):
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
