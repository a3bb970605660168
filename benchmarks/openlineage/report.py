"""Sets the figures beside the goals, and beside Marquez's."""

# Measured of Marquez 0.51 on this kind of machine, before Clew was begun.
MARQUEZ_EVENTS_PER_S = 12.5
MARQUEZ_BYTES_PER_EVENT = 21_000

SCENARIOS = {
    "events_2kb": "events of 2 KB, 8 clients",
    "events_20kb": "events of 20 KB, 8 clients",
    "batch_of_1000": "batches of 1000 of 2 KB, 2 clients",
    "lineage_164": "lineage of 164 nodes",
    "lineage_10000": "lineage of 10,000 nodes",
}


def goals(clew):
    """Yields (what, value, goal, whether it is met)."""

    def at_least(what, value, goal):
        return what, value, f">= {goal:,g}", value >= goal

    def at_most(what, value, goal):
        return what, value, f"<= {goal:,g}", value <= goal

    small, large = clew["events_2kb"], clew["events_20kb"]
    yield at_least("2 KB: times Marquez's measured rate", small["rate"] / MARQUEZ_EVENTS_PER_S, 400)
    yield at_least("2 KB: events a second", small["rate"], 15_000)
    yield at_least("20 KB: events a second", large["rate"], 3000)
    yield at_most("2 KB: bytes stored an event", small["bytes_per_event"], MARQUEZ_BYTES_PER_EVENT / 8)
    yield at_most("lineage of 164 nodes: p50 ms", clew["lineage_164"]["p50_ms"], 3)
    yield at_most("lineage of 10,000 nodes: p50 ms", clew["lineage_10000"]["p50_ms"], 30)


FLOORS = {
    "read": "reads the body, no more",
    "durable": "parses it too, and appends it to a file",
    "clew": "Clew",
}


def show_floor(figures):
    """Prints what servers of the same kind reach that do nothing with an event, and Clew beside."""
    columns = ("rate/s", "p50 ms", "p99 ms", "CPU ms", "load CPU ms")
    print(f"\n{'':<68}" + "".join(f"{column:>13}" for column in columns))
    for key in ("events_2kb", "events_20kb"):
        for name, what in FLOORS.items():
            keys = ("rate", "p50_ms", "p99_ms", "cpu_ms", "load_cpu_ms")
            row = "".join(f"{figures[name][key][each]:>13,.3f}" for each in keys)
            print(f"{SCENARIOS[key] + ': ' + what:<68}" + row)


def show(clew, marquez, judged):
    columns = ("rate/s", "p50 ms", "p99 ms", "CPU ms", "load CPU ms")
    print(f"\n{'':<44}" + "".join(f"{column:>13}" for column in columns))
    for name, server in (("Clew", clew), ("Marquez", marquez or {})):
        for key, what in SCENARIOS.items():
            if key in server:
                figures = server[key]
                keys = ("rate", "p50_ms", "p99_ms", "cpu_ms", "load_cpu_ms")
                row = "".join(f"{figures[each]:>13,.3f}" for each in keys)
                print(f"{name + ': ' + what:<44}" + row)
    for name, server in (("Clew", clew), ("Marquez", marquez or {})):
        for key in ("events_2kb", "events_20kb"):
            if key in server:
                print(f"{name}: {SCENARIOS[key]}: {server[key]['bytes_per_event']:,.0f} bytes stored an event")
        for key in ("rss_fresh_mb", "rss_loaded_mb", "rss_end_mb"):
            if key in server:
                print(f"{name}: {key} {server[key]:,.0f}")
    if marquez:
        for key in ("events_2kb", "events_20kb"):
            ours, theirs = clew[key], marquez[key]
            print(f"{SCENARIOS[key]}: {ours['rate'] / theirs['rate']:,.0f} times Marquez's rate in this run")
    print(f"\n{'goal':<46}{'is':>14}{'is to be':>14}")
    for what, value, goal, met in judged:
        print(f"{what:<46}{value:>14,.3f}{goal:>14}  {'met' if met else 'NOT MET'}")
