package io.clew.protocol.openlineage.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.commit.LogReader;
import io.clew.model.Asserter;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.OpenLineageSchema;
import io.clew.protocol.openlineage.rows.EventRows;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What events must become on every database. */
abstract class IntakeContractTests {
    private static final Origin ORIGIN =
            new Origin(Asserter.claimed("openlineage", "test"), "lineage");
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final String RUN = "run:" + Events.id(1);
    private static final String OUT = "dataset:s3://bank/transactions";
    private static final String IN = "dataset:s3://bank/raw";
    private static final String VERSION =
            "dataset-version:s3://bank/transactions/run-" + Events.id(1);

    private Store store;
    private Intake intake;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void open() {
        open(newDatabase());
    }

    private void open(TestDatabase database) {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(OpenLineageSchema.migrations());
        store = database.open(migrations);
        intake = new Intake(new Committer(store, InstantSource.system(), List.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<Outcome> send(byte[]... events) {
        return intake.accept(Workspace.DEFAULT, ORIGIN, List.of(events));
    }

    private void accepted(byte[]... events) {
        for (byte[] event : events) {
            assertThat(send(event)).hasOnlyElementsOfType(Outcome.Accepted.class);
        }
    }

    private Standing standing() {
        return Standing.of(store, LATER);
    }

    private static Events load() {
        return Events.run(1, "load").input("s3://bank", "raw").output("s3://bank", "transactions");
    }

    @Test
    void aRunThatCompletedMadeAVersion() {
        accepted(
                load().at("2026-11-01T10:00:00Z", "START"),
                load().at("2026-11-01T10:05:00Z", "COMPLETE"));
        Standing now = standing();
        assertThat(now.value(RUN, "status")).isEqualTo("\"complete\"");
        assertThat(now.value(RUN, "started")).isEqualTo("\"2026-11-01T10:00:00.000Z\"");
        assertThat(now.value(RUN, "ended")).isEqualTo("\"2026-11-01T10:05:00.000Z\"");
        assertThat(now.edges("part-of")).contains(RUN + " part-of job:spark/load");
        assertThat(now.edges("used")).containsExactly(RUN + " used " + IN);
        assertThat(now.edges("generated-by")).containsExactly(VERSION + " generated-by " + RUN);
        assertThat(now.edges("version-of")).containsExactly(VERSION + " version-of " + OUT);
        assertThat(now.edges("derived-from")).containsExactly(VERSION + " derived-from " + IN);
        Standing meanwhile = Standing.of(store, Instant.parse("2026-11-01T10:01:00Z"));
        assertThat(meanwhile.value(RUN, "status")).isEqualTo("\"running\"");
        assertThat(meanwhile.edges("generated-by"))
                .containsExactly(OUT + " generated-by " + RUN + " {\"state\":\"running\"}");
    }

    @Test
    void whatARunSaysDoesNotDependOnTheOrderOfItsEvents() {
        byte[] start = load().at("2026-11-01T10:00:00Z", "START");
        byte[] running =
                load().output("s3://bank", "rejects").at("2026-11-01T10:02:00Z", "RUNNING");
        byte[] other = Events.run(1, "load").at("2026-11-01T09:59:00Z", "OTHER");
        byte[] complete =
                load().output("s3://bank", "transactions", "version", "'datasetVersion':'7'")
                        .at("2026-11-01T10:05:00Z", "COMPLETE");
        accepted(start, running, other, complete);
        List<String> inOrder = standing().all();
        List<String> underWay = Standing.of(store, Instant.parse("2026-11-01T10:03:00Z")).all();
        close();
        open(newDatabase());
        accepted(complete, other, running, start, running);
        assertThat(standing().all()).isEqualTo(inOrder);
        assertThat(Standing.of(store, Instant.parse("2026-11-01T10:03:00Z")).all())
                .isEqualTo(underWay);
    }

    @Test
    void aFailureIsFinalForItsAttempt() {
        accepted(
                load().at("2026-11-01T10:00:00Z", "START"),
                load().at("2026-11-01T10:05:00.200Z", "COMPLETE"));
        assertThat(standing().edges("version-of")).isNotEmpty();
        accepted(load().at("2026-11-01T10:05:00Z", "FAIL"));
        Standing now = standing();
        assertThat(now.value(RUN, "status")).isEqualTo("\"failed\"");
        assertThat(now.value(RUN, "ended")).isEqualTo("\"2026-11-01T10:05:00.000Z\"");
        assertThat(now.edges("generated-by"))
                .containsExactly(OUT + " generated-by " + RUN + " {\"state\":\"failed\"}");
        assertThat(now.edges("derived-from")).isEmpty();
    }

    @Test
    void aStartAfterTheEndIsANewAttempt() {
        accepted(
                load().at("2026-11-01T10:00:00Z", "START"),
                load().at("2026-11-01T10:05:00Z", "FAIL"),
                load().at("2026-11-01T11:00:00Z", "START"));
        assertThat(standing().value(RUN, "status")).isEqualTo("\"running\"");
        assertThat(standing().value(RUN, "attempt")).isEqualTo("2");
        assertThat(standing().value(RUN, "ended")).isNull();
        accepted(load().at("2026-11-01T11:05:00Z", "COMPLETE"));
        assertThat(standing().value(RUN, "status")).isEqualTo("\"complete\"");
        assertThat(standing().edges("generated-by"))
                .containsExactly(VERSION + " generated-by " + RUN);
        assertThat(Standing.of(store, Instant.parse("2026-11-01T10:30:00Z")).value(RUN, "status"))
                .isEqualTo("\"failed\"");
    }

    @Test
    void onlyOtherEventsAreOther() {
        accepted(
                load().at("2026-11-01T10:00:00Z", "OTHER"),
                load().at("2026-11-01T10:01:00Z", null));
        assertThat(standing().value(RUN, "status")).isEqualTo("\"other\"");
    }

    @Test
    void theProducersVersionNamesWhatWasMadeAndUsed() {
        accepted(
                Events.run(1, "load")
                        .input("s3://bank", "raw", "version", "'datasetVersion':'41'")
                        .output("s3://bank", "transactions", "version", "'datasetVersion':'7'")
                        .at("2026-11-01T10:05:00Z", "COMPLETE"));
        Standing now = standing();
        assertThat(now.edges("used"))
                .containsExactly(RUN + " used dataset-version:s3://bank/raw/v-41");
        assertThat(now.edges("generated-by"))
                .containsExactly("dataset-version:s3://bank/transactions/v-7 generated-by " + RUN);
        assertThat(now.edges("derived-from"))
                .containsExactly(
                        "dataset-version:s3://bank/transactions/v-7 derived-from"
                                + " dataset-version:s3://bank/raw/v-41");
    }

    @Test
    void whatADropLeavesIsNoVersion() {
        accepted(
                Events.run(1, "drop")
                        .output(
                                "s3://bank",
                                "transactions",
                                "lifecycleStateChange",
                                "'lifecycleStateChange':'DROP'")
                        .at("2026-11-01T10:05:00Z", "COMPLETE"));
        assertThat(standing().edges("version-of")).isEmpty();
    }

    @Test
    void aWriteBringsADroppedDatasetBackWhicheverIsHeardOfFirst() {
        String[] dropped = {"lifecycleStateChange", "'lifecycleStateChange':'DROP'"};
        byte[] drop =
                Events.run(1, "drop")
                        .output("s3://bank", "transactions", dropped)
                        .at("2026-11-01T10:05:00Z", "COMPLETE");
        byte[] write =
                Events.run(2, "load")
                        .output("s3://bank", "transactions")
                        .at("2026-11-01T11:05:00Z", "COMPLETE");
        byte[] again =
                Events.run(3, "drop")
                        .output("s3://bank", "transactions", dropped)
                        .at("2026-11-01T12:05:00Z", "COMPLETE");
        String deleted = "dataset:s3://bank/transactions deleted true";
        List<List<byte[]>> orders =
                List.of(
                        List.of(drop, write, again),
                        List.of(write, drop, again),
                        List.of(again, write, drop),
                        List.of(again, drop, write));
        for (List<byte[]> order : orders) {
            accepted(order.toArray(byte[][]::new));
            assertThat(standingAt("2026-11-01T10:30:00Z")).contains(deleted);
            assertThat(standingAt("2026-11-01T11:30:00Z")).doesNotContain(deleted);
            assertThat(standingAt("2026-11-01T12:30:00Z")).contains(deleted);
            close();
            open(newDatabase());
        }
    }

    private List<String> standingAt(String moment) {
        return Standing.of(store, Instant.parse(moment)).all();
    }

    @Test
    void figuresAndTagsOfColumnsEndWithTheirFacet() {
        accepted(
                Events.run(1, "load")
                        .output(
                                "s3://bank",
                                "transactions",
                                "tags",
                                "'tags':[{'key':'pii','value':'yes','field':'iban'}]",
                                "dataQualityMetrics",
                                "'columnMetrics':{'iban':{'nullCount':3}}")
                        .at("2026-11-01T10:05:00Z", "COMPLETE"));
        assertThat(standing().all())
                .anyMatch(line -> line.startsWith("column:") && line.endsWith("tag.pii \"yes\""))
                .anyMatch(line -> line.startsWith("column:") && line.endsWith("quality.nulls 3"));
        accepted(
                Events.run(2, "load")
                        .output(
                                "s3://bank",
                                "transactions",
                                "tags",
                                "'_deleted':true",
                                "dataQualityMetrics",
                                "'_deleted':true")
                        .at("2026-11-01T11:05:00Z", "COMPLETE"));
        assertThat(standing().all())
                .noneMatch(line -> line.contains("tag.pii"))
                .noneMatch(line -> line.contains("quality.nulls"));
    }

    @Test
    void anEmptyWriteIsNoVersion() {
        String[] nothing = {"role:outputStatistics", "'rowCount':0,'size':0"};
        accepted(
                Events.run(1, "load")
                        .output("s3://bank", "transactions", nothing)
                        .at("2026-11-01T10:05:00Z", "COMPLETE"));
        assertThat(standing().edges("version-of")).isEmpty();
        accepted(
                Events.run(2, "load")
                        .output(
                                "s3://bank",
                                "transactions",
                                "role:outputStatistics",
                                "'rowCount':5,'size':0")
                        .at("2026-11-01T11:05:00Z", "COMPLETE"));
        assertThat(standing().edges("version-of")).hasSize(1);
    }

    @Test
    void columnLineageCountsOnceTheRunCompleted() {
        String lineage =
                "'fields':{'amount':{'inputFields':[{'namespace':'s3://bank','name':'raw',"
                        + "'field':'cents','transformations':[{'type':'DIRECT',"
                        + "'subtype':'TRANSFORMATION','description':'cents / 100',"
                        + "'masking':false}]}]}}";
        accepted(
                Events.run(1, "load")
                        .input("s3://bank", "raw")
                        .output("s3://bank", "transactions", "columnLineage", lineage)
                        .at("2026-11-01T10:00:00Z", "START"));
        assertThat(standing().edges("derived-from")).isEmpty();
        accepted(Events.run(1, "load").at("2026-11-01T10:05:00Z", "COMPLETE"));
        assertThat(standing().edges("derived-from"))
                .anySatisfy(
                        edge ->
                                assertThat(edge)
                                        .startsWith(
                                                "column:s3://bank/transactions/amount derived-from"
                                                        + " column:s3://bank/raw/cents")
                                        .contains("cents / 100"))
                .contains(VERSION + " derived-from " + IN);
    }

    @Test
    void whatOutputsWereDerivedFromWasUsedThoughNoInputNamesIt() {
        String lineage =
                "'fields':{'amount':{'inputFields':[{'namespace':'s3://bank','name':'raw',"
                        + "'field':'cents','transformations':[]}]}}";
        accepted(
                Events.run(1, "load")
                        .output("s3://bank", "transactions", "columnLineage", lineage)
                        .at("2026-11-01T10:05:00Z", "COMPLETE"));
        assertThat(standing().edges("used"))
                .containsExactly(RUN + " used " + IN + " {\"told-by\":\"lineage\"}");
    }

    @Test
    void parentsAndRootsContainTheirChildren() {
        accepted(
                load().runFacet(
                                "parent",
                                "'run':{'runId':'%s'},'job':{'namespace':'airflow','name':'daily.load'},'root':{'run':{'runId':'%s'},'job':{'namespace':'airflow','name':'daily'}}"
                                        .formatted(Events.id(8), Events.id(9)))
                        .at("2026-11-01T10:00:00Z", "START"));
        assertThat(standing().edges("part-of"))
                .contains(
                        RUN + " part-of run:" + Events.id(8),
                        RUN + " part-of run:" + Events.id(9),
                        "run:" + Events.id(8) + " part-of job:airflow/daily.load",
                        "run:" + Events.id(9) + " part-of job:airflow/daily",
                        "job:spark/load part-of job:airflow/daily.load",
                        "job:spark/load part-of job:airflow/daily");
    }

    @Test
    void runsThatSayToBePartsOfOneAnotherAreKept() {
        accepted(
                partOf(Events.id(2), "b", Events.run(1, "a")),
                partOf(Events.id(1), "a", Events.run(2, "b")),
                partOf(Events.id(1), "a", Events.run(2, "b")));
        assertThat(standing().edges("part-of"))
                .contains(
                        RUN + " part-of run:" + Events.id(2),
                        "run:" + Events.id(2) + " part-of " + RUN);
    }

    private static byte[] partOf(String parent, String job, Events run) {
        return run.runFacet(
                        "parent",
                        "'run':{'runId':'%s'},'job':{'namespace':'spark','name':'%s'}"
                                .formatted(parent, job))
                .at("2026-11-01T10:00:00Z", "COMPLETE");
    }

    @Test
    void aLaterDesignReplacesAnEarlierOneWhicheverCameFirst() {
        byte[] first =
                Events.run(0, "load")
                        .input("s3://bank", "raw")
                        .output("s3://bank", "transactions")
                        .designAt("2026-10-01T00:00:00Z");
        byte[] second =
                Events.run(0, "load")
                        .input("s3://bank", "raw2")
                        .output("s3://bank", "transactions")
                        .designAt("2026-11-01T00:00:00Z");
        accepted(first, second);
        List<String> now = standing().all();
        assertThat(standing().edges("used"))
                .containsExactly("job:spark/load used dataset:s3://bank/raw2");
        Instant between = Instant.parse("2026-10-15T00:00:00Z");
        List<String> then = Standing.of(store, between).all();
        assertThat(Standing.of(store, between).edges("used"))
                .containsExactly("job:spark/load used dataset:s3://bank/raw");
        close();
        open(newDatabase());
        accepted(second, first);
        assertThat(standing().all()).isEqualTo(now);
        assertThat(Standing.of(store, between).all()).isEqualTo(then);
    }

    @Test
    void aLaterDesignReplacesWhatAnEarlierOneSaidOfColumnsWhicheverCameFirst() {
        byte[] earlier = design("cents", "2026-11-01T10:00:00Z");
        byte[] later = design("euros", "2026-11-02T10:00:00Z");
        accepted(earlier, later);
        assertThatOnlyTheLaterDesignStands();
        close();
        open(newDatabase());
        accepted(later, earlier);
        assertThatOnlyTheLaterDesignStands();
    }

    private void assertThatOnlyTheLaterDesignStands() {
        assertThat(columnEdges(LATER))
                .containsExactly(
                        "column:s3://bank/transactions/amount derived-from"
                                + " column:s3://bank/raw/euros");
        assertThat(columnEdges(Instant.parse("2026-11-01T12:00:00Z")))
                .containsExactly(
                        "column:s3://bank/transactions/amount derived-from"
                                + " column:s3://bank/raw/cents");
    }

    private List<String> columnEdges(Instant asOf) {
        return Standing.of(store, asOf).edges("derived-from").stream()
                .filter(edge -> edge.startsWith("column:"))
                .toList();
    }

    private static byte[] design(String source, String at) {
        return Events.run(1, "load")
                .input("s3://bank", "raw")
                .output("s3://bank", "transactions", "columnLineage", lineageOf(source))
                .designAt(at);
    }

    private static String lineageOf(String source) {
        return "'fields':{'amount':{'inputFields':[{'namespace':'s3://bank','name':'raw','field':'"
                + source
                + "'}]}}";
    }

    @Test
    void whatARunSaidOfColumnsStaysThoughADesignSaysItNoMore() {
        accepted(
                Events.run(1, "load")
                        .input("s3://bank", "raw")
                        .output("s3://bank", "transactions", "columnLineage", lineageOf("cents"))
                        .at("2026-11-01T09:00:00Z", "COMPLETE"),
                design("cents", "2026-11-01T10:00:00Z"),
                design("euros", "2026-11-02T10:00:00Z"));

        assertThat(columnEdges(LATER)).hasSize(2);
        assertThat(standing().value(RUN, "column-lineage")).isEqualTo("\"told\"");
    }

    @Test
    void aRepeatedDesignOrDescriptionLeavesNothing() {
        byte[] design =
                Events.run(0, "load")
                        .output("s3://bank", "transactions")
                        .designAt("2026-10-01T00:00:00Z");
        byte[] dataset =
                ("{\"eventTime\":\"2026-10-01T00:00:00Z\",\"producer\":\"https://clew.example/t\","
                                + "\"schemaURL\":\"https://openlineage.io/spec/2-0-2/OpenLineage.json"
                                + "#/$defs/DatasetEvent\",\"dataset\":{\"namespace\":\"s3://bank\","
                                + "\"name\":\"transactions\"}}")
                        .getBytes(StandardCharsets.UTF_8);
        Outcome taken = new Outcome.Accepted(false, List.of());
        Outcome repeated = new Outcome.Accepted(true, List.of());
        assertThat(send(design, dataset, design, dataset))
                .containsExactly(taken, taken, repeated, repeated);
        long head = store.<Long>read(LogReader::head);
        assertThat(send(dataset)).containsExactly(repeated);
        assertThat(send(design)).containsExactly(repeated);
        assertThat(store.<Long>read(LogReader::head)).isEqualTo(head);
        assertThat(send(Events.run(0, "load").designAt("2026-10-01T00:00:00Z")))
                .containsExactly(taken);
    }

    @Test
    void aRepeatedEventLeavesNothing() {
        byte[] start = load().at("2026-11-01T10:00:00Z", "START");
        accepted(start);
        long head = store.<Long>read(LogReader::head);
        assertThat(send(start)).containsExactly(new Outcome.Accepted(true, List.of()));
        assertThat(store.<Long>read(LogReader::head)).isEqualTo(head);
        assertThat(send(start, load().at("2026-11-01T10:05:00Z", "COMPLETE"), start))
                .containsExactly(
                        new Outcome.Accepted(true, List.of()),
                        new Outcome.Accepted(false, List.of()),
                        new Outcome.Accepted(true, List.of()));
    }

    @Test
    void eventsOfACallStandForThemselves() {
        List<Outcome> outcomes =
                send(
                        load().at("2026-11-01T10:00:00Z", "START"),
                        "{}".getBytes(),
                        load().at("2026-11-01T10:05:00Z", "COMPLETE"));
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcomes.get(1)).retriable()).isFalse();
        assertThat(standing().value(RUN, "status")).isEqualTo("\"complete\"");
    }

    @Test
    void anEventIsKeptAsItCame() {
        byte[] event = load().at("2026-11-01T10:00:00Z", "START");
        accepted(event);
        long position = store.<Long>read(LogReader::head);
        assertThat(store.read(db -> EventRows.find(db, 1, position)).orElseThrow().json())
                .isEqualTo(event);
    }

    @Test
    void aStreamingJobMakesItsVersionAtItsFirstOutput() {
        Events flow =
                Events.run(1, "flow")
                        .jobFacet(
                                "jobType",
                                "'processingType':'STREAMING','integration':'FLINK','jobType':'JOB'")
                        .input("kafka://k:9092", "payments")
                        .output("s3://bank", "transactions");
        accepted(flow.at("2026-11-01T10:00:00Z", "START"));
        assertThat(standing().edges("generated-by"))
                .containsExactly(VERSION + " generated-by " + RUN);
        assertThat(standing().value(RUN, "status")).isEqualTo("\"running\"");
    }
}
