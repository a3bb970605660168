"""Puts the same load on the real MLflow server and on Clew, one after the other, and compares.

Run by `make bench-mlflow`, after a build. The last line is one JSON object with every figure.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "load"))

import report
from load import LoadGenerator
from scenarios import LARGE_RUNS, Scenarios
from servers import ROOT, Clew, Mlflow

DISK_MB = 256


def main():
    options = arguments()
    subprocess.run([str(ROOT / "clew"), "--version"], check=True)  # builds when needed
    jdk = subprocess.run(
        [str(ROOT / "scripts/find-jdk")], check=True, capture_output=True, text=True
    ).stdout.strip()
    figures = {"load_average_before": os.getloadavg(), "cpu_count": os.cpu_count()}
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = pathlib.Path(name)
        figures["disk_mb_per_s"] = max(disk_mb_per_s(folder) for _ in range(3))
        generator = LoadGenerator(jdk, folder / "load")
        if options.mlflow:
            figures["mlflow_version"] = version(options.mlflow)
            figures["mlflow"] = measured(
                lambda: Mlflow(folder / "mlflow", options.mlflow), generator, options, False
            )
        figures["clew"] = measured(lambda: Clew(folder / "clew"), generator, options, True)
        starts = [figures["clew"]["start_to_first_answer_s"]]
        for i in range(options.rounds):
            server = Clew(folder / f"start-{i}")
            starts.append(server.start_seconds)
            server.stop()
        figures["clew"]["start_to_first_answer_s"] = min(starts)
    figures["load_average_after"] = os.getloadavg()
    clew, mlflow = figures["clew"], figures.get("mlflow")
    large = LARGE_RUNS[options.size]
    judged = list(report.goals(clew, mlflow, figures["disk_mb_per_s"], large))
    report.show(clew, mlflow, judged)
    figures["goals"] = [
        {"what": what, "value": value, "goal": goal, "met": met} for what, value, goal, met in judged
    ]
    print("\nload average before and after:", figures["load_average_before"], figures["load_average_after"])
    print(json.dumps(rounded(figures)))


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/mlflow", description=__doc__)
    parser.add_argument("--mlflow", help="the python of a venv with mlflow; without it, Clew alone")
    parser.add_argument("--seconds", type=float, help="of each round")
    parser.add_argument("--rounds", type=int, help="of each measurement; the best counts")
    parser.add_argument("--quick", action="store_true", help="less of everything, to look at")
    parser.add_argument("--folder", help="where data goes; the system's temporary folder")
    options = parser.parse_args()
    options.size = "quick" if options.quick else "full"
    options.seconds = options.seconds or (2 if options.quick else 5)
    options.rounds = options.rounds or (1 if options.quick else 3)
    options.warm_up_seconds = options.seconds
    return options


def measured(start, generator, options, with_large_search):
    server = start()
    try:
        return Scenarios(server, generator, options).all(with_large_search)
    except RuntimeError:
        print(server.said())
        raise
    finally:
        server.stop()


def disk_mb_per_s(folder):
    """Returns what the disk gives to one writer that waits until all is on it."""
    file = folder / "disk"
    said = subprocess.run(
        ["dd", "if=/dev/zero", f"of={file}", "bs=1M", f"count={DISK_MB}", "conv=fdatasync"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
    ).stderr
    file.unlink()
    seconds = float(said.split(" s,")[0].rpartition(" ")[2])
    return DISK_MB * 1.048576 / seconds


def version(python):
    code = "import importlib.metadata as m; print(m.version('mlflow'))"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def rounded(value):
    match value:
        case float():
            return round(value, 4)
        case dict():
            return {key: rounded(inner) for key, inner in value.items()}
        case list() | tuple():
            return [rounded(inner) for inner in value]
        case _:
            return value


if __name__ == "__main__":
    main()
