"""Runs a real Kafka broker in KRaft mode, from the jars that acceptance/kafka/pom.xml fetches."""

import contextlib
import socket
import subprocess
import time
import uuid

from conftest import ROOT

LIBRARIES = ROOT / "acceptance" / "kafka" / "target" / "lib"
READY_TIMEOUT_SECONDS = 90


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Broker:
    """One broker that is its own controller, on free ports of the loopback, in a folder of its own."""

    def __init__(self, folder):
        assert LIBRARIES.is_dir(), f"{LIBRARIES} is missing: make acceptance-clients"
        port, controller = free_port(), free_port()
        self.address = f"127.0.0.1:{port}"
        self.folder = folder
        self.properties = folder / "server.properties"
        self.properties.write_text(f"""
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://{self.address},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://{self.address}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={folder / "data"}
num.partitions=3
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=200
""")
        cluster = uuid.uuid4().hex[:22]
        subprocess.run(
            self.java("kafka.tools.StorageTool", "format", "-c", self.properties, "-t", cluster),
            check=True,
            capture_output=True,
            timeout=READY_TIMEOUT_SECONDS,
        )
        self.start()

    def java(self, main, *arguments):
        home = subprocess.run(
            [ROOT / "scripts" / "find-jdk"], check=True, capture_output=True, text=True
        ).stdout.strip()
        options = ["-Xmx384m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"]
        words = [f"{home}/bin/java", *options, "-cp", f"{LIBRARIES}/*", main, *arguments]
        return [str(word) for word in words]

    def start(self):
        with open(self.folder / "kafka.log", "a") as log:
            self.process = subprocess.Popen(
                self.java("kafka.Kafka", self.properties), stdout=log, stderr=log
            )
        host, port = self.address.split(":")
        deadline = time.monotonic() + READY_TIMEOUT_SECONDS
        while True:
            try:
                socket.create_connection((host, int(port)), timeout=1).close()
                return
            except OSError:
                assert self.process.poll() is None, (self.folder / "kafka.log").read_text()
                assert time.monotonic() < deadline, "Kafka does not listen"
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(timeout=0.1)

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=30)
