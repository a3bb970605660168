"""Sends OpenLineage events to Clew, and to Marquez where there is one, and asks for their lineage.

Run by `make bench-openlineage`, after a build. The last line is one JSON object with every figure.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "load"))

import marquez_build
import report
from load import LoadGenerator
from scenarios import Scenarios
from servers import Clew, Floor, Marquez, RunningMarquez
from server import ROOT


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
        generator = LoadGenerator(jdk, folder / "load")
        servers = [Clew(folder / "clew")]
        try:
            if options.marquez:
                servers.append(marquez(folder / "marquez", options))
            if options.floor:
                java = str(pathlib.Path(jdk) / "bin/java")
                servers += [Floor(folder / mode, java, mode) for mode in ("read", "durable")]
                figures.update(Scenarios(servers, generator, options).floor())
            else:
                figures.update(Scenarios(servers, generator, options).all())
        except RuntimeError:
            for server in servers:
                print(server.said()[-4000:])
            raise
        finally:
            for server in servers:
                server.stop()
    figures["load_average_after"] = os.getloadavg()
    if options.floor:
        report.show_floor(figures)
        print(json.dumps(rounded(figures)))
        return
    judged = list(report.goals(figures["clew"]))
    report.show(figures["clew"], figures.get("marquez"), judged)
    figures["goals"] = [
        {"what": what, "value": value, "goal": goal, "met": met} for what, value, goal, met in judged
    ]
    print(
        "\nload average before and after (what else ran):",
        figures["load_average_before"],
        figures["load_average_after"],
    )
    print(json.dumps(rounded(figures)))


def marquez(folder, options):
    if options.marquez.startswith("http"):
        return RunningMarquez(options.marquez)
    class_path = options.marquez
    if marquez_build.is_checkout(class_path):
        class_path = marquez_build.build(class_path, options.java, folder / "build")
    return Marquez(folder, class_path, options.java)


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/openlineage", description=__doc__)
    parser.add_argument("--marquez", help="checkout of its sources, class path of a build, or address of a running one")
    parser.add_argument("--java", default="java", help="what runs Marquez: a Java 17")
    parser.add_argument(
        "--floor", action="store_true", help="events only, by turns with servers that do nothing with them"
    )
    parser.add_argument("--seconds", type=float, help="of each round")
    parser.add_argument("--rounds", type=int, help="of each measurement; the best counts")
    parser.add_argument("--quick", action="store_true", help="less of everything, to look at")
    parser.add_argument("--folder", help="where data goes; the system's temporary folder")
    options = parser.parse_args()
    options.seconds = options.seconds or (2 if options.quick else 5)
    options.rounds = options.rounds or (1 if options.quick else 3)
    return options


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
