"""Runs unmodified producers of OpenLineage events against a Clew, each in an environment of its own."""

import os
import pathlib
import shutil
import subprocess
import urllib.parse

from conftest import ROOT

HERE = ROOT / "acceptance"
PRODUCERS = HERE / "producers"
TIMEOUT_SECONDS = 180


def venv(name):
    """The bin folder of the environment that `make acceptance-clients` made."""
    folder = HERE / f".venv-{name}" / "bin"
    assert folder.is_dir(), f"{folder} is missing: make acceptance-clients"
    return folder


def run(name, *command, cwd, env, expected=0):
    """Runs a command of an environment, without what this process has of OpenLineage; returns its output."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("OPENLINEAGE")}
    inherited["PATH"] = f"{venv(name)}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**inherited, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=TIMEOUT_SECONDS,
    )
    assert done.returncode == expected, f"{command} ended with {done.returncode}\n{done.stdout[-4000:]}"
    return done.stdout


def python_client(prefix, run_id, parent_id, folder, **env):
    """Sends the events of producers/python_events.py; only the environment tells the client where to."""
    script = PRODUCERS / "python_events.py"
    return run("producers", "python", script, prefix, run_id, parent_id, cwd=folder, env=env)


def dbt(clew, folder, verb, *options, namespace, expected=0):
    """Runs dbt's wrapper on the project in producers/dbt, copied to a folder."""
    shutil.copytree(PRODUCERS / "dbt", folder, dirs_exist_ok=True)
    env = {
        "OPENLINEAGE_URL": clew.url,
        "OPENLINEAGE_NAMESPACE": namespace,
        "DBT_PROFILES_DIR": str(folder),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    return run("producers", "dbt-ol", *options, verb, cwd=folder, env=env, expected=expected)


def spark_java():
    found = subprocess.run(
        [ROOT / "scripts" / "find-spark-java"], check=True, capture_output=True, text=True
    )
    return found.stdout.strip()


def spark(clew, folder, *steps, namespace, expected=0, **settings):
    """Runs steps of producers/spark_pipeline.py on a folder, with the listener's jar and settings."""
    jars = sorted((HERE / "openlineage-spark" / "target" / "lib").glob("*.jar"))
    assert len(jars) == 1, f"make acceptance-clients; there are {jars}"
    settings = {
        "spark.extraListeners": "io.openlineage.spark.agent.OpenLineageSparkListener",
        "spark.openlineage.transport.type": "http",
        "spark.openlineage.transport.url": clew.url,
        "spark.openlineage.namespace": namespace,
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
        **settings,
    }
    told = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    return run(
        "producers",
        *(venv("producers") / "spark-submit", "--master", "local[1]", "--jars", jars[0], *told),
        *(PRODUCERS / "spark_pipeline.py", folder, *steps),
        cwd=folder,
        env={"JAVA_HOME": spark_java(), "SPARK_LOCAL_IP": "127.0.0.1"},
        expected=expected,
    )


def airflow(clew, home, bank, *words, expected=0, namespace="airflow"):
    """Runs a command of Airflow with the provider's listener, on the DAG in producers/airflow."""
    env = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PRODUCERS / "airflow"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__OPENLINEAGE__NAMESPACE": namespace,
        "BANK_FOLDER": str(bank),
        "OPENLINEAGE_URL": clew.url,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return run("airflow", "airflow", *words, cwd=home, env=env, expected=expected)


def raw_files(folder):
    """Lays the CSV files that the Spark pipeline reads below a folder, and returns the folder."""
    raw = pathlib.Path(folder) / "raw"
    raw.mkdir(parents=True)
    for seed in (PRODUCERS / "dbt" / "seeds").glob("*.csv"):
        shutil.copy(seed, raw)
    return folder


def dataset(namespace, name):
    """The URN of a dataset, by the rule of the read API."""
    return "urn:clew:dataset:" + "/".join(segment(text) for text in (namespace, name))


def column(namespace, name, field):
    return "urn:clew:column:" + "/".join(segment(text) for text in (namespace, name, field))


def segment(text):
    return urllib.parse.quote(str(text), safe="-._~")
