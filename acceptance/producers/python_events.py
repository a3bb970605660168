"""Sends events of all three kinds, with every facet that openlineage-python has a class for.

    python_events.py PREFIX RUN_ID PARENT_RUN_ID

The client takes where and how from its environment, as a user's would. All names begin with PREFIX.
"""

import datetime
import sys

from openlineage.client import OpenLineageClient
from openlineage.client import event_v2 as ev
from openlineage.client import facet_v2 as fa
from openlineage.client.generated import lineage as li

RAW, FEATURES, TARGET = "raw/payments.csv", "features", "public.features"


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat()


def schema(*columns):
    field = fa.schema_dataset.SchemaDatasetFacetFields
    return fa.schema_dataset.SchemaDatasetFacet(
        fields=[field(name=name, type=kind, description=told) for name, kind, told in columns]
    )


def metrics(module, facet):
    column = module.ColumnMetrics(
        nullCount=2, distinctCount=90, sum=1234.5, count=98, min=0.5, max=900, quantiles={"0.5": 11.0}
    )
    return facet(rowCount=100, bytes=2048, fileCount=1, columnMetrics={"amount": column})


def of_run(parent):
    dependency = fa.job_dependencies_run.JobDependency(
        job=fa.job_dependencies_run.JobIdentifier("bank", "arrival"), dependency_type="DIRECT"
    )
    up = fa.parent_run
    test = fa.test_run.TestExecution(name="amounts-positive", status="pass", severity="error")
    return {
        "parent": up.ParentRunFacet(
            run=up.Run(parent),
            job=up.Job("bank", "nightly"),
            root=up.Root(run=up.RootRun(parent), job=up.RootJob("bank", "nightly")),
        ),
        "nominalTime": fa.nominal_time_run.NominalTimeRunFacet("2026-01-02T00:00:00Z"),
        "errorMessage": fa.error_message_run.ErrorMessageRunFacet("a row was left out", "python"),
        "processing_engine": fa.processing_engine_run.ProcessingEngineRunFacet("3.1.1", "pandas"),
        "externalQuery": fa.external_query_run.ExternalQueryRunFacet("01ab-77", "warehouse"),
        "extractionError": fa.extraction_error_run.ExtractionErrorRunFacet(
            2, 1, [fa.extraction_error_run.Error("cannot read this SQL")]
        ),
        "environmentVariables": fa.environment_variables_run.EnvironmentVariablesRunFacet(
            [fa.environment_variables_run.EnvironmentVariable("REGION", "eu-west-1")]
        ),
        "executionParameters": fa.execution_parameters_run.ExecutionParametersRunFacet(
            [fa.execution_parameters_run.ExecutionParameter(key="window_days", value="30")]
        ),
        "jobDependencies": fa.job_dependencies_run.JobDependenciesRunFacet(upstream=[dependency]),
        "tags": fa.tags_run.TagsRunFacet([fa.tags_run.TagsRunFacetFields("cost", "7", "BILLING")]),
        "test": fa.test_run.TestRunFacet([test]),
    }


def of_job():
    return {
        "documentation": fa.documentation_job.DocumentationJobFacet("Makes features of payments."),
        "jobType": fa.job_type_job.JobTypeJobFacet("BATCH", "PANDAS", "JOB"),
        "ownership": fa.ownership_job.OwnershipJobFacet(
            [fa.ownership_job.Owner("team:payments", "MAINTAINER")]
        ),
        "sourceCode": fa.source_code_job.SourceCodeJobFacet("python", "make_features()"),
        "sourceCodeLocation": fa.source_code_location_job.SourceCodeLocationJobFacet(
            "git",
            "https://git.example.com/bank/features/blob/main/job.py",
            repoUrl="https://git.example.com/bank/features.git",
            path="job.py",
            version="9f3e2d1c0b9a88776655443322110099aabbccdd",
            branch="main",
        ),
        "sql": fa.sql_job.SQLJobFacet("select amount from payments", "postgres"),
        "tags": fa.tags_job.TagsJobFacet([fa.tags_job.TagsJobFacetFields("tier", "gold", "USER")]),
    }


def of_dataset(namespace):
    hierarchy = fa.hierarchy_dataset
    field = fa.column_lineage_dataset.InputField
    sum_of = fa.column_lineage_dataset.Transformation("DIRECT", "AGGREGATION", "avg(amount)", False)
    joined = fa.column_lineage_dataset.Transformation("INDIRECT", "JOIN", "", False)
    hashed = fa.column_lineage_dataset.Transformation("DIRECT", "TRANSFORMATION", "sha256", True)
    raw = (f"s3://{namespace}", RAW)
    tags = fa.tags_dataset
    lifecycle = fa.lifecycle_state_change_dataset
    return {
        "schema": schema(("customer", "string", "hashed"), ("mean_amount", "double", None)),
        "columnLineage": fa.column_lineage_dataset.ColumnLineageDatasetFacet(
            fields={
                "customer": fa.column_lineage_dataset.Fields([field(*raw, "customer", [hashed])]),
                "mean_amount": fa.column_lineage_dataset.Fields([field(*raw, "amount", [sum_of])]),
            },
            dataset=[field(*raw, "customer", [joined])],
        ),
        "dataSource": fa.datasource_dataset.DatasourceDatasetFacet("lake", f"s3://{namespace}"),
        "symlinks": fa.symlinks_dataset.SymlinksDatasetFacet(
            [fa.symlinks_dataset.Identifier("hive://metastore:9083", f"{namespace}.features", "TABLE")]
        ),
        "version": fa.dataset_version_dataset.DatasetVersionDatasetFacet("17"),
        "catalog": fa.catalog_dataset.CatalogDatasetFacet("hive", "hive", "lake", source="pandas"),
        "storage": fa.storage_dataset.StorageDatasetFacet("iceberg", "parquet"),
        "lifecycleStateChange": lifecycle.LifecycleStateChangeDatasetFacet(
            lifecycle.LifecycleStateChange.OVERWRITE
        ),
        "datasetType": fa.dataset_type_dataset.DatasetTypeDatasetFacet("TABLE"),
        "hierarchy": hierarchy.HierarchyDatasetFacet(
            [hierarchy.HierarchyDatasetFacetLevel("DATABASE", namespace)]
        ),
        "dataQualityMetrics": metrics(
            fa.data_quality_metrics_dataset,
            fa.data_quality_metrics_dataset.DataQualityMetricsDatasetFacet,
        ),
        "documentation": fa.documentation_dataset.DocumentationDatasetFacet("One row a customer."),
        "ownership": fa.ownership_dataset.OwnershipDatasetFacet(
            [fa.ownership_dataset.Owner("ada@bank.example", "STEWARD")]
        ),
        "tags": tags.TagsDatasetFacet(
            [
                tags.TagsDatasetFacetFields("pii", "hashed", "USER", "customer"),
                tags.TagsDatasetFacetFields("layer", "silver", "USER"),
            ]
        ),
    }


def of_input():
    subset = fa.base_subset_dataset
    quality = fa.data_quality_assertions_dataset
    return {
        "dataQualityAssertions": quality.DataQualityAssertionsDatasetFacet(
            [quality.Assertion("not_null", True, "amount", severity="error", name="amount-there")]
        ),
        "dataQualityMetrics": metrics(
            fa.data_quality_metrics_input_dataset,
            fa.data_quality_metrics_input_dataset.DataQualityMetricsInputDatasetFacet,
        ),
        "inputStatistics": fa.input_statistics_input_dataset.InputStatisticsInputDatasetFacet(
            100, 2048, 1
        ),
        "subset": subset.InputSubsetInputDatasetFacet(
            subset.LocationSubsetCondition([f"{RAW}/part-0"], "location")
        ),
    }


def of_output():
    subset = fa.base_subset_dataset
    return {
        "outputStatistics": fa.output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(
            90, 1024, 1
        ),
        "subset": subset.OutputSubsetOutputDatasetFacet(
            subset.PartitionSubsetCondition([subset.Partition({"day": "2026-01-02"})], "partition")
        ),
    }


def events(prefix, run_id, parent):
    lake = f"s3://{prefix}"
    raw_schema = schema(("customer", "string", None), ("amount", "double", "in euros"))
    payments = ev.InputDataset(lake, RAW, inputFacets=of_input(), facets={"schema": raw_schema})
    features = ev.OutputDataset(
        lake, FEATURES, outputFacets=of_output(), facets=of_dataset(prefix)
    )
    run = lambda facets=None: ev.Run(run_id, facets or {})  # noqa: E731
    job = ev.Job(prefix, "make_features", of_job())
    yield ev.RunEvent(eventTime=now(), eventType=ev.RunState.START, run=run(), job=job)
    yield ev.RunEvent(
        eventTime=now(),
        eventType=ev.RunState.COMPLETE,
        run=run(of_run(parent)),
        job=job,
        inputs=[payments],
        outputs=[features],
    )
    warehouse = f"postgres://{prefix}:5432"
    entry = li.LineageDatasetEntry(
        warehouse,
        f"bank.{TARGET}",
        "DATASET",
        inputs=[li.LineageDatasetInput(lake, FEATURES, "DATASET")],
        fields={
            "mean_amount": li.LineageFieldEntry(
                [li.LineageDatasetInput(lake, FEATURES, "DATASET", "mean_amount")]
            )
        },
    )
    yield ev.JobEvent(
        eventTime=now(),
        job=ev.Job(prefix, "publish", {"lineage": li.LineageJobFacet([entry])}),
        inputs=[ev.InputDataset(lake, FEATURES)],
        outputs=[ev.OutputDataset(warehouse, f"bank.{TARGET}")],
    )
    told = {
        "schema": schema(("mean_amount", "double", None)),
        "lineage": li.LineageDatasetFacet([li.LineageDatasetInput(lake, FEATURES, "DATASET")]),
    }
    yield ev.DatasetEvent(
        eventTime=now(), dataset=ev.StaticDataset(warehouse, f"bank.{TARGET}", facets=told)
    )


def main():
    client = OpenLineageClient()
    for event in events(*sys.argv[1:]):
        client.emit(event)
    if not client.close(timeout=30):
        sys.exit("not all events were sent")


if __name__ == "__main__":
    main()
