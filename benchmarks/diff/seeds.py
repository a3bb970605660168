"""Keeps the seeds that the ranking was tuned on apart from those it is judged by.

A trial is its class and its seed: both together give the same pipeline, noise and change again.
"""

TUNING = 1_000_000
"""First of the seeds whose trials may be looked at while rules and weights are made."""

HELD_OUT = 9_000_000
"""First of the seeds that no rule and no weight was made by: figures are of these."""

FIRST = {"tuning": TUNING, "held-out": HELD_OUT}

# How many trials of each class are run when nothing else is asked for.
TRIALS = {"planted": 500, "null": 200, "two": 200, "values": 200}
# Seeds of one class do not meet those of another.
APART = 100_000


def of(which, trial_class, count):
    """Returns the seeds of a class: which is tuning or held-out."""
    first = FIRST[which] + list(TRIALS).index(trial_class) * APART
    return range(first, first + count)
