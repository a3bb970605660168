package io.clew.protocol.openlineage.facets;

import static io.clew.protocol.openlineage.facets.Container.DATASET;
import static io.clew.protocol.openlineage.facets.Container.INPUT;
import static io.clew.protocol.openlineage.facets.Container.JOB;
import static io.clew.protocol.openlineage.facets.Container.OUTPUT;
import static io.clew.protocol.openlineage.facets.Container.RUN;

import java.util.List;

/** Lists what each of the 38 facets states, by an example of it. */
final class FacetCases {
    private FacetCases() {}

    /**
     * One facet.
     *
     * @param states the lines of a {@link Recorder}, sorted; none where others state it
     */
    record Case(Container container, String key, String json, String states) {
        @Override
        public String toString() {
            return container.word() + " " + key;
        }
    }

    static final List<Case> ALL =
            List.of(
                    new Case(
                            RUN,
                            "parent",
                            """
                    {"run": {"runId": "x"}, "job": {"namespace": "n", "name": "j"}}
                    """,
                            ""),
                    new Case(
                            RUN,
                            "nominalTime",
                            """
                    {"nominalStartTime": "2026-11-30T04:00:00+01:00", "nominalEndTime": "2026-11-30T04:00:00.5Z"}
                    """,
                            """
                    run nominal-end = 2026-11-30T04:00:00.500Z
                    run nominal-start = 2026-11-30T03:00:00.000Z
                    """),
                    new Case(
                            RUN,
                            "errorMessage",
                            """
                    {"message": "no such table", "programmingLanguage": "JAVA", "stackTrace": "at A.b"}
                    """,
                            """
                    run error = no such table
                    run error-language = JAVA
                    run error-trace = at A.b
                    """),
                    new Case(
                            RUN,
                            "processing_engine",
                            """
                    {"name": "Spark", "version": "3.5.1", "openlineageAdapterVersion": "1.53.0"}
                    """,
                            """
                    ENV engine = spark 3.5.1
                    run engine = spark 3.5.1
                    run engine-adapter = 1.53.0
                    run ran-in ENV
                    run ran-in only:
                    """),
                    new Case(
                            RUN,
                            "externalQuery",
                            """
                    {"externalQueryId": "bquijob_1", "source": "bigquery"}
                    """,
                            """
                    run external-query = bquijob_1
                    run external-query-source = bigquery
                    """),
                    new Case(
                            RUN,
                            "extractionError",
                            """
                    {"totalTasks": 3, "failedTasks": 1, "errors": [{"errorMessage": "no parse", "task": "SELEC", "taskNumber": 2, "stackTrace": "t"}]}
                    """,
                            """
                    run extraction-error = extraction failed for 1 of 3 tasks
                    run extraction-errors = [{task=SELEC, message=no parse, number=2}]
                    """),
                    new Case(
                            RUN,
                            "environmentVariables",
                            """
                    {"environmentVariables": [{"name": "TZ", "value": "UTC"}, {"name": "DB_PASSWORD", "value": "hunter2"}, {"name": "DB_URL", "value": "postgres://me:hunter2@db/shop"}]}
                    """,
                            """
                    run env.DB_PASSWORD = ***
                    run env.DB_URL = postgres://db/shop
                    run env.TZ = UTC
                    """),
                    new Case(
                            RUN,
                            "executionParameters",
                            """
                    {"parameters": [{"key": "depth", "name": "Depth", "value": "3"}, {"key": "none"}]}
                    """,
                            """
                    run param.depth = 3
                    """),
                    new Case(
                            RUN,
                            "jobDependencies",
                            """
                    {"upstream": [{"job": {"namespace": "n", "name": "a"}, "run": {"runId": "B7DCE052-51A6-4D66-98B9-5FD8B78A79C7"}, "dependency_type": "DIRECT_INVOCATION"}, {"job": {"namespace": "n", "name": "b"}}], "downstream": [{"job": {"namespace": "n", "name": "c"}}], "trigger_rule": "ALL_SUCCESS"}
                    """,
                            """
                    job informed-by job:n/b
                    job:n/c informed-by job
                    run informed-by run:openlineage/b7dce052-51a6-4d66-98b9-5fd8b78a79c7 {dependency-type=DIRECT_INVOCATION}
                    run trigger-rule = ALL_SUCCESS
                    """),
                    new Case(
                            RUN,
                            "tags",
                            """
                    {"tags": [{"key": "team", "value": "risk", "source": "USER"}, {"key": "team", "value": "fraud"}]}
                    """,
                            """
                    run tag-sources = {team=USER}
                    run tag.team = risk, fraud
                    """),
                    new Case(
                            RUN,
                            "test",
                            """
                    {"tests": [{"name": "unique_id", "status": "fail", "severity": "warn", "expected": "0", "actual": "2"}, {"name": "not_null_id", "status": "pass"}]}
                    """,
                            """
                    run test.not_null_id = {name=not_null_id, status=pass}
                    run test.unique_id = {name=unique_id, status=fail, severity=warn, expected=0, actual=2}
                    run tests = {fail=1, pass=1}
                    """),
                    new Case(
                            JOB,
                            "documentation",
                            """
                    {"description": "Loads users.", "contentType": "text/markdown"}
                    """,
                            """
                    job description = Loads users.
                    job description-format = text/markdown
                    """),
                    new Case(
                            JOB,
                            "jobType",
                            """
                    {"processingType": "STREAMING", "integration": "FLINK", "jobType": "JOB", "emissionPattern": {"eventTrigger": "PERIODIC", "eventContentMode": "ACCUMULATIVE", "windowDuration": 300}}
                    """,
                            """
                    job emission-pattern = {eventTrigger=PERIODIC, eventContentMode=ACCUMULATIVE, windowDuration=300}
                    job integration = FLINK
                    job job-type = JOB
                    job processing-type = STREAMING
                    """),
                    new Case(
                            JOB,
                            "ownership",
                            """
                    {"owners": [{"name": "team:risk", "type": "MAINTAINER"}, {"name": "ada"}]}
                    """,
                            """
                    job attributed-to agent:claimed/openlineage/ada
                    job attributed-to agent:claimed/openlineage/team%3Arisk {type=MAINTAINER}
                    job attributed-to only:
                    job owner = team:risk, ada
                    """),
                    new Case(
                            JOB,
                            "sourceCode",
                            """
                    {"language": "python", "sourceCode": "print(1)"}
                    """,
                            """
                    job source-code = print(1)
                    job source-language = python
                    run source-digest = DIGEST
                    """),
                    new Case(
                            JOB,
                            "sourceCodeLocation",
                            """
                    {"type": "git", "url": "https://github.com/bank/etl/blob/main/dags/load.py", "repoUrl": "git@github.com:Bank/etl.git", "path": "dags/load.py", "version": "693e35482bc2e526ced2b5f9f76ef83dec6ec691", "branch": "main", "tag": "v1", "pullRequestNumber": "42"}
                    """,
                            """
                    CODE branch = main
                    CODE code-tag = v1
                    CODE commit = 693e35482bc2e526ced2b5f9f76ef83dec6ec691
                    CODE repository = github.com/bank/etl
                    run code-url = https://github.com/bank/etl/blob/main/dags/load.py
                    run entry-point = dags/load.py
                    run executed CODE
                    run executed only:
                    run pull-request = 42
                    """),
                    new Case(
                            JOB,
                            "sql",
                            """
                    {"query": "SELECT 1", "dialect": "duckdb"}
                    """,
                            """
                    job sql = SELECT 1
                    job sql-dialect = duckdb
                    run sql = SELECT 1
                    run sql-dialect = duckdb
                    """),
                    new Case(
                            JOB,
                            "tags",
                            """
                    {"tags": [{"key": "pii", "value": "true", "field": "no column of a job"}]}
                    """,
                            """
                    job tag.pii = true
                    """),
                    new Case(
                            DATASET,
                            "schema",
                            """
                    {"fields": [{"name": "id", "type": "INT", "description": "Key."}, {"name": "home", "type": "STRUCT", "fields": [{"name": "city", "type": "TEXT"}]}]}
                    """,
                            """
                    column home data-type = STRUCT
                    column home part-of dataset
                    column home.city data-type = TEXT
                    column home.city part-of dataset
                    column id data-type = INT
                    column id description = Key.
                    column id part-of dataset
                    dataset schema = [{name=id, type=INT, description=Key.}, {name=home, type=STRUCT, fields=[{name=city, type=TEXT}]}]
                    version schema = [{name=id, type=INT, description=Key.}, {name=home, type=STRUCT, fields=[{name=city, type=TEXT}]}]
                    """),
                    new Case(
                            DATASET,
                            "columnLineage",
                            """
                    {"fields": {"a": {"inputFields": [{"namespace": "n", "name": "in", "field": "b"}]}}}
                    """,
                            ""),
                    new Case(
                            DATASET,
                            "dataSource",
                            """
                    {"name": "shop", "uri": "postgres://me:hunter2@db:5432/shop"}
                    """,
                            """
                    dataset data-source = postgres://db:5432/shop
                    dataset source-name = shop
                    """),
                    new Case(
                            DATASET,
                            "symlinks",
                            """
                    {"identifiers": [{"namespace": "hive://m", "name": "shop.users", "type": "TABLE"}]}
                    """,
                            """
                    dataset same-as dataset:hive%3A%2F%2Fm/shop.users
                    """),
                    new Case(
                            DATASET,
                            "version",
                            """
                    {"datasetVersion": "7"}
                    """,
                            ""),
                    new Case(
                            DATASET,
                            "catalog",
                            """
                    {"framework": "iceberg", "type": "jdbc", "name": "lake", "metadataUri": "jdbc:mysql://me:hunter2@h:3306/db", "catalogProperties": {"region": "eu", "s3.secret-access-key": "hunter2"}}
                    """,
                            """
                    dataset catalog = {framework=iceberg, type=jdbc, name=lake, metadataUri=jdbc:mysql://h:3306/db, properties={region=eu, s3.secret-access-key=***}}
                    """),
                    new Case(
                            DATASET,
                            "storage",
                            """
                    {"storageLayer": "iceberg", "fileFormat": "parquet"}
                    """,
                            """
                    dataset file-format = parquet
                    dataset storage-layer = iceberg
                    """),
                    new Case(
                            DATASET,
                            "lifecycleStateChange",
                            """
                    {"lifecycleStateChange": "RENAME", "previousIdentifier": {"namespace": "postgresql://db", "name": "shop.public.people"}}
                    """,
                            """
                    dataset lifecycle = RENAME
                    dataset renamed-from = postgres://db:5432/shop.public.people
                    dataset same-as dataset:postgres%3A%2F%2Fdb%3A5432/shop.public.people {reason=renamed}
                    version lifecycle = RENAME
                    """),
                    new Case(
                            DATASET,
                            "datasetType",
                            """
                    {"datasetType": "VIEW", "subType": "MATERIALIZED"}
                    """,
                            """
                    dataset dataset-subtype = MATERIALIZED
                    dataset dataset-type = VIEW
                    """),
                    new Case(
                            DATASET,
                            "hierarchy",
                            """
                    {"hierarchy": [{"type": "DATABASE", "name": "shop"}, {"type": "TABLE", "name": "users"}]}
                    """,
                            """
                    dataset hierarchy = [{type=DATABASE, name=shop}, {type=TABLE, name=users}]
                    """),
                    new Case(
                            DATASET,
                            "dataQualityMetrics",
                            """
                    {"rowCount": 10, "bytes": 2048, "fileCount": 2, "lastUpdated": "2026-11-30T03:00:00Z", "columnMetrics": {"age": {"nullCount": 1, "distinctCount": 7, "sum": 300.0, "count": 10, "min": 18, "max": 77.5, "quantiles": {"0.5": 30}}}}
                    """,
                            """
                    column age part-of dataset
                    column age quality.count = 10
                    column age quality.distinct = 7
                    column age quality.max = 77.5
                    column age quality.mean = 30.0
                    column age quality.min = 18
                    column age quality.nulls = 1
                    column age quality.quantiles = {0.5=30}
                    column age quality.sum = 300.0
                    dataset quality.bytes = 2048
                    dataset quality.files = 2
                    dataset quality.rows = 10
                    dataset quality.updated = 2026-11-30T03:00:00Z
                    version quality.bytes = 2048
                    version quality.columns = {age={nulls=1, distinct=7, sum=300.0, count=10, mean=30.0, min=18, max=77.5, quantiles={0.5=30}}}
                    version quality.files = 2
                    version quality.rows = 10
                    version quality.updated = 2026-11-30T03:00:00Z
                    """),
                    new Case(
                            DATASET,
                            "documentation",
                            """
                    {"description": "All users."}
                    """,
                            """
                    dataset description = All users.
                    """),
                    new Case(
                            DATASET,
                            "ownership",
                            """
                    {"owners": [{"name": "ada"}]}
                    """,
                            """
                    dataset attributed-to agent:claimed/openlineage/ada
                    dataset attributed-to only:
                    dataset owner = ada
                    """),
                    new Case(
                            DATASET,
                            "tags",
                            """
                    {"tags": [{"key": "tier", "value": "gold"}, {"key": "pii", "value": "true", "source": "DBT", "field": "mail"}]}
                    """,
                            """
                    column mail part-of dataset
                    column mail tag-sources = {pii=DBT}
                    column mail tag.pii = true
                    dataset tag.tier = gold
                    """),
                    new Case(
                            INPUT,
                            "dataQualityAssertions",
                            """
                    {"assertions": [{"assertion": "not_null", "success": false, "column": "id", "severity": "error"}, {"assertion": "custom_sql", "name": "no_orphans", "success": true, "expected": "0", "actual": "0", "content": "SELECT 1", "contentType": "sql", "params": {"where": "x"}}]}
                    """,
                            """
                    dataset assertion.no_orphans = {success=true, assertion=custom_sql, name=no_orphans, expected=0, actual=0, content=SELECT 1, contentType=sql, params={where=x}}
                    dataset assertion.not_null.id = {success=false, assertion=not_null, column=id, severity=error}
                    version assertion.no_orphans = {success=true, assertion=custom_sql, name=no_orphans, expected=0, actual=0, content=SELECT 1, contentType=sql, params={where=x}}
                    version assertion.not_null.id = {success=false, assertion=not_null, column=id, severity=error}
                    """),
                    new Case(
                            INPUT,
                            "dataQualityMetrics",
                            """
                    {"rowCount": 10, "bytes": 2048, "fileCount": 2, "lastUpdated": "2026-11-30T03:00:00Z", "columnMetrics": {"age": {"nullCount": 1, "distinctCount": 7, "sum": 300.0, "count": 10, "min": 18, "max": 77.5, "quantiles": {"0.5": 30}}}}
                    """,
                            """
                    column age part-of dataset
                    column age quality.count = 10
                    column age quality.distinct = 7
                    column age quality.max = 77.5
                    column age quality.mean = 30.0
                    column age quality.min = 18
                    column age quality.nulls = 1
                    column age quality.quantiles = {0.5=30}
                    column age quality.sum = 300.0
                    dataset quality.bytes = 2048
                    dataset quality.files = 2
                    dataset quality.rows = 10
                    dataset quality.updated = 2026-11-30T03:00:00Z
                    version quality.bytes = 2048
                    version quality.columns = {age={nulls=1, distinct=7, sum=300.0, count=10, mean=30.0, min=18, max=77.5, quantiles={0.5=30}}}
                    version quality.files = 2
                    version quality.rows = 10
                    version quality.updated = 2026-11-30T03:00:00Z
                    """),
                    new Case(
                            INPUT,
                            "inputStatistics",
                            """
                    {"rowCount": 5, "size": 100, "fileCount": 1}
                    """,
                            """
                    dataset quality.bytes = 100
                    dataset quality.files = 1
                    dataset quality.rows = 5
                    version quality.bytes = 100
                    version quality.files = 1
                    version quality.rows = 5
                    """),
                    new Case(
                            OUTPUT,
                            "outputStatistics",
                            """
                    {"rowCount": 5, "size": 100}
                    """,
                            """
                    dataset quality.bytes = 100
                    dataset quality.rows = 5
                    version quality.bytes = 100
                    version quality.rows = 5
                    """),
                    new Case(
                            INPUT,
                            "subset",
                            """
                    {"inputCondition": {"type": "location", "locations": ["s3://b/1"]}}
                    """,
                            ""),
                    new Case(
                            JOB,
                            "lineage",
                            """
                    {"entries": []}
                    """,
                            ""));
}
