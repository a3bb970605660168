"""Sets the figures beside the goals. Ratios are medians over rounds of CPU time for each node reached."""

import statistics

WALKS = {
    "c_plain": "C",
    "c_branchless": "C, branchless",
    "c_prefetch": "C that prefetches, branchless",
    "clew": "Clew, plain",
    "clew_as_of": "Clew, as of both clocks",
    "clew_kinds": "Clew, some kinds of edges",
    "clew_as_of_kinds": "Clew, as of, some kinds",
    "question": "Clew, whole /lineage question",
    "jgrapht": "JGraphT",
    "sqlite": "SQLite, recursive query",
    "postgresql": "PostgreSQL, recursive query",
}
COLUMNS = (
    ("questions", "questions", 0),
    ("nodes", "nodes", 0),
    ("ns a node", "cpu_ns_per_node", 1),
    ("CPU p50 us", "cpu_us_p50", 1),
    ("CPU p99 us", "cpu_us_p99", 1),
    ("wall p50 us", "wall_us_p50", 1),
    ("wall p99 us", "wall_us_p99", 1),
)
P_EDGES = 5_000_000
WHOLE_EDGES = 50_000_000


def goals(figures):
    """Yields (what, value, goal, whether it is met; None where this run cannot tell)."""
    if "index" in figures:
        yield from index_goals(figures["index"])
    if "http" in figures:
        http = figures["http"]
        yield at_most("lineage of 1000 nodes over HTTP: p50 ms", http["lineage_1000"]["p50_ms"], 3)
        yield at_most("diff of two of 1000 nodes over HTTP: p50 ms", http["diff_1000"]["p50_ms"], 20)


def index_goals(index):
    closures, edges = index["closures"], index["edges"]

    def times(other):
        return statistics.median(
            theirs["cpu_ns_per_node"] / ours["cpu_ns_per_node"]
            for theirs, ours in zip(closures[other], closures["clew"])
        )

    yield at_least("plain closure: of the speed of C", times("c_plain"), 0.9)
    yield at_least("plain closure: of the speed of branchless C", times("c_branchless"), 0.9)
    yield at_least("plain closure: of the speed of C that prefetches", times("c_prefetch"), 0.5)
    for peer, goal in (("jgrapht", 8), ("sqlite", 50), ("postgresql", 50)):
        if peer in closures:
            yield at_least(f"plain closure: times {WALKS[peer].split(',')[0]}", times(peer), goal)
    for how in ("clew_as_of", "clew_kinds", "clew_as_of_kinds"):
        yield at_most(f"{WALKS[how]}: times plain", times(how), 2)
    p50, p99 = median(closures["clew"], "cpu_us_p50"), median(closures["clew"], "cpu_us_p99")
    yield told_at(at_most("closure of 1000 nodes: p50 us of CPU (at 5m)", p50, 100), edges, P_EDGES)
    yield told_at(at_most("closure of 1000 nodes: p99 us of CPU (at 5m)", p99, 300), edges, P_EDGES)
    most = median(index["whole"]["clew"], "cpu_us_p50") / 1000
    yield told_at(at_most("more than half of the graph: ms of CPU (at 50m)", most, 150), edges, WHOLE_EDGES)
    yield at_most("bytes an edge", index["memory"]["bytes_per_edge"], 16)
    opened = median(index["restart"]["opened"], "wall_s")
    yield told_at(at_most("restart to the first answer: s (at 50m)", opened, 1), edges, WHOLE_EDGES)
    inserted = index["inserts"]["edges_per_cpu_s"]
    yield at_least("inserts a second of the writer's CPU, a reader at full speed", inserted, 1_000_000)
    reads = index["inserts"]["readers"]["writer"]
    blocked = max(0, reads["blocked_ms_max"] - reads["collector_ms_max"])
    yield told_by_idle(
        at_most("reader beside it blocked, but by the collector: longest ms", blocked, 10),
        reads["idle_late_ms_max"],
    )


def at_least(what, value, goal):
    return what, value, f">= {goal:,g}", value >= goal


def at_most(what, value, goal):
    return what, value, f"<= {goal:,g}", value <= goal


def told_at(judged, edges, size):
    """A goal for a larger graph is not met by a smaller one; one missed by a smaller is missed."""
    what, value, goal, met = judged
    return what, value, goal, met if edges >= size * 0.99 or not met else None


def told_by_idle(judged, late_ms):
    """Where a thread with nothing to do was as late, the machine was: a stop waits for threads without a processor."""
    what, value, goal, met = judged
    return what, value, goal, met or (None if value <= late_ms else False)


def median(rounds, key):
    return statistics.median(figures[key] for figures in rounds)


def show(figures, judged):
    for name, asked in figures.get("http", {}).items():
        row = ", ".join(f"{key} {asked[key]:,.2f}" for key in ("p50_ms", "p99_ms", "cpu_ms"))
        print(f"HTTP: {name}: {row}, {asked['answer_bytes']:,} bytes")
    print(f"\n{'goal':<66}{'is':>14}{'is to be':>14}")
    words = {True: "met", False: "NOT MET", None: "not told by this run"}
    for what, value, goal, met in judged:
        print(f"{what:<66}{value:>14,.2f}{goal:>14}  {words[met]}")


def show_index(index):
    print(f"\n{index['nodes']:,} nodes, {index['edges']:,} edges, seed {index['seed']}")
    header = "".join(f"{column:>13}" for column, _, _ in COLUMNS)
    for title, part in (("closures of about 1000 nodes", "closures"), ("most of the graph", "whole")):
        print(f"\n{title:<32}{header}")
        for peer, rounds in index[part].items():
            row = "".join(f"{median(rounds, key):>13,.{digits}f}" for _, key, digits in COLUMNS)
            print(f"{WALKS[peer]:<32}{row}")
    build, inserts = index["build"], index["inserts"]
    rate = index["edges"] / build["cpu_s"]
    memory, restart = index["memory"], index["restart"]
    parts = ", ".join(f"{part} {memory[part] >> 20:,} MB" for part in ("edges", "exceptions", "nodes", "names"))
    print(f"\nmemory: {parts}; {memory['bytes_per_edge']:.1f} bytes an edge, both directions")
    print(
        f"restart: snapshot of {index['snapshot_bytes'] >> 20:,} MB written in {restart['written_s']:.1f} s,"
        f" opened to the first answer in {median(restart['opened'], 'wall_s') * 1000:,.0f} ms"
    )
    print(f"build: {build['cpu_s']:,.1f} s of CPU, {build['wall_s']:,.1f} s, {rate:,.0f} edges a second of CPU")
    print(
        f"inserts with a reader: {inserts['edges_per_s']:,.0f} edges a second,"
        f" {inserts['edges_per_cpu_s']:,.0f} a second of the writer's CPU;"
        f" slowest entry {inserts['slowest_entry_ms']:,.1f} ms"
    )
    for title, reads in inserts["readers"].items():
        print(
            f"reader, {title.replace('_', ' ')}: {reads['questions']:,} questions,"
            f" p50 {reads['wall_us_p50']:,.0f} us, p99.9 {reads['wall_us_p999']:,.0f} us;"
            f" longest {reads['wall_us_max'] / 1000:,.1f} ms, of CPU {reads['cpu_us_max'] / 1000:,.1f};"
            f" longest ms blocked {reads['blocked_ms_max']:,.1f}, collector {reads['collector_ms_max']:,},"
            f" idle thread late {reads['idle_late_ms_max']:,.1f}"
        )
