"""Judges answers: at which rank what was planted stands, and what the answer shows that was not."""

import collections

MATERIAL = 0.5
"""Changes below this score are incidental, as the contract says of annotations."""

GOALS = [
    ("planted", "top 3", 0.95),
    ("planted", "top 1", 0.80),
    ("null", "nothing material", 0.95),
    ("two", "both in top 4", 0.90),
    ("values", "top 3", 0.90),
]


def matches(change, expected, urns):
    if change["kind"] != expected.kind or (expected.fields and change["field"] not in expected.fields):
        return False
    subjects = [urns.of(about) for about in expected.about]
    if not subjects:
        return True
    subject = change["subject"]
    is_run_of_job = expected.kind in ("code", "environment") and subject.startswith("urn:clew:run:")
    return subject in subjects or is_run_of_job or versioned(subject) in subjects


def versioned(urn):
    """Returns the dataset of a dataset version, anything else as it is."""
    if urn.startswith("urn:clew:dataset-version:"):
        return urn.replace("dataset-version", "dataset", 1).rpartition("/")[0]
    return urn


def ranks(trial):
    """Returns the rank of each planted change, or None where the answer does not have it."""
    changes = sorted(trial.answer["changes"], key=lambda change: change["rank"])
    return [
        next(
            (c["rank"] for c in changes if any(matches(c, e, trial.urns) for e in alternatives)),
            None,
        )
        for alternatives in trial.expected
    ]


def material(trial):
    return [change for change in trial.answer["changes"] if change["score"] >= MATERIAL]


def judge(trial):
    """Returns what the trial is counted as: names of the goals' measures that it meets."""
    found = ranks(trial)
    if trial.trial_class == "null":
        said = trial.answer.get("material", True)
        return set() if said or material(trial) else {"nothing material"}
    if trial.trial_class == "two":
        return {"both in top 4"} if all(rank and rank <= 4 for rank in found) else set()
    rank = found[0]
    return {name for name, at in (("top 1", 1), ("top 3", 3)) if rank and rank <= at}


class Tally:
    """Counts what trials came to, by class and by kind."""

    def __init__(self):
        self.met = collections.defaultdict(collections.Counter)
        self.kinds = collections.defaultdict(collections.Counter)
        self.count = collections.Counter()
        self.ms = []
        self.misses = []

    def add(self, trial_class, kinds, met, ms, miss):
        self.count[trial_class] += 1
        self.ms.append(ms)
        self.met[trial_class].update(met)
        if trial_class in ("planted", "values"):
            self.kinds[trial_class, kinds[0]].update(["trials", *met])
        if miss:
            self.misses.append(miss)

    def rate(self, trial_class, measure):
        return self.met[trial_class][measure] / self.count[trial_class]

    def figures(self):
        goals = [
            {"class": c, "measure": m, "value": round(self.rate(c, m), 4), "goal": g, "met": self.rate(c, m) >= g}
            for c, m, g in GOALS
            if self.count[c]
        ]
        ordered = sorted(self.ms)
        return {
            "trials": dict(self.count),
            "goals": goals,
            "kinds": {f"{c} {k}": dict(v) for (c, k), v in sorted(self.kinds.items())},
            "ask_p50_ms": round(ordered[len(ordered) // 2], 2),
            "ask_p99_ms": round(ordered[int(len(ordered) * 0.99)], 2),
        }

    def show(self):
        for miss in self.misses:
            print(miss)
        print(f"\n{'class and kind':<40}{'trials':>8}{'top 1':>8}{'top 3':>8}")
        for (trial_class, kind), counts in sorted(self.kinds.items()):
            print(f"{trial_class + ' ' + kind:<40}{counts['trials']:>8}{counts['top 1']:>8}{counts['top 3']:>8}")
        print()
        for goal in self.figures()["goals"]:
            met = "met" if goal["met"] else "NOT MET"
            what = f"{goal['class']}: {goal['measure']}"
            print(f"{what:<40}{goal['value']:>8.1%}{goal['goal']:>8.0%}  {met}")
