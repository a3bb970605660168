"""What a planted change is, and the list of them."""

import dataclasses


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
