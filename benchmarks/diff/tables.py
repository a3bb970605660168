"""Tables and columns of a pipeline: what they hold, and how that wanders from day to day."""

import dataclasses
import math

NUMBERS = {"double", "integer", "bigint"}

# Name, type, mean, how far single values lie from it (relative), distinct values.
RAW = {
    "payments": [
        ("payment_id", "string", 0, 0, 0),
        ("customer_id", "string", 0, 0, 0),
        ("amount", "double", 62.0, 1.3, 40_000),
        ("fee", "double", 0.9, 0.8, 900),
        ("currency", "string", 0, 0, 14),
        ("hour", "integer", 13.2, 0.4, 24),
    ],
    "customers": [
        ("customer_id", "string", 0, 0, 0),
        ("age", "integer", 41.0, 0.3, 80),
        ("income", "double", 38_000.0, 0.6, 9_000),
        ("tenure_days", "integer", 810.0, 0.8, 3_000),
        ("country", "string", 0, 0, 61),
    ],
    "merchants": [
        ("merchant_id", "string", 0, 0, 0),
        ("turnover", "double", 250_000.0, 1.9, 7_000),
        ("risk", "double", 0.12, 0.7, 1_000),
        ("category", "string", 0, 0, 93),
    ],
    "clicks": [
        ("session_id", "string", 0, 0, 0),
        ("dwell_seconds", "double", 34.0, 1.5, 20_000),
        ("pages", "integer", 5.1, 0.9, 120),
        ("device", "string", 0, 0, 7),
    ],
    "orders": [
        ("order_id", "string", 0, 0, 0),
        ("basket", "double", 87.0, 0.9, 15_000),
        ("items", "integer", 3.4, 0.8, 60),
        ("discount", "double", 0.07, 1.1, 200),
        ("channel", "string", 0, 0, 5),
    ],
    "sensors": [
        ("device_id", "string", 0, 0, 0),
        ("temperature", "double", 21.5, 0.3, 4_000),
        ("vibration", "double", 0.41, 0.5, 2_500),
        ("pressure", "double", 1_013.0, 0.02, 900),
        ("site", "string", 0, 0, 18),
    ],
    "claims": [
        ("claim_id", "string", 0, 0, 0),
        ("paid", "double", 2_400.0, 1.7, 12_000),
        ("days_open", "integer", 19.0, 0.9, 300),
        ("cause", "string", 0, 0, 31),
    ],
    "trips": [
        ("trip_id", "string", 0, 0, 0),
        ("kilometres", "double", 7.6, 0.9, 5_000),
        ("minutes", "double", 18.4, 0.7, 3_000),
        ("fare", "double", 14.2, 0.8, 4_500),
        ("zone", "string", 0, 0, 260),
    ],
}

END_SWING = 0.25
"""How far the greatest value wanders, beside how far single values lie apart."""

UNREAD = "source_file"
"""A column that every source has and no job reads."""


@dataclasses.dataclass
class Column:
    """A column; `made_of` is (table, column) of what it derives from, empty at a source.

    `wander` is how far its mean wanders, beside `width`, how far single values lie apart. What a planted
    change did to it: `factor` to all values, `mean_factor` to the mean alone, `middle` to the quantiles alone;
    `low`, `high` and `distinct_now` are in place of its own.
    """

    name: str
    type: str
    mean: float
    width: float
    distinct: int
    nulls: float
    wander: float
    made_of: tuple = ()
    subtype: str = "IDENTITY"
    expression: str = ""
    factor: float = 1.0
    mean_factor: float = 1.0
    low: float | None = None
    high: float | None = None
    middle: float = 1.0
    distinct_now: int | None = None
    description: str = ""

    @property
    def spread(self):
        """How far the mean wanders from one day to the next, as a share of itself."""
        return self.wander * self.width

    @property
    def is_number(self):
        return self.type in NUMBERS

    @property
    def is_key(self):
        return self.distinct == 0


@dataclasses.dataclass
class Check:
    """An assertion about a table or one of its columns."""

    name: str
    column: str | None
    passes: bool = True


@dataclasses.dataclass
class Table:
    """A dataset; `version` is the producer's, None where it tells none; `moved` is the day of its data."""

    key: str
    namespace: str
    name: str
    columns: list
    rows: float
    wander: float
    made_by: str | None = None
    version: int | None = None
    is_pinned: bool = False
    moved: int = 0
    checks: list = dataclasses.field(default_factory=list)
    description: str = ""
    owner: str = ""

    def column(self, name):
        return next(column for column in self.columns if column.name == name)

    @property
    def numbers(self):
        return [column for column in self.columns if column.is_number]


def raw(rng, kind, namespace, name):
    """Returns a table that nobody in the pipeline makes."""
    columns = [
        Column(
            name=column,
            type=kind_of,
            mean=mean,
            width=width,
            distinct=distinct,
            nulls=0.0 if distinct == 0 else rng.choice([0.0, 0.001, 0.004, 0.01, 0.03]),
            wander=rng.uniform(0.01, 0.06),
        )
        for column, kind_of, mean, width, distinct in RAW[kind]
    ]
    columns.append(Column(UNREAD, "string", 0, 0, 40, 0.0, 0.0))
    rows = 10 ** rng.uniform(3.6, 6.3)
    return Table(name, namespace, name, columns, rows, rng.uniform(0.008, 0.06))


@dataclasses.dataclass
class Measured:
    """What a producer counts of a table on one day."""

    rows: int
    columns: dict


def measure(tables, table, rng, moves):
    """Returns what is counted of a table today; values wander by their own spread when it moves."""

    def wandering(spread):
        return math.exp(rng.gauss(0, spread)) if moves else 1.0

    rows = max(int(rows_of(tables, table) * wandering(table.wander)), 1)
    return Measured(
        rows, {column.name: measured_column(tables, column, rows, wandering) for column in table.columns}
    )


def rows_of(tables, table):
    """Returns the rows on a day like any other: those of the first input, as the job keeps them."""
    first = next((c.made_of for c in table.columns if c.made_of), None)
    return table.rows * (rows_of(tables, tables[first[0]]) if table.made_by and first else 1)


def measured_column(tables, column, rows, wandering):
    nulls = min(nulls_of(tables, column) * wandering(0.12), 1.0)
    null_count = int(rows * nulls)
    metrics = {"nullCount": null_count, "count": float(rows - null_count)}
    distinct = distinct_of(tables, column)
    metrics["distinctCount"] = (rows - null_count) if column.is_key else max(round(distinct * wandering(0.01)), 1)
    if column.is_number:
        center = center_of(tables, column)
        shift = wandering(column.spread)
        low, high = ends_of(tables, column)
        metrics["sum"] = center * shift * along(tables, column, "mean_factor") * (rows - null_count)
        swing = abs(center) * column.width * END_SWING
        metrics["min"] = low if float(low).is_integer() else low * wandering(0.05)
        metrics["max"] = high if float(high).is_integer() else high + swing * math.log(wandering(1))
        middle = center * shift * along(tables, column, "middle")
        metrics["quantiles"] = {
            name: middle * (1 + column.width * sigmas * wandering(0.01))
            for name, sigmas in (("0.25", -0.35), ("0.5", -0.05), ("0.75", 0.3))
        }
    return metrics


def source_of(tables, column):
    return tables[column.made_of[0]].column(column.made_of[1]) if column.made_of else None


def center_of(tables, column):
    source = source_of(tables, column)
    ratio = center_of(tables, source) / source.mean if source and source.is_number else 1
    return column.mean * column.factor * ratio


def along(tables, column, factor):
    """Returns what a factor of the column and of all that it derives from comes to."""
    source = source_of(tables, column)
    return getattr(column, factor) * (along(tables, source, factor) if source else 1)


def nulls_of(tables, column):
    source = source_of(tables, column)
    return max(column.nulls, nulls_of(tables, source)) if source else column.nulls


def distinct_of(tables, column):
    if column.distinct_now:
        return column.distinct_now
    source = source_of(tables, column)
    if source and column.subtype == "IDENTITY":
        return distinct_of(tables, source)
    return column.distinct


def ends_of(tables, column):
    source = source_of(tables, column)
    if source and column.subtype == "IDENTITY":
        low, high = ends_of(tables, source)
    else:
        center = center_of(tables, column)
        low, high = max(0.0, center * (1 - 2 * column.width)), center * (1 + 4.5 * column.width)
    return (column.low if column.low is not None else low), (column.high if column.high is not None else high)
