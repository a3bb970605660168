#!/bin/sh
# Runs those tests of MLflow's own Java client that need a server against Clew, and lists each case.
#
#   scripts/mlflow-java-tests.sh CHECKOUT
#
# CHECKOUT is a work tree of MLflow's repository (mlflow/java/client is enough): the client and the
# two classes are compiled from it, with libraries from Maven Central. Each class gets a fresh Clew.
# PYTHON is a Python with MLflow, unless it is the one on PATH: through it the client sends files.
# docs/protocols/mlflow.md says what passes.
set -eu

home=$(cd -P "$(dirname "$0")/.." && pwd)
client=${1:-}/mlflow/java/client/src
[ -f "$client/test/java/org/mlflow/tracking/MlflowClientTest.java" ] || {
    echo "usage: $0 CHECKOUT; CHECKOUT has mlflow/java/client" >&2
    exit 2
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -p "$folder/bin" "$folder/src/test/java"
# A link would not find the libraries of a virtual environment.
printf '#!/bin/sh\nexec "%s" "$@"\n' "$(command -v "${PYTHON:-python3}")" >"$folder/bin/python"
chmod +x "$folder/bin/python"
cp -R "$client/main" "$folder/src/"
for class in MlflowClientTest ModelRegistryMlflowClientTest TestUtils TestClientProvider; do
    cp "$client/test/java/org/mlflow/tracking/$class.java" "$folder/src/test/java/"
done
cp "$home/acceptance/mlflow-java/pom.xml" "$folder/"

JAVA_HOME=$("$home/scripts/find-jdk")
PATH=$folder/bin:$PATH
export JAVA_HOME PATH
status=0
for class in MlflowClientTest ModelRegistryMlflowClientTest; do
    # shellcheck disable=SC2016 # the inner shell has the address
    "$home/scripts/with-clew" up sh -c \
        'MLFLOW_TRACKING_URI=$CLEW_URL exec mvn -B -ntp -f "$1/pom.xml" test -Dtest="$2"' \
        sh "$folder" "$class" || status=1
done
exit $status
