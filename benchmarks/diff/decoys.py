"""What changes beside, and cannot move a prediction: an answer may list it, but last."""

import random


def descriptions(world, rng):
    table = rng.choice(list(world.tables.values()))
    table.description += " " + rng.choice(["Refreshed daily.", "See the wiki.", "Owned by data platform."])
    rng.choice(world.jobs).description += " Do not run by hand."


def column_descriptions(world, rng):
    table = rng.choice(list(world.tables.values()))
    rng.choice(table.columns).description = rng.choice(["in euros", "of the day", "as the shop sends it"])


def owners(world, rng):
    rng.choice(world.jobs).owner = f"team:{rng.choice(['risk', 'new', 'data'])}-{rng.randrange(9)}"
    world.training.user = rng.choice(["noor", "ivan", "sofia"])


def note(world, rng):
    world.training.tags["mlflow.note.content"] = f"Trained for ticket ML-{rng.randrange(1000)}."


def tags(world, rng):
    world.training.tags[rng.choice(["ticket", "cost_center", "reviewer"])] = str(rng.randrange(1000))


def log_level(world, rng):
    world.training.params["log_level"] = "debug"
    for job in world.jobs:
        job.env["LOG_LEVEL"] = "DEBUG"


def verbose(world, rng):
    world.training.params["verbose"] = rng.choice(["1", "2", "True"])


def workers(world, rng):
    world.training.params["n_jobs"] = rng.choice(["1", "8", "-1"])


def output_folder(world, rng):
    world.training.params["output_dir"] = f"/data/out/{rng.randrange(10_000)}"


def timeouts(world, rng):
    for job in world.jobs:
        job.params["timeout_s"] = rng.choice(["1800", "7200"])


def comment(world, rng):
    rng.choice(world.jobs).comment = rng.choice(["daily load", "owner: platform", f"reviewed {rng.randrange(99)}"])


def requirements(world, rng):
    world.training.schema_of_requirements = 1


def adapter(world, rng):
    for job in world.jobs:
        job.adapter = "1.54.0"


def branch(world, rng):
    """Changes a job that reads the features and that the model never sees."""
    for job in world.jobs:
        if job.is_branch:
            job.condition = "region = 'EU'"
            job.join = "CROSS JOIN"
            table = world.tables[job.output]
            table.columns = table.columns[:-1] or table.columns
            table.rows *= 0.2
            for check in table.checks:
                check.passes = False


DECOYS = [
    descriptions,
    column_descriptions,
    owners,
    note,
    tags,
    log_level,
    verbose,
    workers,
    output_folder,
    timeouts,
    comment,
    requirements,
    adapter,
    branch,
]


def some(world, rng: random.Random):
    """Changes two to five such things; returns which."""
    chosen = rng.sample(DECOYS, rng.randint(2, 5))
    for decoy in chosen:
        decoy(world, rng)
    return [decoy.__name__ for decoy in chosen]
