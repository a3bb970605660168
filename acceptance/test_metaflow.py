"""Unmodified Metaflow against Clew: flows record, the client reads back, the graph answers."""

import os
import subprocess
import sys
import textwrap

import pytest
from lineage import edges

FLOW = """
    from metaflow import FlowSpec, Parameter, step


    class {name}(FlowSpec):
        rate = Parameter("rate", default=0.5)
        fail = Parameter("fail", default=False, type=bool)

        @step
        def start(self):
            self.items = ["a", "b"]
            self.raw = list(range(5000))
            self.next(self.work, foreach="items")

        @step
        def work(self):
            self.done = self.input * 2
            self.next(self.join)

        @step
        def join(self, inputs):
            self.all = [i.done for i in inputs]
            self.merge_artifacts(inputs, exclude=["done"])
            self.next(self.split)

        @step
        def split(self):
            self.next(self.left, self.right)

        @step
        def left(self):
            self.l = 1
            self.next(self.merge)

        @step
        def right(self):
            import os
            if os.environ.get("FLOW_FAILS"):
                raise ValueError("as told")
            self.r = 2
            self.next(self.merge)

        @step
        def merge(self, inputs):
            self.total = inputs.left.l + inputs.right.r
            self.merge_artifacts(inputs)
            self.next(self.end)

        @step
        def end(self):
            pass


    if __name__ == "__main__":
        {name}()
"""


class Flows:
    """Runs flows and reads them back, each in a process of its own as Metaflow's settings are."""

    def __init__(self, clew, folder):
        self.folder = folder
        self.env = {
            **os.environ,
            "USER": "ann",
            "METAFLOW_DEFAULT_METADATA": "service",
            "METAFLOW_SERVICE_URL": clew.url + "/metaflow",
            "METAFLOW_DATASTORE_SYSROOT_LOCAL": str(folder / "store"),
            "METAFLOW_HOME": str(folder / "home"),
        }

    def run(self, name, *arguments, verb="run", env=None):
        """Returns the run's id and the exit status."""
        script = self.folder / f"{name}.py"
        script.write_text(textwrap.dedent(FLOW.format(name=name)))
        ended = subprocess.run(
            [sys.executable, str(script), "--no-pylint", verb, *arguments, "--run-id-file", "run-id"],
            cwd=self.folder,
            env={**self.env, **(env or {})},
            capture_output=True,
            text=True,
            timeout=300,
        )
        self.said = ended.stdout + ended.stderr
        assert (self.folder / "run-id").exists(), self.said
        return (self.folder / "run-id").read_text(), ended.returncode

    def read(self, code):
        """Evaluates an expression with Metaflow's client."""
        ended = subprocess.run(
            [sys.executable, "-c", f"from metaflow import *\nnamespace(None)\nprint(repr({code}))"],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert ended.returncode == 0, ended.stderr
        return eval(ended.stdout)  # noqa: S307 what this test's own expression printed


@pytest.fixture
def flows(clew, tmp_path):
    return Flows(clew, tmp_path)


def short(pairs, flow, run):
    """Edges by the names within one run."""
    cut = lambda urn: urn.split(f"metaflow/{flow}/{run}/", 1)[-1]  # noqa: E731
    return {(cut(a), cut(b)) for a, b in pairs}


def test_a_flow_is_recorded_read_back_and_explained(clew, flows):
    run, status = flows.run("Chain", "--rate", "0.7", "--tag", "blue")
    assert status == 0, flows.said

    # What the client reads back.
    read = flows.read
    assert read(f"Run('Chain/{run}').successful") is True
    assert read(f"Run('Chain/{run}').data.total") == 3
    assert read(f"Run('Chain/{run}').data.all") == ["aa", "bb"]
    assert read(f"sorted(s.id for s in Run('Chain/{run}'))") == sorted(
        ["start", "work", "join", "split", "left", "right", "merge", "end"]
    )
    assert read(f"len(list(Step('Chain/{run}/work').tasks()))") == 2
    assert "blue" in read(f"Run('Chain/{run}').user_tags")
    assert read("Flow('Chain').latest_run.id") == run
    assert read(f"[t.path_components[2] for t in Step('Chain/{run}/join').task.parent_tasks]") == [
        "work",
        "work",
    ]
    read(f"Run('Chain/{run}').replace_tags(['blue'], ['red', 'green'])")
    assert read(f"sorted(Run('Chain/{run}').user_tags)") == ["green", "red"]

    # The graph.
    node = clew.get("/node", ref=f"Chain/{run}")
    assert node["attributes"]["state"] == "complete"
    assert node["attributes"]["param.rate"] == "0.7"
    assert node["attributes"]["tag.red"] is True and "tag.blue" not in node["attributes"]
    tasks = {s: read(f"[t.id for t in Step('Chain/{run}/{s}').tasks()]") for s in ["work", "join", "end", "start"]}
    answer = clew.get("/lineage", of=f"Chain/{run}/end/{tasks['end'][0]}", limit=1000)
    followed = short(edges(answer, "informed-by"), "Chain", run)
    for task in tasks["work"]:
        assert (f"join/{tasks['join'][0]}", f"work/{task}") in followed
        assert (f"work/{task}", f"start/{tasks['start'][0]}") in followed
    used = short(edges(answer, "used"), "Chain", run)
    assert (f"end/{tasks['end'][0]}", f"start/{tasks['start'][0]}/raw") in used
    by = [e for e in answer["edges"] if e["kind"] == "informed-by"]
    assert all(e["assertion"] == "declared" and e["attributes"]["source"] == "_graph_info" for e in by)
    explained = clew.get("/explain", ref=f"Chain/{run}/end/{tasks['end'][0]}")
    assert any(item["key"] == "code" and item["state"] != "missing" for item in explained["how"])


def test_a_failed_run_is_resumed_and_joined_with_its_origin(clew, flows):
    failed, status = flows.run("Again", env={"FLOW_FAILS": "1"})
    assert status != 0
    assert flows.read(f"Run('Again/{failed}').successful") is False
    assert clew.get("/node", ref=f"Again/{failed}")["attributes"]["state"] == "failed"

    resumed, status = flows.run("Again", "--origin-run-id", failed, verb="resume")
    assert status == 0, flows.said
    assert flows.read(f"Run('Again/{resumed}').origin_pathspec") == f"Again/{failed}"
    assert flows.read(f"Run('Again/{resumed}').data.total") == 3
    answer = clew.get("/lineage", of=f"Again/{resumed}", limit=1000, failed="true")
    assert (
        f"urn:clew:run:metaflow/Again/{resumed}",
        f"urn:clew:run:metaflow/Again/{failed}",
    ) in edges(answer, "informed-by")
    origins = [e for e in answer["edges"] if e["attributes"].get("source") == "origin-task-id"]
    assert origins and all(f"Again/{failed}/" in e["to"] for e in origins)


def test_a_local_folder_is_harvested_and_read_back_from_the_service(clew, flows):
    run, status = flows.run("Local", "--tag", "blue", env={"METAFLOW_DEFAULT_METADATA": "local"})
    assert status == 0, flows.said
    store = flows.folder / "store" / ".metaflow"
    before = sorted((str(path), path.stat().st_mtime_ns) for path in store.rglob("*"))

    said = clew.cli("harvest", "metaflow", str(store)).stdout
    assert "0 could not be" in said, said
    assert flows.read(f"Run('Local/{run}').successful") is True
    assert flows.read(f"Run('Local/{run}').data.total") == 3
    assert "blue" in flows.read(f"Run('Local/{run}').user_tags")
    tasks = flows.read(f"[t.id for t in Step('Local/{run}/work').tasks()]")
    end = flows.read(f"Step('Local/{run}/end').task.id")
    answer = clew.get("/lineage", of=f"Local/{run}/end/{end}", limit=1000)
    followed = short(edges(answer, "informed-by"), "Local", run)
    assert {to for _, to in followed} >= {f"work/{task}" for task in tasks}
    told = [edge for edge in answer["edges"] if edge["kind"] == "informed-by"]
    assert all(edge["attributes"]["source"] == "_graph_info" for edge in told)

    # A second pass brings nothing, and the folder is as it was.
    entries = clew.get("/node", ref=f"Local/{run}")
    clew.cli("harvest", "metaflow", str(store))
    assert clew.get("/node", ref=f"Local/{run}") == entries
    assert before == sorted((str(path), path.stat().st_mtime_ns) for path in store.rglob("*"))
