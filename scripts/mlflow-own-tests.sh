#!/bin/sh
# Runs MLflow's own tests of a tracking server against Clew, a fresh one for each case.
#
#   scripts/mlflow-own-tests.sh CHECKOUT [pytest's own arguments …]
#
# CHECKOUT is a work tree of MLflow's repository (mlflow, tests and pyproject.toml are enough).
# PYTHON is a Python with MLflow's dependencies and pytest, unless it is the one on PATH.
# docs/protocols/mlflow.md says what passes, and why the rest does not.
set -eu

home=$(cd -P "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] && [ -d "$1/tests/tracking" ] || {
    echo "usage: $0 CHECKOUT [pytest's arguments]; CHECKOUT has tests/tracking" >&2
    exit 2
}
checkout=$1
shift
[ $# -gt 0 ] || set -- tests/tracking/test_rest_tracking.py

cd "$checkout"
CLEW=${CLEW:-$home/clew} PYTHONPATH=$home/scripts:$checkout \
    exec "${PYTHON:-python3}" -m pytest -p mlflow_own_tests -p no:cacheprovider -q \
    -W ignore "$@"
