"""Plants changes in generated pipelines and asks Clew what changed; says how often it knew.

Run by `make bench-diff`, after a build. Each miss is printed with the option that repeats it. The last
line is one JSON object with every figure.
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "load"))

import scoring
import seeds
import trials
from client import Client
from server import ROOT, Server

SHOWN_OF_A_MISS = 5


class Clew(Server):
    name = "clew"
    base = "/api/v1"
    ready = "server"

    def __init__(self, folder):
        super().__init__([str(ROOT / "clew"), "up", "--port", "0", "--data", str(folder / "data")], folder, {})


def main():
    options = arguments()
    if options.url:
        evaluate(options.url, options)
        return
    subprocess.run([str(ROOT / "clew"), "--version"], check=True)  # builds when needed
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        server = Clew(pathlib.Path(name) / "clew")
        try:
            evaluate(server.url, options, server)
        finally:
            server.stop()


def evaluate(url, options, server=None):
    if options.replay:
        replay(url, options.replay)
        return
    begun, load_before = time.monotonic(), os.getloadavg()
    work = in_turns(options)
    tally = scoring.Tally()
    with multiprocessing.Pool(options.parallel, connect, [url]) as pool:
        for result in pool.imap_unordered(one, work):
            tally.add(*result)
            if options.minutes and time.monotonic() - begun > options.minutes * 60:
                pool.terminate()
                break
    tally.misses.sort()
    tally.show()
    figures = tally.figures() | {
        "seeds": options.seeds,
        "seconds": round(time.monotonic() - begun, 1),
        "load_average_before": load_before,
        "load_average_after": os.getloadavg(),
    }
    if server:
        figures["server_cpu_s"] = round(server.cpu_seconds(), 1)
    print(json.dumps(figures))


def in_turns(options):
    """Returns all trials; the classes come by turns, so that any part of the work has some of each."""
    work = []
    for trial_class, count in counts(options).items():
        for number, seed in enumerate(seeds.of(options.seeds, trial_class, count)):
            work.append((number / count, trial_class, seed, number))
    return [trial for _, *trial in sorted(work)][options.skip :]


def counts(options):
    chosen = options.only or list(seeds.TRIALS)
    return {name: max(1, round(seeds.TRIALS[name] * options.share)) for name in chosen}


def connect(url):
    global client
    client = Client(url)


def one(work):
    """Runs a trial in a process of the pool; returns what of it is counted."""
    trial_class, seed, number = work
    try:
        trial = trials.run(client, trial_class, seed, number)
    except RuntimeError as failed:
        return trial_class, ["error"], set(), 0.0, f"{trial_class}:{seed}:{number} failed: {failed}"
    met = scoring.judge(trial)
    return trial_class, trial.kinds, met, trial.ms, None if is_full(trial, met) else missed(trial, number)


def is_full(trial, met):
    return "top 1" in met or (trial.trial_class in ("null", "two") and met)


def missed(trial, number):
    changes = scoring.material(trial) if trial.trial_class == "null" else trial.answer["changes"]
    lines = [
        f"--replay {trial.trial_class}:{trial.seed}:{number}  {'+'.join(trial.kinds) or 'nothing'} by {trial.question}"
        f" ({trial.shape}; beside: {', '.join(trial.decoys)}), found at {scoring.ranks(trial)}"
    ]
    return "\n".join(lines + [f"    {line(change)}" for change in changes[:SHOWN_OF_A_MISS]])


def line(change):
    caused = f" by {change['caused_by']}" if change.get("caused_by") else ""
    before, after = (json.dumps(change.get(key))[:60] for key in ("before", "after"))
    subject = change["subject"].removeprefix("urn:clew:")
    what = f"{change['kind']} {change['field']} {subject}"
    return f"{change['rank']:>3} {change['score']:.3f}{caused} {what} {before} -> {after}"


def replay(url, what):
    trial_class, seed, number = what.split(":")
    trial = trials.run(Client(url), trial_class, int(seed), int(number))
    print(f"planted: {'+'.join(trial.kinds) or 'nothing'}; beside: {', '.join(trial.decoys)}; {trial.shape}")
    for alternatives in trial.expected:
        for each in alternatives:
            print(f"expected: {each.kind} {sorted(each.fields)} of {[trial.urns.of(a) for a in each.about]}")
    print(f"asked: {json.dumps(trial.asked)}")
    for change in trial.answer["changes"]:
        print(line(change), "|", change.get("why"))
    print(f"effects: {json.dumps(trial.answer['effects'])[:600]}")
    print(f"verdict: {json.dumps(trial.answer['verdict'])[:600]}")
    print(f"found at {scoring.ranks(trial)}: {', '.join(scoring.judge(trial)) or 'missed'}; {trial.ms:.1f} ms")


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/diff", description=__doc__)
    parser.add_argument("--seeds", choices=list(seeds.FIRST), default="held-out")
    parser.add_argument("--only", nargs="+", choices=list(seeds.TRIALS), help="classes of trials")
    parser.add_argument("--share", type=float, default=1, help="of the trials: 0.1 for a tenth")
    parser.add_argument("--skip", type=int, default=0, help="leave out so many, which ran before")
    parser.add_argument("--minutes", type=float, help="ends after so long, with what is done")
    parser.add_argument("--parallel", type=int, default=2, help="trials at a time")
    parser.add_argument("--replay", help="CLASS:SEED:NUMBER, as it stands beside a miss")
    parser.add_argument("--url", help="a server that runs; else one is started")
    parser.add_argument("--folder", help="where data goes; the system's temporary folder")
    return parser.parse_args()


if __name__ == "__main__":
    main()
