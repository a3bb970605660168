"""Full disks, I/O errors and failing fsyncs under load: by a small file system, and by failing system calls."""

import errno
import mmap
import os
import pathlib
import random
import struct
import subprocess
import threading
import time

from calls import Client, Refused, artifact_path
from load import Load, Worker, require_unavailable
from server import Clew

WORKERS = 4
WRITES, SYNCS, READS, RENAMES = 1, 2, 4, 8
RECOVERY_SECONDS_MAX = 15


class Shim:
    """The failing system calls of faults.c, switched on and off while a Clew runs."""

    def __init__(self, folder):
        source = pathlib.Path(__file__).with_name("faults.c")
        self.library = folder / "faults.so"
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O2", "-o", str(self.library), str(source), "-ldl"], check=True
        )
        self.file = folder / "faults.control"
        self.file.write_bytes(bytes(4096))
        with open(self.file, "r+b") as shared:
            self.control = mmap.mmap(shared.fileno(), 4096)

    def environment(self):
        return {"LD_PRELOAD": str(self.library), "TORTURE_FAULTS": str(self.file)}

    def fail(self, calls, number, path, share=0):
        name = path.encode() + b"\0"
        self.control[8 : 8 + len(name)] = name
        self.control[1:3] = bytes([number, share])
        self.control[0] = calls

    def heal(self):
        self.control[0] = 0

    def failures(self):
        return struct.unpack_from("<Q", self.control, 1024)[0]


class SmallDisk:
    """A file system of some megabytes that is really full when it is full."""

    def __init__(self, folder, megabytes):
        image = folder / "disk.img"
        self.path = folder / "disk"
        self.path.mkdir()
        with open(image, "wb") as file:
            file.truncate(megabytes << 20)
        subprocess.run(["mkfs.ext4", "-q", "-m", "0", str(image)], check=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(self.path)], check=True)

    def fill(self):
        with open(self.path / "filler", "ab", buffering=0) as filler:
            for size in (1 << 20, 4096, 1):
                block = b"x" * size
                try:
                    while True:
                        filler.write(block)
                except OSError as full:
                    if full.errno != errno.ENOSPC:
                        raise

    def free(self):
        (self.path / "filler").unlink(missing_ok=True)

    def close(self):
        subprocess.run(["umount", str(self.path)], check=True)


class PretendedDisk:
    """Where no file system may be mounted (no root, a container): each write fails as on a full one."""

    def __init__(self, folder):
        self.path = folder / "pretended-disk"
        self.path.mkdir()
        self.shim = Shim(folder)

    def fill(self):
        self.shim.fail(WRITES, errno.ENOSPC, self.path.name)

    def free(self):
        self.shim.heal()

    def close(self):
        self.free()


class Trial:
    """One Clew under load to which faults happen."""

    def __init__(self, clew, seed, say):
        self.clew, self.say = clew, say
        rng = random.Random(seed)
        self.workers = [Worker(number, rng.random()) for number in range(WORKERS)]
        self.probe = Worker(99, rng.random())
        self.client = Client(clew.port)
        for worker in (*self.workers, self.probe):
            worker.prepare(self.client)
        while len(self.probe.runs) < 1 or len(self.probe.models) < 1 or self.probe.counter < 60:
            self.probe.step(self.client)
        self.figures = {}

    def calls(self):
        """One write of each kind; returns {kind: status}, each 200 or a 503 in its protocol's form."""
        probe = self.probe
        kinds = ("log_batch", "log_metric", "set_tag", "log_param", "put_artifact", "log_inputs", "note")
        kinds += ("create_run", "create_model", "version")
        statuses = {}
        for kind in kinds:
            entity, facts, call = getattr(probe, kind)()
            entity.pending = facts
            probe.touched.add(entity)
            try:
                call(self.client)
                entity.facts.update(facts)
                entity.pending = None
                statuses[kind] = 200
            except Refused as refused:
                require_unavailable(refused)
                is_note = refused.body.startswith(b'{"type"')
                assert is_note == (kind == "note"), f"{kind} was refused by {refused.body!r}"
                statuses[kind] = 503
                self.settle(probe)
        return statuses

    def settle(self, worker):
        """Reads back what has an open call; reads must be served."""
        worker.forget_settled()
        worker.settle_touched(self.client)

    def settle_all(self):
        self.client.close()
        self.client = Client(self.clew.port)
        for worker in (*self.workers, self.probe):
            worker.settle(self.client)
            worker.touched.clear()

    def under(self, name, begin, end, seconds, refused, served=()):
        """Lets a fault begin under load, and end; all kinds in `refused` must be, those in `served` not."""
        before = sum(worker.refused for worker in self.workers)
        load = Load(self.workers, self.clew.port, faults=True).start()
        pause = threading.Event()
        pause.wait(1)
        begin()
        try:
            deadline = time.monotonic() + RECOVERY_SECONDS_MAX
            statuses = self.calls()
            while any(statuses[kind] != 503 for kind in refused):
                assert time.monotonic() < deadline, f"{name}: still served: {statuses}"
                statuses = self.calls()
            for kind in served:
                assert statuses[kind] == 200, f"{name}: {kind} was refused, which it need not be"
            pause.wait(seconds)
            self.probe.settle(self.client)
        finally:
            end()
        begun = time.monotonic()
        while any(status != 200 for status in self.calls().values()):
            assert time.monotonic() - begun < RECOVERY_SECONDS_MAX, f"{name}: it does not recover"
        recovered = round(time.monotonic() - begun, 2)
        pause.wait(1)
        load.join()
        self.settle_all()
        self.figures[name] = {
            "calls_answered_503": sum(worker.refused for worker in self.workers) - before,
            "seconds_until_all_served_again": recovered,
        }

    def crash_and_settle(self):
        self.clew.kill()
        self.clew.start()
        self.settle_all()
        self.figures["audit_entries_checked"] = self.clew.check()
        self.figures["acknowledged"] = sum(w.acknowledged for w in self.workers)
        self.figures["facts_read_back"] = sum(
            len(e.facts) for w in (*self.workers, self.probe) for e in (*w.runs, *w.models)
        )


DATABASE_KINDS = ("log_batch", "log_metric", "set_tag", "log_param", "log_inputs", "note")
DATABASE_KINDS += ("create_run", "create_model", "version", "put_artifact")
NO_BLOBS = tuple(kind for kind in DATABASE_KINDS if kind != "put_artifact")


def disk_full(folder, seed, seconds, say):
    """A real file system that fills up under everything: database and artifacts."""
    environment = None
    try:
        disk = SmallDisk(folder, 96)
    except (subprocess.CalledProcessError, FileNotFoundError) as refused:
        say(f"no file system can be mounted here ({refused}); system calls fail instead")
        disk = PretendedDisk(folder)
        environment = disk.shim.environment()
    clew = Clew(disk.path / "clew", environment=environment)
    try:
        clew.start()
        trial = Trial(clew, seed, say)
        for number in range(2):
            trial.under(f"full-{number + 1}", disk.fill, disk.free, seconds, ("put_artifact", "log_batch"))
        trial.crash_and_settle()
        trial.figures["disk"] = type(disk).__name__
        return trial.figures
    except BaseException:
        say("Clew said:\n" + clew.log())
        raise
    finally:
        disk.free()
        if clew.process.poll() is None:
            clew.stop()
        disk.close()


def failing_calls(folder, seed, seconds, say):
    """EIO and ENOSPC from the system calls on the database's files and on the artifacts'."""
    shim = Shim(folder)
    clew = Clew(folder / "clew", environment=shim.environment()).start()
    try:
        trial = Trial(clew, seed, say)

        def fault(name, calls, number, path, refused, served=()):
            trial.under(
                name, lambda: shim.fail(calls, number, path), shim.heal, seconds, refused, served
            )

        fault("database-write-eio", WRITES, errno.EIO, "clew.db", DATABASE_KINDS)
        fault("database-write-enospc", WRITES, errno.ENOSPC, "clew.db", DATABASE_KINDS)
        fault("database-fsync-eio", SYNCS, errno.EIO, "clew.db", DATABASE_KINDS)
        fault("artifact-write-enospc", WRITES, errno.ENOSPC, "artifacts", ("put_artifact",), NO_BLOBS)
        fault("artifact-fsync-eio", SYNCS, errno.EIO, "artifacts", ("put_artifact",), NO_BLOBS)
        fault("artifact-rename-eio", RENAMES, errno.EIO, "artifacts", ("put_artifact",), NO_BLOBS)
        trial.figures["system_calls_failed"] = shim.failures()
        trial.crash_and_settle()
        return trial.figures
    except BaseException:
        shim.heal()
        say("Clew said:\n" + clew.log())
        raise
    finally:
        if clew.process.poll() is None:
            clew.stop()


def failing_fsync_then_crash(folder, seed, kills, say):
    """Some fsyncs of the database fail; what was refused and seen to be absent stays so after a crash."""
    shim = Shim(folder)
    clew = Clew(folder / "clew", environment=shim.environment()).start()
    rng = random.Random(seed)
    workers = [Worker(number, rng.random()) for number in range(WORKERS)]
    client = Client(clew.port)
    for worker in workers:
        worker.prepare(client)
    pause = threading.Event()
    try:
        for _ in range(kills):
            load = Load(workers, clew.port, faults=True).start()
            pause.wait(1)
            shim.fail(SYNCS, errno.EIO, "clew.db", share=rng.choice([64, 128, 0]))
            pause.wait(rng.uniform(0.2, 1.5))
            load.stop_and_kill(clew)
            shim.heal()
            clew.start()
            client = Client(clew.port)
            for worker in workers:
                worker.settle(client)
                worker.touched.clear()
        return {
            "audit_entries_checked": clew.check(),
            "kills": kills,
            "fsyncs_failed": shim.failures(),
            "calls_answered_503": sum(worker.refused for worker in workers),
            "acknowledged": sum(worker.acknowledged for worker in workers),
        }
    except BaseException:
        say("Clew said:\n" + clew.log())
        raise
    finally:
        if clew.process.poll() is None:
            clew.stop()
