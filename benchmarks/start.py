"""Measures what a user waits for: start to first answer, memory when fresh, and a verb's time.

Run by `make bench-start`, after a build. Every figure is taken several times and the best and the
median are printed, since shared cores only ever add time. The last line is one JSON object.
"""

import json
import os
import pathlib
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 7


def main():
    subprocess.run([str(ROOT / "clew"), "--version"], check=True)  # builds when needed
    figures = {}
    for name, options in {"aot": "", "no_aot": "-XX:AOTMode=off"}.items():
        starts, sizes, verbs = [], [], []
        for _ in range(ROUNDS):
            start, size, verb = one_round(options)
            starts.append(start)
            sizes.append(size)
            verbs.append(verb)
        figures[name] = {
            "start_to_first_answer_s": summary(starts),
            "rss_fresh_mb": summary(sizes),
            "verb_s": summary(verbs),
        }
    figures["cpu_count"] = os.cpu_count()
    figures["load_average_1m"] = os.getloadavg()[0]
    print(f"{'':<26}{'with AOT cache':>22}{'without':>22}")
    for key in figures["aot"]:
        row = [figures[kind][key] for kind in ("aot", "no_aot")]
        print(f"{key:<26}" + "".join(f"{r['best']:>11} /{r['median']:>9}" for r in row))
    print("best / median of", ROUNDS)
    print(json.dumps(figures))


def summary(values):
    return {"best": round(min(values), 3), "median": round(statistics.median(values), 3)}


def one_round(options):
    environment = {**os.environ, "CLEW_JAVA_OPTIONS": options}
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        server = subprocess.Popen(
            [str(ROOT / "clew"), "up", "--port", "0", "--data", folder],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        try:
            url = next(w for line in server.stdout for w in line.split() if w.startswith("http://"))
            urllib.request.urlopen(f"{url}/api/2.0/mlflow/experiments/get?experiment_id=0").read()
            start = time.monotonic() - begun
            size = resident_mb(server.pid)
            asked = time.monotonic()
            subprocess.run(
                [str(ROOT / "clew"), "search", "--server", url],
                check=True,
                capture_output=True,
                env=environment,
            )
            return start, size, time.monotonic() - asked
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


def resident_mb(pid):
    status = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True)
    return int(status.stdout) / 1024


if __name__ == "__main__":
    main()
