"""Reads what a server and all processes below it took, from /proc."""

import os
import pathlib

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def tree(pid):
    """Returns the process and all below it that live now."""
    parents = {}
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            fields = _stat(folder.name)
            if fields:
                parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found, waiting = [], [pid]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += parents.get(process, [])
    return found


def cpu_seconds(pid):
    """Returns user and system time of the tree, with that of processes that ended and were reaped."""
    ticks = 0
    for process in tree(pid):
        fields = _stat(process)
        if fields:
            ticks += sum(int(fields[i]) for i in (11, 12, 13, 14))
    return ticks / TICKS_PER_SECOND


def memory_mb(pid):
    """Returns (RSS, PSS) of the tree: RSS counts what processes share once for each of them."""
    rss = pss = 0
    for process in tree(pid):
        try:
            lines = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        sizes = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
        rss += sizes["Rss:"]
        pss += sizes["Pss:"]
    return rss / 1024, pss / 1024


def _stat(pid):
    """Returns the fields after the name in parentheses; the first is the state."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
