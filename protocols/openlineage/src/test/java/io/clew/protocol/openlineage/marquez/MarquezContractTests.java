package io.clew.protocol.openlineage.marquez;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Marquez's API must do on every database. */
abstract class MarquezContractTests {
    private static final String FIRST = "01941111-0000-7000-8000-000000000001";
    private static final String SECOND = "01941111-0000-7000-8000-000000000002";
    private static final String FACET =
            "'_producer':'https://example.com/p','_schemaURL':'https://example.com/f.json'";
    private static final String RAW = "{'namespace':'s3://bank','name':'raw/tx'}";
    private static final String CLEAN =
            "{'namespace':'postgres://db:5432','name':'bank.public.tx','facets':{'schema':{"
                    + FACET
                    + ",'fields':[{'name':'id','type':'INT','description':'key'},{'name':'amount','type':'DOUBLE'}]},"
                    + "'documentation':{"
                    + FACET
                    + ",'description':'clean transactions'},'own':{"
                    + FACET
                    + ",'anything':[1,{'x':null}]},'columnLineage':{"
                    + FACET
                    + ",'fields':{'amount':{'inputFields':[{'namespace':'s3://bank','name':'raw/tx','field':'amt','transformations':[{'type':'DIRECT','subtype':'IDENTITY','description':'as it is','masking':false}]}]}}}}}";
    private static final String DATASET =
            "namespaces/postgres%3A%2F%2Fdb%3A5432/datasets/bank.public.tx";

    @TempDir Path folder;
    private MarquezServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MarquezServer.start(newDatabase());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** raw → clean (twice) → report. */
    private void story() {
        for (String run : List.of(FIRST, SECOND)) {
            String day = run.equals(FIRST) ? "2026-01-01" : "2026-01-02";
            server.event(
                    "{'eventType':'START','eventTime':'"
                            + day
                            + "T10:00:00Z','producer':'https://example.com/p','schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent','run':{'runId':'"
                            + run
                            + "','facets':{'nominalTime':{"
                            + FACET
                            + ",'nominalStartTime':'"
                            + day
                            + "T10:00:00Z'},'mine':{"
                            + FACET
                            + ",'a':1}}},'job':{'namespace':'etl','name':'clean','facets':{'sql':{"
                            + FACET
                            + ",'query':'select 1'}}},'inputs':["
                            + RAW
                            + "]}");
            server.run(
                    "COMPLETE",
                    day + "T10:05:00Z",
                    run,
                    "clean",
                    "'inputs':[" + RAW + "],'outputs':[" + CLEAN + "]");
        }
        server.run(
                "START",
                "2026-01-02T11:00:00Z",
                "01941111-0000-7000-8000-000000000003",
                "report",
                "'inputs':[{'namespace':'postgres://db:5432','name':'bank.public.tx'}],'outputs':[{'namespace':'s3://bank','name':'report'}]");
        server.run(
                "FAIL",
                "2026-01-02T11:01:00Z",
                "01941111-0000-7000-8000-000000000003",
                "report",
                "");
    }

    private static List<String> names(JsonObject list, String member, String field) {
        return list.objects(member).stream().map(one -> one.text(field)).toList();
    }

    @Test
    void namespacesAreThoseOfJobsAndDatasetsAndThoseThatClientsMake() {
        story();
        JsonObject made =
                server.succeeded(
                        "PUT",
                        "namespaces/s3%3A%2F%2Fother",
                        "{'ownerName':'ann','description':'ours'}");
        assertThat(made.asMap())
                .containsEntry("name", "s3://other")
                .containsEntry("ownerName", "ann")
                .containsEntry("description", "ours")
                .containsEntry("isHidden", false)
                .containsKeys("createdAt", "updatedAt");
        JsonObject all = server.got("namespaces?limit=100&offset=0");
        assertThat(names(all, "namespaces", "name"))
                .containsExactly("etl", "postgres://db:5432", "s3://bank", "s3://other");
        assertThat(all.integer("totalCount")).isEqualTo(4);
        assertThat(names(server.got("namespaces?limit=1&offset=2"), "namespaces", "name"))
                .containsExactly("s3://bank");
        assertThat(server.got("namespaces/s3%3A%2F%2Fother").asMap()).isEqualTo(made.asMap());
        assertThat(server.got("namespaces/etl").text("ownerName")).isEqualTo("anonymous");
        assertThat(server.get("namespaces/none").status()).isEqualTo(404);
        assertThat(server.get("namespaces/none").json().asMap())
                .isEqualTo(Map.of("code", 404L, "message", "Namespace 'none' not found."));
    }

    @Test
    void aJobShowsWhatItReadsAndWritesAndItsRuns() {
        story();
        JsonObject job = server.got("namespaces/etl/jobs/clean");
        assertThat(job.object("id").asMap()).isEqualTo(Map.of("namespace", "etl", "name", "clean"));
        assertThat(job.asMap())
                .containsEntry("type", "BATCH")
                .containsEntry("name", "clean")
                .containsEntry("simpleName", "clean")
                .containsEntry("namespace", "etl")
                .containsEntry("tags", List.of())
                .containsEntry("labels", List.of())
                .containsEntry(
                        "inputs", List.of(Map.of("namespace", "s3://bank", "name", "raw/tx")))
                .containsEntry(
                        "outputs",
                        List.of(
                                Map.of(
                                        "namespace",
                                        "postgres://db:5432",
                                        "name",
                                        "bank.public.tx")));
        assertThat(job.object("facets").object("sql").text("query")).isEqualTo("select 1");
        JsonObject latest = job.object("latestRun");
        assertThat(latest.asMap())
                .containsEntry("id", SECOND)
                .containsEntry("state", "COMPLETED")
                .containsEntry("createdAt", "2026-01-02T10:00:00.000Z")
                .containsEntry("startedAt", "2026-01-02T10:00:00.000Z")
                .containsEntry("endedAt", "2026-01-02T10:05:00.000Z")
                .containsEntry("durationMs", 300_000L)
                .containsEntry("nominalStartTime", "2026-01-02T10:00:00Z")
                .containsEntry("nominalEndTime", null);
        assertThat(latest.object("facets").object("mine").integer("a")).isEqualTo(1);
        assertThat(latest.object("jobVersion").text("version"))
                .isEqualTo(job.text("currentVersion"));
        assertThat(names(job, "latestRuns", "id")).containsExactly(SECOND, FIRST);
        assertThat(server.got("namespaces/etl/jobs/clean/runs").integer("totalCount")).isEqualTo(2);
        assertThat(
                        names(
                                server.got("namespaces/etl/jobs/clean/runs?limit=1&offset=1"),
                                "runs",
                                "id"))
                .containsExactly(FIRST);
        assertThat(server.get("namespaces/etl/jobs/none").message())
                .isEqualTo("Job 'none' not found.");
        assertThat(server.get("namespaces/none/jobs/clean").message())
                .isEqualTo("Namespace 'none' not found.");
    }

    @Test
    void jobsAreListedByTheirLastRunAndItsState() {
        story();
        JsonObject all = server.got("jobs?limit=25&offset=0");
        assertThat(names(all, "jobs", "name")).containsExactly("report", "clean");
        assertThat(all.integer("totalCount")).isEqualTo(2);
        JsonObject failed = server.got("namespaces/etl/jobs?lastRunStates=FAILED");
        assertThat(names(failed, "jobs", "name")).containsExactly("report");
        assertThat(failed.integer("totalCount")).isEqualTo(1);
        assertThat(server.get("jobs?lastRunStates=x").status()).isEqualTo(400);
        assertThat(server.get("namespaces/none/jobs").status()).isEqualTo(404);
    }

    @Test
    void aJobHasOneVersionForEachSetOfDatasets() {
        story();
        server.run(
                "COMPLETE",
                "2026-01-03T10:00:00Z",
                "01941111-0000-7000-8000-000000000004",
                "clean",
                "'inputs':["
                        + RAW
                        + ",{'namespace':'s3://bank','name':'fx'}],'outputs':["
                        + CLEAN
                        + "]");
        JsonObject versions = server.got("namespaces/etl/jobs/clean/versions");
        assertThat(versions.integer("totalCount")).isEqualTo(2);
        List<JsonObject> list = versions.objects("versions");
        assertThat(list.get(0).objects("inputs")).hasSize(2);
        assertThat(list.get(1).objects("inputs")).hasSize(1);
        assertThat(list.get(1).object("latestRun").text("id")).isEqualTo(SECOND);
        assertThat(list.get(1).text("createdAt")).isEqualTo("2026-01-01T10:00:00.000Z");
        String uuid = list.get(0).text("version");
        assertThat(server.got("namespaces/etl/jobs/clean").text("currentVersion")).isEqualTo(uuid);
        assertThat(server.got("namespaces/etl/jobs/clean/versions/" + uuid).asMap())
                .isEqualTo(list.get(0).asMap());
        assertThat(server.get("namespaces/etl/jobs/clean/versions/" + FIRST).message())
                .isEqualTo("Job version '" + FIRST + "' not found.");
    }

    @Test
    void aDatasetShowsItsFieldsFacetsAndColumns() {
        story();
        JsonObject dataset = server.got(DATASET);
        assertThat(dataset.asMap())
                .containsEntry("type", "DB_TABLE")
                .containsEntry("physicalName", "bank.public.tx")
                .containsEntry("sourceName", "postgres://db:5432")
                .containsEntry("description", "clean transactions")
                .containsEntry("deleted", false)
                .containsEntry("tags", List.of())
                .containsKeys("createdAt", "updatedAt", "lastModifiedAt", "currentVersion");
        Map<String, Object> id = new java.util.HashMap<>();
        id.put("name", "id");
        id.put("type", "INT");
        id.put("tags", List.of());
        id.put("description", "key");
        assertThat(dataset.objects("fields").get(0).asMap()).isEqualTo(id);
        assertThat(dataset.object("facets").object("own").asMap().get("anything").toString())
                .isEqualTo("[1, {x=null}]");
        JsonObject column = dataset.objects("columnLineage").getFirst();
        assertThat(column.text("name")).isEqualTo("amount");
        assertThat(column.objects("inputFields").getFirst().asMap())
                .containsEntry("namespace", "s3://bank")
                .containsEntry("dataset", "raw/tx")
                .containsEntry("field", "amt")
                .containsEntry("transformationDescription", "as it is")
                .containsEntry("transformationType", "IDENTITY");
        JsonObject list = server.got("namespaces/s3a%3A%2F%2Fbank/datasets?limit=1&offset=0");
        assertThat(list.integer("totalCount")).isEqualTo(2);
        assertThat(names(list, "datasets", "name")).containsExactly("raw/tx");
        assertThat(server.get("namespaces/etl/datasets/none").message())
                .isEqualTo("Dataset 'none' not found.");
    }

    @Test
    void aVersionOfADatasetShowsTheRunThatMadeIt() {
        story();
        JsonObject versions = server.got(DATASET + "/versions?limit=10&offset=0");
        assertThat(versions.integer("totalCount")).isEqualTo(2);
        List<String> runs = new ArrayList<>();
        versions.objects("versions")
                .forEach(version -> runs.add(version.object("createdByRun").text("id")));
        assertThat(runs).containsExactly(SECOND, FIRST);
        JsonObject newest = versions.objects("versions").getFirst();
        assertThat(newest.objects("fields")).hasSize(2);
        assertThat(newest.object("facets").names()).contains("schema", "own");
        assertThat(newest.text("createdAt")).isEqualTo("2026-01-02T10:05:00.000Z");
        assertThat(newest.text("version")).isEqualTo(server.got(DATASET).text("currentVersion"));
        assertThat(server.got(DATASET + "/versions/" + newest.text("version")).asMap())
                .isEqualTo(newest.asMap());
        JsonObject output =
                server.got("jobs/runs/" + SECOND).objects("outputDatasetVersions").getFirst();
        assertThat(output.object("datasetVersionId").asMap())
                .isEqualTo(newest.object("id").asMap());
        assertThat(server.get(DATASET + "/versions/" + FIRST).status()).isEqualTo(404);
    }

    @Test
    void theFacetsOfARunAndOfItsJobAreGivenBackAsTheyWereSent() {
        story();
        JsonObject ofRun = server.got("jobs/runs/" + FIRST + "/facets?type=run");
        assertThat(ofRun.text("runId")).isEqualTo(FIRST);
        assertThat(ofRun.object("facets").names()).containsExactlyInAnyOrder("nominalTime", "mine");
        assertThat(server.got("jobs/runs/" + FIRST + "/facets?type=job").object("facets").names())
                .containsExactly("sql");
        assertThat(server.get("jobs/runs/" + FIRST + "/facets?type=x").status()).isEqualTo(400);
        assertThat(server.get("jobs/runs/nobody").message()).isEqualTo("Run 'nobody' not found.");
    }

    /** Makes events of one running run, a second apart; some carry a facet of their own. */
    private static List<String> running(String run, int count, Map<Integer, String> facets) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String facet = facets.get(i);
            events.add(
                    "{'eventType':'RUNNING','eventTime':'%s','producer':'https://example.com/p','schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent','run':{'runId':'%s','facets':{%s}},'job':{'namespace':'etl','name':'stream'}}"
                            .formatted(
                                    Instant.parse("2026-01-01T10:00:00Z").plusSeconds(i),
                                    run,
                                    facet == null ? "" : "'" + facet + "':{" + FACET + "}"));
        }
        return events;
    }

    @Test
    void theFacetsOfALongRunAreThoseOfAllItsEventsOrTheAnswerSaysThatItReadSome() {
        server.events(running(FIRST, 300, Map.of(150, "middle")));
        assertThat(server.got("jobs/runs/" + FIRST + "/facets?type=run").object("facets").names())
                .containsExactly("middle");
        server.events(running(SECOND, 1050, Map.of(150, "early", 225, "between", 1049, "last")));
        JsonObject facets = server.got("jobs/runs/" + SECOND + "/facets?type=run").object("facets");
        assertThat(facets.names()).containsExactlyInAnyOrder("early", "last", "clew_partial");
        assertThat(facets.object("clew_partial").asMap())
                .isEqualTo(Map.of("eventsRead", 1000L, "eventsLeftOut", 50L));
    }

    @Test
    void anEventThatGivesAFacetTwiceAsSparkDoesIsShown() {
        server.run(
                "START",
                "2026-01-01T10:00:00Z",
                FIRST,
                "twice",
                "'outputs':[{'namespace':'s3://bank','name':'t','facets':{'own':{"
                        + FACET
                        + ",'n':1},'own':{"
                        + FACET
                        + ",'n':2}}}]");
        assertThat(
                        server.got("namespaces/s3%3A%2F%2Fbank/datasets/t")
                                .object("facets")
                                .object("own")
                                .integer("n"))
                .isEqualTo(2);
    }

    @Test
    void lineageGoesBothWaysFromAJobOrADataset() {
        story();
        for (String nodeId :
                List.of("job:etl:clean", "dataset:postgres://db:5432:bank.public.tx")) {
            JsonObject answer = server.got("lineage?nodeId=" + nodeId + "&depth=20");
            assertThat(names(answer, "graph", "id"))
                    .containsExactly(
                            "dataset:postgres://db:5432:bank.public.tx",
                            "dataset:s3://bank:raw/tx",
                            "dataset:s3://bank:report",
                            "job:etl:clean",
                            "job:etl:report");
            JsonObject clean = answer.objects("graph").get(3);
            assertThat(clean.text("type")).isEqualTo("JOB");
            assertThat(clean.objects("inEdges").getFirst().asMap())
                    .isEqualTo(
                            Map.of(
                                    "origin",
                                    "dataset:s3://bank:raw/tx",
                                    "destination",
                                    "job:etl:clean"));
            assertThat(clean.objects("outEdges").getFirst().asMap())
                    .isEqualTo(
                            Map.of(
                                    "origin",
                                    "job:etl:clean",
                                    "destination",
                                    "dataset:postgres://db:5432:bank.public.tx"));
            assertThat(clean.object("data").object("latestRun").text("state"))
                    .isEqualTo("COMPLETED");
            JsonObject table = answer.objects("graph").get(0);
            assertThat(table.text("type")).isEqualTo("DATASET");
            assertThat(names(table.object("data"), "fields", "name"))
                    .containsExactly("id", "amount");
            assertThat(names(table, "inEdges", "origin")).containsExactly("job:etl:clean");
            assertThat(names(table, "outEdges", "destination")).containsExactly("job:etl:report");
        }
        assertThat(names(server.got("lineage?nodeId=job:etl:clean&depth=0"), "graph", "id"))
                .hasSize(3);
        assertThat(server.get("lineage?nodeId=job:etl:none").status()).isEqualTo(404);
        assertThat(server.get("lineage?nodeId=x").status()).isEqualTo(400);
        assertThat(server.get("lineage").status()).isEqualTo(400);
        assertThat(server.get("lineage?nodeId=job:etl:clean&depth=-1").status()).isEqualTo(400);
    }

    @Test
    void columnLineageKeepsTransformations() {
        story();
        for (String nodeId :
                List.of(
                        "dataset:postgres://db:5432:bank.public.tx",
                        "datasetField:postgres://db:5432:bank.public.tx:amount",
                        "job:etl:clean")) {
            JsonObject answer = server.got("column-lineage?nodeId=" + nodeId + "&depth=20");
            assertThat(names(answer, "graph", "id"))
                    .containsExactly(
                            "datasetField:postgres://db:5432:bank.public.tx:amount",
                            "datasetField:s3://bank:raw/tx:amt");
            JsonObject amount = answer.objects("graph").getFirst();
            assertThat(amount.text("type")).isEqualTo("DATASET_FIELD");
            JsonObject data = amount.object("data");
            assertThat(data.asMap())
                    .containsEntry("field", "amount")
                    .containsEntry("fieldType", "DOUBLE")
                    .containsEntry("datasetVersion", null)
                    .containsEntry("transformationType", "IDENTITY");
            JsonObject input = data.objects("inputFields").getFirst();
            assertThat(input.objects("transformations").getFirst().text("subtype"))
                    .isEqualTo("IDENTITY");
            assertThat(names(amount, "inEdges", "destination"))
                    .containsExactly("datasetField:s3://bank:raw/tx:amt");
        }
        String raw = "column-lineage?nodeId=datasetField:s3://bank:raw/tx:amt";
        assertThat(server.got(raw).objects("graph")).isEmpty();
        assertThat(server.got(raw + "&withDownstream=true").objects("graph")).hasSize(2);
        String version = server.got(DATASET).text("currentVersion");
        JsonObject then =
                server.got(
                        "column-lineage?nodeId=dataset:postgres://db:5432:bank.public.tx%23"
                                + version);
        assertThat(names(then, "graph", "id"))
                .contains("datasetField:postgres://db:5432:bank.public.tx:amount#" + version);
        assertThat(
                        server.get(
                                        "column-lineage?nodeId=dataset:postgres://db:5432:bank.public.tx%23"
                                                + version
                                                + "&withDownstream=true")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void tagsAreGivenAndTakenAway() {
        story();
        assertThat(server.succeeded("PUT", "tags/PII", "{'description':'personal'}").asMap())
                .isEqualTo(Map.of("name", "PII", "description", "personal"));
        assertThat(server.succeeded("POST", DATASET + "/tags/PII", "").texts("tags"))
                .containsExactly("PII");
        assertThat(server.succeeded("POST", DATASET + "/tags/GOLD", "").texts("tags"))
                .containsExactly("GOLD", "PII");
        assertThat(server.succeeded("DELETE", DATASET + "/tags/PII", "").texts("tags"))
                .containsExactly("GOLD");
        assertThat(
                        server.succeeded("POST", DATASET + "/fields/amount/tags/PII", "")
                                .objects("fields")
                                .get(1)
                                .texts("tags"))
                .containsExactly("PII");
        assertThat(
                        server.succeeded("DELETE", DATASET + "/fields/amount/tags/PII", "")
                                .objects("fields")
                                .get(1)
                                .texts("tags"))
                .isEmpty();
        assertThat(server.send("POST", "v1/" + DATASET + "/fields/none/tags/PII", "").message())
                .isEqualTo("Field 'none' not found for dataset 'bank.public.tx'.");
        assertThat(
                        server.succeeded("PUT", "namespaces/etl/jobs/clean/tags/NIGHTLY", "")
                                .texts("tags"))
                .containsExactly("NIGHTLY");
        assertThat(
                        server.succeeded("DELETE", "namespaces/etl/jobs/clean/tags/NIGHTLY", "")
                                .texts("tags"))
                .isEmpty();
        JsonObject tags = server.got("tags");
        assertThat(names(tags, "tags", "name")).containsExactly("GOLD", "NIGHTLY", "PII");
        assertThat(tags.objects("tags").getLast().text("description")).isEqualTo("personal");
    }

    @Test
    void whatIsDeletedIsBackOnceAnEventNamesIt() {
        story();
        assertThat(server.succeeded("DELETE", DATASET, "").text("name"))
                .isEqualTo("bank.public.tx");
        assertThat(server.get(DATASET).status()).isEqualTo(404);
        assertThat(names(server.got("lineage?nodeId=job:etl:clean"), "graph", "id"))
                .doesNotContain("dataset:postgres://db:5432:bank.public.tx");
        server.succeeded("DELETE", "namespaces/etl/jobs/report", "");
        assertThat(names(server.got("jobs"), "jobs", "name")).containsExactly("clean");
        server.run(
                "COMPLETE",
                "2026-01-04T10:05:00Z",
                "01941111-0000-7000-8000-000000000009",
                "clean",
                "'inputs':[" + RAW + "],'outputs':[" + CLEAN + "]");
        assertThat(server.got(DATASET).text("name")).isEqualTo("bank.public.tx");
        assertThat(server.succeeded("DELETE", "namespaces/etl", "").value("isHidden"))
                .isEqualTo(true);
        assertThat(server.got("jobs").integer("totalCount")).isZero();
        server.run(
                "START",
                "2026-01-05T10:00:00Z",
                "01941111-0000-7000-8000-00000000000a",
                "clean",
                "");
        assertThat(server.got("namespaces/etl").value("isHidden")).isEqualTo(false);
        assertThat(names(server.got("jobs"), "jobs", "name")).containsExactly("clean");
    }

    @Test
    void searchFindsAPartOfANameInAnyCase() {
        story();
        JsonObject found = server.got("search?q=TX&sort=NAME&limit=100");
        assertThat(found.integer("totalCount")).isEqualTo(2);
        assertThat(names(found, "results", "nodeId"))
                .containsExactly(
                        "dataset:postgres://db:5432:bank.public.tx", "dataset:s3://bank:raw/tx");
        assertThat(found.objects("results").getFirst().text("type")).isEqualTo("DATASET");
        assertThat(names(server.got("search?q=e&filter=JOB&sort=UPDATE_AT"), "results", "name"))
                .containsExactlyInAnyOrder("report", "clean");
        JsonObject one = server.got("search?q=e&limit=1");
        assertThat(one.objects("results")).hasSize(1);
        assertThat(one.integer("totalCount")).isEqualTo(3);
        assertThat(server.got("search?q=%25").integer("totalCount")).isZero();
        assertThat(server.get("search?q=").status()).isEqualTo(400);
        assertThat(server.get("search?q=a&filter=x").status()).isEqualTo(400);
        JsonObject hits = server.send("GET", "v2beta/search/jobs?q=clean", "").json();
        assertThat(hits.objects("hits").getFirst().text("run_id")).isEqualTo(SECOND);
        assertThat(
                        server.send("GET", "v2beta/search/datasets?q=public", "")
                                .json()
                                .objects("hits")
                                .getFirst()
                                .object("facets")
                                .names())
                .contains("schema");
    }

    @Test
    void eventsAreGivenBackAsTheyCame() {
        story();
        JsonObject newest =
                server.got(
                        "events/lineage?limit=2&before=2026-01-02T11:00:00Z&after=2026-01-01T00:00:00Z&offset=0&sortDirection=desc");
        assertThat(newest.integer("totalCount")).isEqualTo(4);
        assertThat(names(newest, "events", "eventType")).containsExactly("COMPLETE", "START");
        assertThat(
                        newest.objects("events")
                                .getFirst()
                                .objects("outputs")
                                .getFirst()
                                .object("facets")
                                .names())
                .contains("own");
        assertThat(names(server.got("events/lineage?sortDirection=asc"), "events", "eventTime"))
                .isSorted()
                .hasSize(6);
        assertThat(server.got("events/lineage?limit=0").objects("events")).isEmpty();
        assertThat(server.get("events/lineage?before=yesterday").status()).isEqualTo(400);
        assertThat(server.get("events/lineage?limit=10001").message()).contains("limit");
    }

    @Test
    void anEventThatIsNoneIsRefusedAndSaysWhy() {
        MarquezServer.Answer answer = server.send("POST", "v1/lineage", "{'eventType':'START'}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().integer("code")).isEqualTo(400);
        assertThat(answer.message()).isNotEmpty();
        assertThat(server.send("POST", "v1/lineage", "{").status()).isEqualTo(400);
        assertThat(server.got("namespaces").objects("namespaces")).isEmpty();
    }

    @Test
    void sourcesAreTheNamespacesOfDatasetsAndThoseThatClientsMake() {
        story();
        assertThat(names(server.got("sources"), "sources", "name"))
                .containsExactly("postgres://db:5432", "s3://bank");
        assertThat(server.got("sources/postgres%3A%2F%2Fdb%3A5432").asMap())
                .containsEntry("type", "POSTGRESQL")
                .containsEntry("connectionUrl", "postgres://db:5432");
        assertThat(
                        server.succeeded(
                                        "PUT",
                                        "sources/lake",
                                        "{'type':'s3','connectionUrl':'s3://lake','description':'x'}")
                                .text("type"))
                .isEqualTo("S3");
        assertThat(server.got("sources").integer("totalCount")).isEqualTo(3);
        assertThat(server.get("sources/none").message()).isEqualTo("Source 'none' not found.");
        assertThat(server.send("PUT", "v1/sources/lake", "{}").status()).isEqualTo(400);
    }

    @Test
    void oldCallsThatWriteBecomeEvents() {
        server.succeeded("PUT", "namespaces/ours", "{'ownerName':'ann'}");
        JsonObject dataset =
                server.succeeded(
                        "PUT",
                        "namespaces/ours/datasets/t",
                        "{'type':'DB_TABLE','physicalName':'t','sourceName':'db','fields':[{'name':'a','type':'INT','tags':[]}],'description':'d','tags':['PII']}");
        assertThat(dataset.asMap())
                .containsEntry("description", "d")
                .containsEntry("sourceName", "db")
                .containsEntry("tags", List.of("PII"));
        JsonObject job =
                server.succeeded(
                        "PUT",
                        "namespaces/ours/jobs/j",
                        "{'type':'BATCH','inputs':[{'namespace':'ours','name':'t'}],'outputs':[],'location':'https://git/x','description':'e'}");
        assertThat(job.asMap())
                .containsEntry("location", "https://git/x")
                .containsEntry("description", "e")
                .containsEntry("latestRun", null);
        assertThat(names(job, "inputs", "name")).containsExactly("t");
        MarquezServer.Answer made =
                server.send(
                        "POST",
                        "v1/namespaces/ours/jobs/j/runs",
                        "{'id':'" + FIRST + "','args':{'k':'v'}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().text("state")).isEqualTo("NEW");
        assertThat(made.json().object("args").text("k")).isEqualTo("v");
        assertThat(
                        server.send(
                                        "POST",
                                        "v1/namespaces/ours/jobs/j/runs",
                                        "{'id':'" + FIRST + "'}")
                                .status())
                .isEqualTo(400);
        String run = "jobs/runs/" + FIRST;
        assertThat(
                        server.succeeded("POST", run + "/start?at=2026-01-01T00:00:00Z", "")
                                .text("state"))
                .isEqualTo("RUNNING");
        assertThat(server.succeeded("POST", run + "/complete?at=2026-01-01T00:01:00Z", "").asMap())
                .containsEntry("state", "COMPLETED")
                .containsEntry("durationMs", 60_000L);
        assertThat(server.send("POST", "v1/jobs/runs/" + SECOND + "/start", "").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "lineage-events?period=DAY,24",
        "lineage-events?period=WEEK&timezone=Europe/Berlin,7",
        "jobs?period=DAY&timezone=UTC,24",
        "datasets?period=WEEK&timezone=America/New_York,7",
        "sources?period=DAY,24"
    })
    void figuresHaveOneRowForEachHourOrDay(String call, int rows) {
        story();
        Object value = server.get("stats/" + call).value();
        assertThat((List<?>) value).hasSize(rows);
        Map<?, ?> last = (Map<?, ?>) ((List<?>) value).getLast();
        assertThat(last.keySet().toString()).contains("startInterval", "endInterval");
        if (!call.startsWith("lineage")) {
            assertThat(last.get("count")).isEqualTo(call.startsWith("datasets") ? 3L : 2L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stats/jobs?period=YEAR",
        "stats/jobs?period=WEEK",
        "stats/jobs?period=WEEK&timezone=Nowhere",
        "stats/jobs"
    })
    void figuresOfAnUnknownPeriodAreRefused(String call) {
        assertThat(server.get(call).status()).isEqualTo(400);
    }

    @Test
    void unknownAddressesAreRefusedInTheSameShape() {
        assertThat(server.get("nothing").json().asMap())
                .isEqualTo(Map.of("code", 404L, "message", "HTTP 404 Not Found"));
        assertThat(server.send("POST", "v1/namespaces", "{}").status()).isEqualTo(405);
    }
}
