"""A DAG of three tasks on files: one fails at its first try and is tried again, and one fails for good
unless its folder has a file named allowed.
"""

import os
import pathlib

import pendulum
from airflow import DAG
from airflow.datasets import Dataset
from airflow.operators.python import PythonOperator

FOLDER = pathlib.Path(os.environ["BANK_FOLDER"])


def file(name):
    return Dataset(f"file://{FOLDER / name}")


def extract():
    (FOLDER / "payments.csv").write_text("id,amount\n1,10.5\n2,900.0\n")


def clean(ti):
    if ti.try_number == 1:
        raise RuntimeError("the disk was away for a moment")
    (FOLDER / "clean.csv").write_text((FOLDER / "payments.csv").read_text())


def publish():
    if not (FOLDER / "allowed").exists():
        raise RuntimeError("nobody may publish on a Sunday")
    (FOLDER / "published.csv").write_text((FOLDER / "clean.csv").read_text())


with DAG(
    dag_id="daily_load",
    description="Loads the payments of a day.",
    schedule=None,
    start_date=pendulum.datetime(2026, 1, 1),
    catchup=False,
    default_args={"owner": "payments-team", "retry_delay": pendulum.duration(seconds=0)},
    tags=["payments"],
) as dag:
    extracted = PythonOperator(
        task_id="extract", python_callable=extract, outlets=[file("payments.csv")]
    )
    cleaned = PythonOperator(
        task_id="clean",
        python_callable=clean,
        retries=1,
        inlets=[file("payments.csv")],
        outlets=[file("clean.csv")],
    )
    published = PythonOperator(
        task_id="publish",
        python_callable=publish,
        inlets=[file("clean.csv")],
        outlets=[file("published.csv")],
    )
    extracted >> cleaned >> published
