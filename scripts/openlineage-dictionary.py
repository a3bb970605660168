#!/usr/bin/env python3
"""Makes the dictionary by which events and records of OpenLineage are packed (docs/formats/packed-json.md).

    scripts/openlineage-dictionary.py OUT

Needs libzstd (Debian: libzstd1). The content is the texts of dictionary-1.txt behind a record of a run;
the statistics are of the captured events of the tests and of made-up records, with a fixed seed. A
dictionary that was released is never made anew: change this for the next number only.
"""

import ctypes
import json
import pathlib
import random
import sys

PROTOCOL = pathlib.Path(__file__).resolve().parent.parent / "protocols/openlineage/src"
PACKAGE = "io/clew/protocol/openlineage"
TEXTS = PROTOCOL / "main/resources" / PACKAGE / "rows/dictionary-1.txt"
CAPTURED = PROTOCOL / "test/resources" / PACKAGE / "captured"
NUMBER = 2
LEVEL = 4
SEED = 20261130
RECORDS = 150
HEADER_BYTES_MAX = 4096


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def run_id(digits):
    return "01" + "-".join([digits(6), digits(4), "7" + digits(3), digits(4), digits(12)])


def record(chance):
    """Returns the record of a run that started and completed, as RunRecordJson writes it."""
    def word():
        return "".join(chance.choices("etaoinsrhldcumfpgybvk_", k=chance.randint(4, 12)))

    def digits(count):
        return "".join(chance.choices("0123456789abcdef", k=count))

    def dataset():
        scheme = chance.choice(["s3", "gs", "postgres", "abfss", "file"])
        return f"urn:clew:dataset:{scheme}%3A%2F%2F{word()}/{word()}"

    first = chance.randint(1_700_000_000_000, 1_800_000_000_000)
    last = first + chance.randint(100, 900_000)
    inputs = [dataset() for _ in range(chance.randint(1, 3))]
    output = {
        "last": last,
        "sources": inputs,
        "part": {
            "bytes": chance.randint(1, 10**9),
            "rows": chance.randint(1, 10**9),
            "files": chance.randint(1, 99),
        },
        "carriers": {
            str(chance.randint(1, 10**6)): {
                "facets": "columnLineage,outputStatistics,schema",
                "at": last,
            }
        },
        "goesOn": True,
        "written": chance.randint(1, 10**9),
        "partAt": last,
        "first": first,
    }
    return {
        "runId": run_id(digits),
        "producer": "https://github.com/OpenLineage/OpenLineage",
        "jobs": [f"urn:clew:job:{word()}/{word()}.{word()}"],
        "first": first,
        "last": last,
        "running": False,
        "turns": [{"at": first, "type": "START"}, {"at": last, "type": "COMPLETE"}],
        "parents": [{"runId": run_id(digits), "namespace": word(), "name": word()}],
        "inputs": {name: {"last": last, "first": first} for name in inputs},
        "outputs": {dataset(): output},
        "streaming": False,
        "explicit": False,
        "seen": [chance.randint(-(2**63), 2**63 - 1) for _ in range(2)],
    }


class Parameters(ctypes.Structure):
    """ZDICT_params_t of zdict.h."""

    _fields_ = [
        ("level", ctypes.c_int),
        ("notifications", ctypes.c_uint),
        ("dictionary_id", ctypes.c_uint),
    ]


def finalize(content, samples):
    """Puts a header with the samples' statistics before a content."""
    zstd = ctypes.CDLL("libzstd.so.1")
    zstd.ZDICT_finalizeDictionary.restype = ctypes.c_size_t
    room = len(content) + HEADER_BYTES_MAX
    out = ctypes.create_string_buffer(room)
    size = zstd.ZDICT_finalizeDictionary(
        out,
        ctypes.c_size_t(room),
        content,
        ctypes.c_size_t(len(content)),
        b"".join(samples),
        (ctypes.c_size_t * len(samples))(*map(len, samples)),
        ctypes.c_uint(len(samples)),
        Parameters(LEVEL, 0, NUMBER),
    )
    if zstd.ZDICT_isError(ctypes.c_size_t(size)):
        raise SystemExit("libzstd made no dictionary")
    return out.raw[:size]


def main():
    chance = random.Random(SEED)
    events = [compact(json.loads(file.read_bytes())) for file in sorted(CAPTURED.glob("*/*.json"))]
    records = [compact(record(chance)) for _ in range(RECORDS)]
    content = records[0] + TEXTS.read_bytes()
    pathlib.Path(sys.argv[1]).write_bytes(finalize(content, events + records))


main()
