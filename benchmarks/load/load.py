"""Runs the load generator in this folder against a server, and measures the server meanwhile."""

import json
import pathlib
import subprocess

from processes import cpu_seconds

SOURCES = pathlib.Path(__file__).resolve().parent


WARM_UP_ROUNDS_MAX = 6
WARM_UP_GROWTH = 1.1


class LoadGenerator:
    """The compiled load generator; `requests` counts all that it made, those to warm up with them."""

    def __init__(self, jdk, folder):
        self.java = f"{jdk}/bin/java"
        self.classes = str(folder)
        self.requests = 0
        sources = [str(source) for source in SOURCES.glob("*.java")]
        subprocess.run([f"{jdk}/bin/javac", "-d", self.classes, *sources], check=True)

    def run(self, server, connections, arguments, seconds, warm_up_seconds, rounds):
        """Returns one dict for each round: rates, latencies and the server's CPU per request."""
        generator = subprocess.Popen(
            [self.java, "-XX:+UseSerialGC", "-Xms256m", "-Xmx512m", "-cp", self.classes, "Load"]
            + [server.url, str(connections), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with generator:
            self._warm_up(generator, warm_up_seconds)
            measured = []
            for _ in range(rounds):
                before, own_before = server.cpu_seconds(), cpu_seconds(generator.pid)
                figures = self._round(generator, seconds)
                figures["cpu_s"] = server.cpu_seconds() - before
                figures["load_cpu_s"] = cpu_seconds(generator.pid) - own_before
                figures["rate"] = figures["requests"] / figures["seconds"]
                figures["cpu_ms"] = figures["cpu_s"] * 1000 / figures["requests"]
                measured.append(figures)
            generator.stdin.close()
        return measured

    def _warm_up(self, generator, seconds):
        """Puts load on until the rate grows no more: a JVM compiles what is asked often."""
        before = 0
        for _ in range(WARM_UP_ROUNDS_MAX if seconds else 0):
            figures = self._round(generator, seconds)
            rate = figures["requests"] / figures["seconds"]
            if rate < before * WARM_UP_GROWTH:
                break
            before = max(before, rate)

    def _round(self, generator, seconds):
        generator.stdin.write(f"{seconds}\n")
        generator.stdin.flush()
        line = generator.stdout.readline()
        if not line:
            raise RuntimeError("the load generator gave up; it says why above")
        figures = json.loads(line)
        self.requests += figures["requests"]
        return figures
