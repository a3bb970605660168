package io.clew.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells runs of the bank's data pipelines to the server, as Airflow and Spark do: by OpenLineage.
 */
final class FeedTeller {
    private static final String SPARK =
            "https://github.com/OpenLineage/OpenLineage/tree/1.53.0/integration/spark";
    private static final String AIRFLOW = "https://github.com/apache/airflow/tree/providers-2.20";
    private static final String FACETS = "https://openlineage.io/spec/facets/";
    private static final String DAG = "payments_nightly";
    private static final String PAYMENTS_DB = "postgres://payments-db:5432";
    private static final String PAYMENTS = "shop.public.payments";
    private static final String CARDS = "shop.public.cards";
    private static final Duration LENGTH = Duration.ofMinutes(11);

    private final DemoCalls calls;

    FeedTeller(DemoCalls calls) {
        this.calls = calls;
    }

    /** Tells a run of the feed within its DAG run: it begins, and it completes. */
    void tell(FeedRun run) {
        String dagRun = run.id().substring(0, 35) + "d";
        Instant end = run.started().plus(LENGTH);
        send(dagRun(dagRun, "START", run.started().minusSeconds(30)));
        send(event(run, dagRun, "START", run.started(), List.of(output(run, Map.of(), Map.of()))));
        send(event(run, dagRun, "COMPLETE", end, List.of(output(run, lineage(run), written(run)))));
        send(dagRun(dagRun, "COMPLETE", end.plusSeconds(20)));
    }

    /** Tells a run of the job that makes the merchant-risk table: it fails. */
    void tellFailed(String id, Instant started) {
        Map<String, Object> job =
                job("merchant_risk", Map.of("jobType", jobType("SPARK", "SQL_JOB")));
        List<Map<String, Object>> inputs =
                List.of(dataset("s3://bank", "merchants", Map.of()), transactions());
        List<Map<String, Object>> outputs =
                List.of(dataset("s3://bank", "features/merchant_risk", Map.of()));
        send(event("START", started, run(id, Map.of()), job, inputs, outputs, SPARK));
        Map<String, Object> error =
                facet(
                        "1-0-1/ErrorMessageRunFacet.json",
                        "message",
                        "Cannot cast amount from bigint to double: column changed upstream",
                        "programmingLanguage",
                        "JAVA");
        send(
                event(
                        "FAIL",
                        started.plusSeconds(95),
                        run(id, Map.of("errorMessage", error)),
                        job,
                        inputs,
                        outputs,
                        SPARK));
    }

    private void send(Map<String, Object> event) {
        calls.postToClew("lineage", event);
    }

    private static Map<String, Object> dagRun(String id, String type, Instant at) {
        Map<String, Object> job =
                Map.of(
                        "namespace",
                        "airflow",
                        "name",
                        DAG,
                        "facets",
                        Map.of("jobType", jobType("AIRFLOW", "DAG")));
        return event(type, at, run(id, Map.of()), job, List.of(), List.of(), AIRFLOW);
    }

    private static Map<String, Object> event(
            FeedRun run,
            String dagRun,
            String type,
            Instant at,
            List<Map<String, Object>> outputs) {
        Map<String, Object> parent =
                facet(
                        "1-1-0/ParentRunFacet.json",
                        "run",
                        Map.of("runId", dagRun),
                        "job",
                        Map.of("namespace", "airflow", "name", DAG));
        Map<String, Object> engine =
                facet("1-1-1/ProcessingEngineRunFacet.json", "name", "spark", "version", "3.5.4");
        Map<String, Object> job =
                job(
                        "load_transactions",
                        Map.of(
                                "jobType",
                                jobType("SPARK", "SQL_JOB"),
                                "sql",
                                facet(
                                        "1-1-0/SQLJobFacet.json",
                                        "query",
                                        run.sql(),
                                        "dialect",
                                        "spark"),
                                "ownership",
                                facet(
                                        "1-0-1/OwnershipJobFacet.json",
                                        "owners",
                                        List.of(Map.of("name", "team:payments", "type", "OWNER"))),
                                "documentation",
                                facet(
                                        "1-1-0/DocumentationJobFacet.json",
                                        "description",
                                        "Settled card payments of the day, for fraud detection.")));
        List<Map<String, Object>> inputs =
                List.of(
                        dataset(
                                PAYMENTS_DB,
                                PAYMENTS,
                                Map.of(
                                        "schema",
                                        schema(
                                                Map.of(
                                                        "payment_id", "uuid",
                                                        "merchant_id", "uuid",
                                                        "card_id", "uuid",
                                                        "amount_cents", "bigint",
                                                        "status", "text",
                                                        "paid_at", "timestamp")))),
                        dataset(
                                PAYMENTS_DB,
                                CARDS,
                                Map.of(
                                        "schema",
                                        schema(Map.of("card_id", "uuid", "country", "text")))));
        return event(
                type,
                at,
                run(run.id(), Map.of("parent", parent, "processing_engine", engine)),
                job,
                inputs,
                outputs,
                SPARK);
    }

    private static Map<String, Object> event(
            String type,
            Instant at,
            Map<String, Object> run,
            Map<String, Object> job,
            List<Map<String, Object>> inputs,
            List<Map<String, Object>> outputs,
            String producer) {
        return Map.of(
                "eventType",
                type,
                "eventTime",
                at.toString(),
                "producer",
                producer,
                "schemaURL",
                "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                "run",
                run,
                "job",
                job,
                "inputs",
                inputs,
                "outputs",
                outputs);
    }

    private static Map<String, Object> run(String id, Map<String, Object> facets) {
        return Map.of("runId", id, "facets", facets);
    }

    private static Map<String, Object> job(String name, Map<String, Object> facets) {
        return Map.of("namespace", "spark", "name", name, "facets", facets);
    }

    private static Map<String, Object> jobType(String integration, String type) {
        return facet(
                "2-0-3/JobTypeJobFacet.json",
                "processingType",
                "BATCH",
                "integration",
                integration,
                "jobType",
                type);
    }

    private static Map<String, Object> transactions() {
        return dataset("s3a://bank", "transactions", Map.of());
    }

    private static Map<String, Object> dataset(
            String namespace, String name, Map<String, Object> facets) {
        return Map.of("namespace", namespace, "name", name, "facets", facets);
    }

    private static Map<String, Object> output(
            FeedRun run, Map<String, Object> lineage, Map<String, Object> written) {
        Map<String, Object> facets = new LinkedHashMap<>(lineage);
        facets.put("schema", schema(run.columns()));
        Map<String, Object> output =
                new LinkedHashMap<>(dataset("s3a://bank", "transactions", facets));
        output.put("outputFacets", written);
        return output;
    }

    private static Map<String, Object> schema(Map<String, String> columns) {
        List<Map<String, Object>> fields = new ArrayList<>();
        columns.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        column ->
                                fields.add(
                                        Map.of(
                                                "name",
                                                column.getKey(),
                                                "type",
                                                column.getValue())));
        return facet("1-1-1/SchemaDatasetFacet.json", "fields", fields);
    }

    private static Map<String, Object> lineage(FeedRun run) {
        boolean isPlain = run.amountSql().equals("p.amount_cents");
        Map<String, Object> fields =
                Map.of(
                        "payment_id", from(PAYMENTS, "payment_id", "IDENTITY", ""),
                        "merchant_id", from(PAYMENTS, "merchant_id", "IDENTITY", ""),
                        "amount",
                                from(
                                        PAYMENTS,
                                        "amount_cents",
                                        isPlain ? "IDENTITY" : "TRANSFORMATION",
                                        isPlain ? "" : run.amountSql()),
                        "card_country", from(CARDS, "country", "IDENTITY", ""),
                        "hour", from(PAYMENTS, "paid_at", "TRANSFORMATION", "HOUR(p.paid_at)"));
        return Map.of(
                "columnLineage",
                facet("1-2-0/ColumnLineageDatasetFacet.json", "fields", fields),
                "dataQualityMetrics",
                facet(
                        "1-0-2/DataQualityMetricsDatasetFacet.json",
                        "rowCount",
                        run.rows(),
                        "columnMetrics",
                        Map.of(
                                "amount",
                                Map.of(
                                        "nullCount",
                                        0,
                                        "sum",
                                        run.meanAmount() * run.rows(),
                                        "count",
                                        (double) run.rows()),
                                "card_country",
                                Map.of("nullCount", run.withoutCard()))),
                "dataQualityAssertions",
                facet(
                        "1-0-1/DataQualityAssertionsDatasetFacet.json",
                        "assertions",
                        List.of(
                                Map.of(
                                        "assertion",
                                        "amount_between_0_and_50000",
                                        "success",
                                        run.inRange(),
                                        "column",
                                        "amount"))));
    }

    private static Map<String, Object> from(
            String table, String field, String subtype, String description) {
        return Map.of(
                "inputFields",
                List.of(
                        Map.of(
                                "namespace",
                                PAYMENTS_DB,
                                "name",
                                table,
                                "field",
                                field,
                                "transformations",
                                List.of(
                                        Map.of(
                                                "type",
                                                "DIRECT",
                                                "subtype",
                                                subtype,
                                                "description",
                                                description,
                                                "masking",
                                                false)))));
    }

    private static Map<String, Object> written(FeedRun run) {
        return Map.of(
                "outputStatistics",
                facet(
                        "1-0-2/OutputStatisticsOutputDatasetFacet.json",
                        "rowCount",
                        run.rows(),
                        "size",
                        run.rows() * 61));
    }

    private static Map<String, Object> facet(String schema, Object... keysAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("_producer", SPARK);
        members.put("_schemaURL", FACETS + schema);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            members.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return members;
    }
}
