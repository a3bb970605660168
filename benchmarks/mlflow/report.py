"""Sets the figures of both servers beside the goals."""

SCENARIOS = {
    "create": "runs/create, 8 clients",
    "log_metric": "log-metric, 8 clients",
    "log_metric_1": "log-metric, 1 client",
    "log_batch": "log-batch of 1000, 8 clients",
    "get": "runs/get",
    "history": "get-history of 3000",
    "search_600": "search of 600, filter and order",
    "search_600_all": "search of 600, all",
    "search_large": "search of many, filter and order",
    "upload": "upload",
    "download": "download",
}


def goals(clew, mlflow, disk_mb_per_s, large_runs):
    """Yields (what, value, goal, whether it is met); ratios only where MLflow was measured."""

    def at_least(what, value, goal):
        return what, value, f">= {goal:,g}", value >= goal

    def at_most(what, value, goal):
        return what, value, f"<= {goal:,g}", value <= goal

    if mlflow:
        for name in ("create", "log_metric", "log_batch"):
            what = SCENARIOS[name]
            yield at_least(f"{what}: times MLflow's rate", clew[name]["rate"] / mlflow[name]["rate"], 50)
            yield at_least(
                f"{what}: MLflow's CPU over Clew's", mlflow[name]["cpu_ms"] / clew[name]["cpu_ms"], 50
            )
    yield at_least("log-metric, 8 clients: a second", clew["log_metric"]["rate"], 5000)
    yield at_most("log-metric, 8 clients: CPU ms", clew["log_metric"]["cpu_ms"], 0.15)
    yield at_least("log-batch: points a second", clew["log_batch"]["points_per_s"], 500_000)
    yield at_most("runs/get: p50 ms", clew["get"]["p50_ms"], 1)
    yield at_most("get-history of 3000: p50 ms", clew["history"]["p50_ms"], 3)
    yield at_most(f"search of {large_runs:,}: p99 ms", clew["search_large"]["p99_ms"], 50)
    upload = min(1000, disk_mb_per_s)
    yield at_least("upload: MB/s, or what the disk gives", clew["upload"]["mb_per_s"], upload)
    yield at_least("download: MB/s", clew["download"]["mb_per_s"], 1000)
    yield at_most("start to first answer: s", clew["start_to_first_answer_s"], 0.8)
    yield at_most("RSS fresh: MB", clew["rss_fresh_mb"], 150)
    yield at_most("RSS after the load: MB", clew["rss_loaded_mb"], 250)
    yield at_most("bytes a point on disk", clew["bytes_per_point"], 8)


def show(clew, mlflow, judged):
    columns = ["rate/s", "p50 ms", "p99 ms", "CPU ms"]
    head = "".join(f"{column:>11}" for column in columns)
    print(f"\n{'':<34}{head}   {head}{'rate x':>9}{'CPU x':>9}")
    print(f"{'':<34}{'Clew':>44}   {'MLflow':>44}")
    for name, what in SCENARIOS.items():
        if name not in clew:
            continue
        line = f"{what:<34}" + row(clew[name])
        if mlflow and name in mlflow:
            ours, theirs = clew[name], mlflow[name]
            line += "   " + row(theirs)
            line += f"{ours['rate'] / theirs['rate']:>9.1f}"
            line += f"{theirs['cpu_ms'] / ours['cpu_ms']:>9.1f}" if ours["cpu_ms"] else f"{'-':>9}"
        print(line)
    print()
    for key in ("start_to_first_answer_s", "processes", "rss_fresh_mb", "pss_fresh_mb"):
        print_both(key, clew, mlflow)
    for key in ("rss_loaded_mb", "pss_loaded_mb", "idle_cpu_share", "bytes_per_point"):
        print_both(key, clew, mlflow)
    print(f"\n{'goal':<58}{'is':>14}{'is to be':>14}")
    for what, value, goal, met in judged:
        print(f"{what:<58}{value:>14,.3f}{goal:>14}  {'met' if met else 'NOT MET'}")


def row(figures):
    return "".join(f"{figures[key]:>11,.3f}" for key in ("rate", "p50_ms", "p99_ms", "cpu_ms"))


def print_both(key, clew, mlflow):
    theirs = f"{mlflow[key]:>14,.2f}" if mlflow else ""
    print(f"{key:<34}{clew[key]:>14,.2f}{theirs}")
