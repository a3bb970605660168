"""OpenLineage events by the unmodified Python client's Kafka transport, through a real broker."""

import collections
import contextlib
import json
import subprocess
import threading
import time
import urllib.request

import pytest
from broker import Broker
from producing import PRODUCERS, run

from conftest import start_clew, stop_clew

WAIT_SECONDS = 90
KILLS = 5
RUNS_BETWEEN_KILLS = 300


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    running = Broker(tmp_path_factory.mktemp("kafka"))
    yield running
    running.kill()


def configuration(broker, folder, topic):
    file = folder / "openlineage.yml"
    file.write_text(f"""
transport:
  type: kafka
  topic: {topic}
  flush: false
  config:
    bootstrap.servers: {broker.address}
    acks: all
""")
    return {"OPENLINEAGE_CONFIG": str(file)}


def send(prefix, runs, folder, env):
    run("producers", "python", PRODUCERS / "kafka_events.py", prefix, runs, cwd=folder, env=env)


def up(broker, folder, topic):
    client = folder / "client.properties"
    client.write_text("session.timeout.ms=1500\nheartbeat.interval.ms=300\n")
    return start_clew(
        "--data",
        str(folder / "data"),
        "--kafka-brokers",
        broker.address,
        "--kafka-topic",
        topic,
        "--kafka-config",
        str(client),
    )


def exported(clew):
    """All events that Clew has."""
    with urllib.request.urlopen(f"{clew.url}/api/v1/export/openlineage", timeout=60) as answer:
        return [json.loads(line) for line in answer if line.strip()]


def await_read(clew, events=None):
    """Waits until all that Kafka has is taken, and that is as much as expected."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        state = clew.get("/server")["kafka"]
        lags = [partition.get("lag") for partition in state["partitions"]]
        if lags and all(lag == 0 for lag in lags) and (events is None or state["events"] >= events):
            return state
        assert time.monotonic() < deadline, state
        with contextlib.suppress(subprocess.TimeoutExpired):
            clew.process.wait(timeout=0.1)


def test_events_of_the_python_client_come_by_kafka(broker, tmp_path):
    clew = up(broker, tmp_path, "python.events")
    try:
        send("py", 7, tmp_path, configuration(broker, tmp_path, "python.events"))
        state = await_read(clew, 14)
        assert state["events"] == 14
        assert state["troubles"] == [] or "python.events" in str(state["lastTrouble"])
        answer = clew.get("/lineage", of="s3://bank/py/out3")
        assert "urn:clew:job:bank/py.job3" in [node["urn"] for node in answer["nodes"]]
    finally:
        stop_clew(clew)


def test_nothing_is_lost_or_doubled_when_clew_is_killed_again_and_again(broker, tmp_path):
    topic = "killed.events"
    env = configuration(broker, tmp_path, topic)
    clew = up(broker, tmp_path, topic)
    try:
        for kill in range(KILLS):
            sending = threading.Thread(
                target=send, args=(f"kill{kill}", RUNS_BETWEEN_KILLS, tmp_path, env)
            )
            before = clew.get("/server")["kafka"]["events"]
            sending.start()
            deadline = time.monotonic() + WAIT_SECONDS
            while clew.get("/server")["kafka"]["events"] < before + 50 * (kill + 1):
                assert time.monotonic() < deadline, clew.get("/server")
            clew.process.kill()
            clew.process.communicate(timeout=30)
            clew = up(broker, tmp_path, topic)
            sending.join()
        await_read(clew)
        told = collections.Counter(
            (event["run"]["runId"], event["eventType"]) for event in exported(clew)
        )
        assert len(told) == KILLS * RUNS_BETWEEN_KILLS * 2
        assert set(told.values()) == {1}
    finally:
        stop_clew(clew)


def test_poison_is_put_aside_and_the_broker_may_be_started_again(broker, tmp_path):
    topic = "poisoned.events"
    env = configuration(broker, tmp_path, topic)
    clew = up(broker, tmp_path, topic)
    try:
        poison = (
            "from confluent_kafka import Producer;"
            f"p = Producer({{'bootstrap.servers': '{broker.address}'}});"
            f"p.produce('{topic}', key='k', value='no event');"
            "p.flush()"
        )
        run("producers", "python", "-c", poison, cwd=tmp_path, env=env)
        send("before", 5, tmp_path, env)
        assert await_read(clew, 10)["deadLetters"] == 1
        broker.kill()
        broker.start()
        send("after", 5, tmp_path, env)
        state = await_read(clew, 20)
        assert (state["events"], state["deadLetters"]) == (20, 1)
        aside = (
            "from confluent_kafka import Consumer;"
            f"c = Consumer({{'bootstrap.servers': '{broker.address}', 'group.id': 'looks',"
            " 'auto.offset.reset': 'earliest'});"
            f"c.subscribe(['{topic}.dead']); m = c.poll(60);"
            "print(m.key(), m.value(), dict(m.headers())['clew-error-code']); c.close()"
        )
        printed = run("producers", "python", "-c", aside, cwd=tmp_path, env=env)
        assert "b'k' b'no event' b'INVALID_PARAMETER'" in printed
    finally:
        stop_clew(clew)
