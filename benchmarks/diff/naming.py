"""Names what a trial told as the read API does, and puts its question."""

import urllib.parse

import clocks


class Urns:
    """Names things as the read API does."""

    def __init__(self, before, after, told):
        self.before = before
        self.after = after
        self.told = told

    def question(self, how, before, after):
        name = f"{self.after.token}-model"
        times = {"from_as_of": clocks.text(before), "to_as_of": clocks.text(after)}
        if how in ("versions", "older-versions"):
            earlier, later = self.told.versions[-3 if how == "older-versions" else -2], self.told.versions[-1]
            return {"from": f"models:/{name}/{earlier}", "to": f"models:/{name}/{later}"}
        if how == "runs":
            return {"from": f"runs:/{self.told.runs[-2]}", "to": f"runs:/{self.told.runs[-1]}"}
        if how == "logged-models":
            return {"from": f"models:/{self.told.models[-2]}", "to": f"models:/{self.told.models[-1]}"}
        ref = {
            "alias-times": f"models:/{name}@production",
            "model-times": f"urn:clew:model:mlflow/{quote(name)}",
            "version-times": f"models:/{name}/{self.told.versions[-1]}",
            "job-times": f"urn:clew:job:mlflow/{quote(self.after.token)}-experiment",
            "dataset-times": self.table("features"),
        }[how]
        return {"from": ref, "to": ref, **times}

    def table(self, key):
        table = self.after.tables.get(key) or self.before.tables[key]
        return f"urn:clew:dataset:{quote(table.namespace)}/{quote(table.name)}"

    def of(self, about):
        """Returns the URN that (what, name) stands for, as a prefix where versions of it count too."""
        match about:
            case ("table", key):
                return self.table(key)
            case ("column", key, column):
                return f"{self.table(key)}/{quote(column)}".replace(":dataset:", ":column:", 1)
            case ("job", key):
                job = self.after.job(key)
                return f"urn:clew:job:{quote(job.namespace)}/{quote(job.name)}"
            case ("run", "to"):
                return f"urn:clew:run:mlflow/{self.told.runs[-1]}"
            case ("run", "from"):
                return f"urn:clew:run:mlflow/{self.told.runs[-2]}"
        raise ValueError(about)


def quote(text):
    return urllib.parse.quote(text, safe="-._~")
