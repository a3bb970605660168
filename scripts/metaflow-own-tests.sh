#!/bin/sh
# Run Metaflow's own harness (test/core) against a running Clew: every valid pair of graph and test
# but cards and what is disabled upstream.
#
#   scripts/metaflow-own-tests.sh CHECKOUT SERVER PYTHON [PARALLEL [TESTS [GRAPHS]]]
#
# CHECKOUT is a clone of github.com/Netflix/metaflow, SERVER such as http://127.0.0.1:5757, PYTHON has
# the package metaflow. PARALLEL flows run at a time (2). TESTS and GRAPHS are names with commas (all).
# METAFLOW_OWN_TESTS_LOG names a file that what the harness says is written to as it goes.
set -eu

[ $# -ge 3 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
checkout=$1 server=$2 python=$3 parallel=${4:-2} tests=${5:-} graphs=${6:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cp -R "$checkout/test/core" "$work/core"
cd "$work/core"

"$python" - "$server" "$python" <<'PY'
import glob, json, os, re, sys

contexts = json.load(open("contexts.json"))
local = next(c for c in contexts["contexts"] if c["name"] == "python3-all-local")
disabled = set(local["disabled_tests"])
for path in glob.glob("tests/*.py"):
    if "card" in os.path.basename(path):
        disabled.update(re.findall(r"^class (\w+)\(", open(path).read(), re.M))
local.update(
    name="clew",
    disabled=False,
    python=sys.argv[2],
    executors=["cli"],
    disabled_tests=sorted(disabled),
    env={
        **local["env"],
        "METAFLOW_DEFAULT_METADATA": "service",
        "METAFLOW_SERVICE_URL": sys.argv[1] + "/metaflow",
    },
)
local["top_options"] = ["--metadata=service" if o.startswith("--metadata") else o for o in local["top_options"]]
local["run_options"] = ["--max-workers=4" if o.startswith("--max-workers") else o for o in local["run_options"]]
contexts["contexts"] = [local]
for check in contexts["checks"].values():
    if check.get("python"):
        check["python"] = sys.argv[2]
json.dump(contexts, open("contexts.json", "w"))
PY

export USER="${USER:-tester}" PYTHONPATH="$work/core" PATH="$(dirname "$python"):$PATH"
log=${METAFLOW_OWN_TESTS_LOG:-$work/harness.log}
set -- --num-parallel "$parallel"
[ -z "$tests" ] || set -- "$@" --tests "$tests"
[ -z "$graphs" ] || set -- "$@" --graphs "$graphs"
"$python" run_tests.py "$@" > "$log" 2>&1 || true
grep -a 'failed \[using\|success \[using' "$log" | sed 's/^\[pid [0-9]*\] //'
echo "passed: $(grep -ac 'success \[using' "$log" || true) failed: $(grep -ac 'failed \[using' "$log" || true)"
! grep -aq 'failed \[using' "$log" && grep -aq 'success \[using' "$log"
