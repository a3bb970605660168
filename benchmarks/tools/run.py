"""Measures how Clew does with the tools that a team already has: runs each part here, or those named.

    python benchmarks/tools/run.py [PART …]

A part is a module in this folder with `measure(clew, folder)`, which yields lines of a table: what, figure,
goal. Each gets a fresh server and an empty folder.
"""

import importlib
import os
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from server import Server  # noqa: E402

PARTS = sorted(
    path.stem for path in HERE.glob("*.py") if path.stem not in ("run", "server")
)


def main(names):
    print(f"load average at the start: {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    for name in names or PARTS:
        part = importlib.import_module(name)
        print(f"\n{name}: {part.__doc__.strip().splitlines()[0]}")
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            with Server(folder / "clew") as clew:
                for what, figure, goal in part.measure(clew, folder):
                    print(f"  {what:<52} {figure:>22}   {goal}", flush=True)
    print(f"\nload average at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
