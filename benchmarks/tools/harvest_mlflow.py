"""Harvests an MLflow database of 100,000 runs (BENCH_RUNS), and then what changed in it.

The schema is what the real MLflow makes; rows are written into it directly, since its client needs an hour.
Each run has 8 params, 6 tags, 5 metrics of 10 points, and a dataset.
"""

import os
import sqlite3
import subprocess
import sys

RUNS = int(os.environ.get("BENCH_RUNS", "100000"))
GOAL_SECONDS = 600


def measure(clew, folder):
    database = folder / "mlflow.db"
    fill(database)
    address = f"sqlite:///{database}"
    yield from one(clew, address, f"{RUNS:,} runs for the first time", f"≤ {GOAL_SECONDS * RUNS // 100000} s")
    yield from one(clew, address, "a second pass with nothing new", "")
    with sqlite3.connect(database) as db:
        db.execute(
            'INSERT INTO metrics ("key", value, timestamp, run_uuid, step, is_nan)'
            " SELECT 'm0', 1, 99, run_uuid, 99, 0 FROM runs LIMIT 100"
        )
    yield from one(clew, address, "a pass with new points of 100 runs", "")


def one(clew, address, what, goal):
    output, wall, server, verb = clew.verb("harvest", "mlflow", address)
    assert "0 could not be" in output, output
    yield what, f"{wall:,.1f} s", goal
    yield "    CPU of the server", f"{server:,.1f} s", ""
    yield "    CPU of the harvester", f"{verb:,.1f} s", ""


def fill(database):
    subprocess.run(
        [sys.executable, "-c", "import sys; from mlflow.tracking import MlflowClient;"
         " MlflowClient(sys.argv[1]).create_experiment('bench')", f"sqlite:///{database}"],
        check=True,
        capture_output=True,
    )
    runs = [(f"{i:032x}", 1600000000000 + i * 1000) for i in range(RUNS)]
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.executemany(
            "INSERT INTO runs (run_uuid, name, source_type, user_id, status, start_time, end_time, lifecycle_stage,"
            " artifact_uri, experiment_id) VALUES (?, 'run', 'UNKNOWN', 'ann', 'FINISHED', ?, ?, 'active', ?, 1)",
            ((run, start, start + 900, f"s3://bank/{run}/artifacts") for run, start in runs),
        )
        db.executemany(
            "INSERT INTO params VALUES (?, ?, ?)",
            ((f"p{k}", str((i * 7 + k) % 100), run) for i, (run, _) in enumerate(runs) for k in range(8)),
        )
        db.executemany(
            "INSERT INTO tags VALUES (?, ?, ?)",
            (
                pair
                for i, (run, _) in enumerate(runs)
                for pair in (
                    ("mlflow.user", "ann", run),
                    ("mlflow.runName", "run", run),
                    ("mlflow.source.name", "train.py", run),
                    ("mlflow.source.type", "LOCAL", run),
                    ("mlflow.source.git.commit", f"{i // 50:040x}", run),
                    ("team", f"t{i % 10}", run),
                )
            ),
        )
        db.executemany(
            'INSERT INTO metrics ("key", value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)',
            (
                (f"m{k}", i / (s + 1), start + s, run, s)
                for i, (run, start) in enumerate(runs)
                for k in range(5)
                for s in range(10)
            ),
        )
        db.executemany(
            "INSERT INTO datasets VALUES (?, 1, ?, 'abc123', 's3', ?, NULL, NULL)",
            ((f"d{k}", f"data{k}", f'{{"uri": "s3://bank/data{k}"}}') for k in range(100)),
        )
        db.executemany(
            "INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id)"
            " VALUES (?, 'DATASET', ?, 'RUN', ?)",
            ((run, f"d{i % 100}", run) for i, (run, _) in enumerate(runs)),
        )
