# `make` lists the targets. Everything is built and run on a JDK 25 that scripts/find-jdk finds.

.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := acceptance/.venv
# What runs in acceptance, each in an environment of its own; apart, since what they need does not go together.
CLIENTS := $(VENV)/installed acceptance/.venv-producers/installed acceptance/.venv-airflow/installed \
	acceptance/.venv-sagemaker/installed acceptance/.venv-azureml/installed \
	acceptance/openlineage-spark/target/installed acceptance/kafka/target/installed acceptance/s3/target/installed \
	acceptance/sagemaker-java/target/installed
MVN := JAVA_HOME="$$(scripts/find-jdk)" && export JAVA_HOME && \
	MAVEN_OPTS="$$MAVEN_OPTS --sun-misc-unsafe-memory-access=allow" mvn -B -ntp

.PHONY: help build test acceptance acceptance-clients fuzz torture torture-short bench-start bench-commit bench-mlflow bench-openlineage bench-graph bench-diff bench-tools run demo data-folder format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## make cli/target/clew.jar and its AOT cache, with all checks but the tests
	@scripts/provide maven node
	$(MVN) -DskipTests package

test: ## run all tests: unit, contract on SQLite and PostgreSQL, architecture, pages in Chromium
	@scripts/provide maven node postgresql chromium
	$(MVN) -T 2 verify
	scripts/with-clew demo npm --prefix web run e2e

acceptance: $(CLIENTS) ## run unmodified MLflow, Spark, dbt, Airflow against the built Clew, and the long tests
	@scripts/provide postgresql spark-java
	$(MVN) -q -Dquick -Dskip.web -pl kafka,graph -am test -Dtests.excluded= -Dtests.groups=long
	$(VENV)/bin/python -m pytest -q acceptance

acceptance-clients: $(CLIENTS)

torture: ## try to make Clew lose something: kills, full disks, slow clients; an hour, for docs/reliability.md
	@scripts/provide maven node postgresql python gcc
	@./clew --version
	python3 torture --long

torture-short: ## the same in some minutes, for CI
	@scripts/provide maven node postgresql python gcc
	@./clew --version
	python3 torture --short

fuzz: ## send bad input to every route, and texts to the parsers: INPUTS=5000000 SEED=…; INPUT=… repeats one
	@scripts/provide maven postgresql
	$(MVN) -q -Dquick -DskipTests -Dskip.web -pl server -am test-compile
	@./clew --version
	"$$(scripts/find-jdk)/bin/java" -Xmx1500m --enable-native-access=ALL-UNNAMED \
		-cp cli/target/clew.jar:server/target/test-classes:http/target/test-classes:store/target/test-classes \
		io.clew.fuzz.Fuzz $(or $(INPUTS),1000000) $(or $(SEED),$(shell date +%s)) $(INPUT)

bench-start: ## measure start to first answer, fresh memory and a verb, with and without the AOT cache
	@scripts/provide python
	python3 benchmarks/start.py

bench-commit: ## measure durable writes a second without HTTP, on a new SQLite and a new PostgreSQL
	@scripts/provide maven postgresql
	$(MVN) -q -Dquick -DskipTests -Dskip.web -pl commit -am test-compile
	@./clew --version
	@for store in "sqlite $${TMPDIR:-/tmp}" postgresql; do "$$(scripts/find-jdk)/bin/java" \
		--enable-native-access=ALL-UNNAMED \
		-cp cli/target/clew.jar:commit/target/test-classes:store/target/test-classes \
		io.clew.commit.CommitSpeed $$store 5; done

bench-mlflow: $(VENV)/installed ## compare with the real MLflow server under the same load: OPTIONS=--quick
	python3 benchmarks/mlflow --mlflow $(VENV)/bin/python $(OPTIONS)

bench-openlineage: ## measure events and lineage, and Marquez's beside: OPTIONS=--quick, OPTIONS="--marquez …"
	@scripts/provide python postgresql
	python3 benchmarks/openlineage $(OPTIONS)

bench-graph: benchmarks/graph/target/installed ## compare the graph index with C, JGraphT, SQLite, PostgreSQL: EDGES=1m, 5m, 10m, 50m
	@scripts/provide python postgresql gcc
	python3 benchmarks/graph --edges $(or $(EDGES),1m) $(OPTIONS)

bench-diff: ## plant changes in generated pipelines and ask what changed: OPTIONS="--share 0.1", OPTIONS="--replay …"
	@scripts/provide python
	python3 benchmarks/diff $(OPTIONS)

bench-tools: $(VENV)/installed ## harvest 100,000 runs and what else teams' tools ask: OPTIONS="harvest_mlflow", BENCH_RUNS=10000
	@scripts/provide python
	$(VENV)/bin/python benchmarks/tools/run.py $(OPTIONS)

run: ## start a server in the foreground, on clew-data
	./clew up

demo: ## start the demo
	./clew demo

data-folder: ## keep a data folder of today's schema for the tests of later versions: NAME=…
	@scripts/provide maven node
	$(MVN) -q -pl cli -am test -Dtest=MakeFolder -Dname=$(NAME) -Dsurefire.failIfNoSpecifiedTests=false

format: ## format the Java sources
	@scripts/provide maven
	$(MVN) -q spotless:apply

clean: ## remove what builds made; keeps data folders
	rm -rf target */target */*/target acceptance/.venv*

define make-venv
	@scripts/provide python
	python3 -m venv --clear $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --retries 10 -r $<
	touch $@
endef

$(VENV)/installed: acceptance/requirements.txt
	$(make-venv)

acceptance/.venv-%/installed: acceptance/requirements-%.txt
	$(make-venv)

benchmarks/%/target/installed: benchmarks/%/pom.xml
	@scripts/provide maven
	$(MVN) -q -f $< dependency:copy-dependencies
	touch $@

acceptance/%/target/installed: acceptance/%/pom.xml
	@scripts/provide maven
	$(MVN) -q -f $< dependency:copy-dependencies
	touch $@
