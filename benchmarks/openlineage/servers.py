"""Starts Clew, and Marquez on a PostgreSQL of its own, each with its defaults."""

from postgres import Postgres, free_port
from processes import cpu_seconds, memory_mb
from server import ROOT, Server


class Clew(Server):
    name = "clew"
    base = "/api/v1"
    ready = "server"

    def __init__(self, folder):
        data = folder / "data"
        self.database = data / "clew.db"
        super().__init__([str(ROOT / "clew"), "up", "--port", "0", "--data", str(data)], folder, {})


class Floor(Server):
    """A server of the same kind that does nothing with an event: what no server can beat here."""

    base = ""
    ready = "ready"

    def __init__(self, folder, java, mode):
        self.name = mode
        self.file = folder / "events"
        jar = str(ROOT / "cli/target/clew.jar")
        source = str(ROOT / "benchmarks/openlineage/Floor.java")
        super().__init__([java, "-cp", jar, source, mode, str(self.file)], folder, {})

    def database_bytes(self):
        return self.file.stat().st_size if self.file.exists() else 0


class Marquez(Server):
    """Marquez as it was built from its sources, with a new PostgreSQL and without its search."""

    name = "marquez"
    base = "/api/v1"
    ready = "namespaces"

    def __init__(self, folder, class_path, java):
        folder.mkdir(parents=True, exist_ok=True)
        port, admin_port = free_port(), free_port()
        self.postgres = Postgres(folder / "postgres")
        config = folder / "marquez.yml"
        config.write_text(
            f"""
server:
  applicationConnectors: [{{type: http, port: {port}, httpCompliance: RFC7230_LEGACY}}]
  adminConnectors: [{{type: http, port: {admin_port}}}]
  requestLog: {{appenders: []}}
db:
  driverClass: org.postgresql.Driver
  url: jdbc:postgresql://127.0.0.1:{self.postgres.port}/postgres
  user: postgres
  password: none
migrateOnStartup: true
graphql: {{enabled: false}}
logging: {{level: WARN, appenders: [{{type: console}}]}}
search: {{enabled: false}}
tags: []
"""
        )
        try:
            super().__init__(
                [java, "-cp", class_path, "marquez.MarquezApp", "server", str(config)],
                folder,
                {},
                url=f"http://127.0.0.1:{port}",
            )
        except RuntimeError:
            self.postgres.stop()
            raise

    def cpu_seconds(self):
        return super().cpu_seconds() + cpu_seconds(self.postgres.process.pid)

    def memory_mb(self):
        own, postgres = super().memory_mb(), memory_mb(self.postgres.process.pid)
        return own[0] + postgres[0], own[1] + postgres[1]

    def database_bytes(self):
        return int(self.postgres.ask("CHECKPOINT; SELECT pg_database_size('postgres')"))

    def stop(self):
        super().stop()
        self.postgres.stop()


class RunningMarquez(Marquez):
    """A Marquez that somebody else runs: what it takes is not known."""

    def __init__(self, url):
        self.url = url.rstrip("/")

    def said(self):
        return ""

    def cpu_seconds(self):
        return 0

    def memory_mb(self):
        return 0, 0

    def database_bytes(self):
        return 0

    def stop(self):
        """Leaves it as it is."""
