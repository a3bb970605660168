"""Asks Clew's graph index, C, JGraphT, SQLite and PostgreSQL the same questions on one generated graph.

Run by `make bench-graph EDGES=10m`, after a build. The last line is one JSON object with every figure.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent / "load"))
sys.path.append(str(HERE.parent / "openlineage"))

import report
from postgres import Postgres
from server import ROOT
from whole import Whole

PEERS = ("jgrapht", "sqlite", "postgresql")
COLLECTORS = {"g1": "-XX:+UseG1GC", "z": "-XX:+UseZGC"}


def main():
    options = arguments()
    subprocess.run([str(ROOT / "clew"), "--version"], check=True)  # builds when needed
    jdk = subprocess.run(
        [str(ROOT / "scripts/find-jdk")], check=True, capture_output=True, text=True
    ).stdout.strip()
    figures = {"load_average_before": os.getloadavg(), "cpu_count": os.cpu_count()}
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        if "index" not in options.without:
            figures["index"] = index(jdk, folder, options)
            report.show_index(figures["index"])
        if "http" not in options.without:
            figures["http"] = Whole(jdk, folder, options).all()
    figures["load_average_after"] = os.getloadavg()
    judged = list(report.goals(figures))
    report.show(figures, judged)
    figures["goals"] = [
        {"what": what, "value": value, "goal": goal, "met": met} for what, value, goal, met in judged
    ]
    print(
        "\nload average before and after (what else ran):",
        figures["load_average_before"],
        figures["load_average_after"],
    )
    print(json.dumps(figures))


def index(jdk, folder, options):
    """Compiles both programs and runs the one in Java, which starts the one in C."""
    program = folder / "walk"
    subprocess.run(["gcc", "-O3", "-march=native", "-o", program, HERE / "walk.c"], check=True)
    class_path = f"{ROOT / 'cli/target/clew.jar'}:{HERE / 'target/lib'}/*"
    sources = [str(source) for source in HERE.glob("*.java")]
    subprocess.run([f"{jdk}/bin/javac", "-d", folder / "classes", "-cp", class_path, *sources], check=True)
    peers = [peer for peer in PEERS if peer not in options.without]
    arguments = {
        "edges": options.edges,
        "seed": options.seed,
        "rounds": options.rounds,
        "folder": folder,
        "c": program,
        "peers": ",".join(peers),
    }
    postgres = None
    try:
        if "postgresql" in peers:
            postgres = Postgres(folder / "postgres", ["shared_buffers=2GB", "max_wal_size=8GB"])
            arguments["postgresql"] = f"jdbc:postgresql://127.0.0.1:{postgres.port}/postgres?user=postgres"
        ran = subprocess.run(
            [f"{jdk}/bin/java", f"-Xmx{heap_mb(options.edges, peers)}m", COLLECTORS[options.collector]]
            + ["--enable-native-access=ALL-UNNAMED", "-cp", f"{folder / 'classes'}:{class_path}", "GraphBench"]
            + [f"{key}={value}" for key, value in arguments.items()],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    finally:
        if postgres:
            postgres.stop()
    return json.loads(ran.stdout)


def heap_mb(edges, peers):
    """Names and edges in the index, the generated graph, and JGraphT's copy of it."""
    return 1500 + edges // 1_000_000 * (260 if "jgrapht" in peers else 85)


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/graph", description=__doc__)
    parser.add_argument("--edges", type=edges, default="1m", help="such as 1m, 5m, 10m, 50m")
    parser.add_argument("--seed", type=int, default=1, help="of the generated graph")
    parser.add_argument("--rounds", type=int, default=5, help="by turns; the median of all counts")
    parser.add_argument("--seconds", type=float, default=3, help="of each round over HTTP")
    parser.add_argument(
        "--without", action="append", default=[], choices=[*PEERS, "index", "http"], help="leave out a part"
    )
    parser.add_argument("--collector", choices=COLLECTORS, default="g1", help="the collector of the JVM")
    parser.add_argument("--folder", help="where data goes; the system's temporary folder")
    return parser.parse_args()


def edges(text):
    number = int(text.lower().removesuffix("m")) * (1_000_000 if text.lower().endswith("m") else 1)
    if not 100_000 <= number <= 200_000_000:
        raise argparse.ArgumentTypeError("from 100000 to 200m")
    return number


if __name__ == "__main__":
    main()
