package io.clew.protocol.openlineage.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.model.Asserter;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.OpenLineageSchema;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What symlinks must become on every database. */
abstract class SymlinksContractTests {
    private static final Origin ORIGIN =
            new Origin(Asserter.claimed("openlineage", "test"), "lineage");
    private static final String PATH = "dataset:file//data/wh/features";
    private static final String WAREHOUSE = "dataset:file:/data/wh/default.features";
    private static final String TABLE = "dataset:hive://meta:9083/default.features";

    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

    private Store store;
    private Intake intake;

    abstract TestDatabase newDatabase();

    /** How many random histories. */
    abstract int histories();

    @BeforeEach
    void open() {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(OpenLineageSchema.migrations());
        store = newDatabase().open(migrations);
        restart();
    }

    private void restart() {
        intake = new Intake(new Committer(store, InstantSource.system(), List.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void accepted(byte[]... events) {
        assertThat(intake.accept(Workspace.DEFAULT, ORIGIN, List.of(events)))
                .hasOnlyElementsOfType(Outcome.Accepted.class);
    }

    private List<String> sameAs(String at) {
        return Standing.of(store, Instant.parse(at)).edges("same-as");
    }

    private static byte[] writes(
            int run, String at, String namespace, String name, String... identifiers) {
        return event(run, at, namespace, name, "TABLE", identifiers);
    }

    private static byte[] event(
            int run, String at, String namespace, String name, String type, String... identifiers) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < identifiers.length; i += 2) {
            all.add(
                    "{'namespace':'%s','name':'%s','type':'%s'}"
                            .formatted(identifiers[i], identifiers[i + 1], type));
        }
        return Events.run(run, "load")
                .output(
                        namespace,
                        name,
                        "symlinks",
                        "'identifiers':[%s]".formatted(String.join(",", all)))
                .at(at, "COMPLETE");
    }

    @Test
    void twoNamespacesOfOneTableAreOneByWayOfThePath() {
        accepted(
                writes(
                        1,
                        "2026-11-01T10:00:00Z",
                        "file",
                        "/data/wh/features",
                        "file:/data/wh",
                        "default.features"),
                writes(
                        2,
                        "2026-11-01T11:00:00Z",
                        "file:///",
                        "/data/wh/features/",
                        "hive://META:9083",
                        "default.features"));
        assertThat(sameAs("2026-11-02T00:00:00Z"))
                .containsExactly(PATH + " same-as " + WAREHOUSE, PATH + " same-as " + TABLE);
        assertThat(sameAs("2026-11-01T10:30:00Z")).containsExactly(PATH + " same-as " + WAREHOUSE);
    }

    @Test
    void aRunThatUsedTheTableUsedWhatWasWrittenToThePath() {
        accepted(
                Events.run(2, "train")
                        .input("hive://meta:9083", "default.features")
                        .at("2026-11-01T12:00:00Z", "COMPLETE"),
                writes(
                        1,
                        "2026-11-01T10:00:00Z",
                        "file",
                        "/data/wh/features",
                        "hive://meta:9083",
                        "default.features"));
        assertThat(Standing.of(store, Instant.parse("2026-11-02T00:00:00Z")).edges("used"))
                .contains(
                        "run:%s used dataset-version:file//data/wh/features/run-%s"
                                .formatted(Events.id(2), Events.id(1)));
    }

    @Test
    void loopsAndSymlinksToItselfAreHarmless() {
        accepted(
                writes(
                        1,
                        "2026-11-01T10:00:00Z",
                        "file",
                        "/data/wh/features",
                        "file:",
                        "/data/wh/features/",
                        "hive://meta:9083",
                        "default.features"),
                event(
                        2,
                        "2026-11-01T11:00:00Z",
                        "hive://meta:9083",
                        "default.features",
                        "LOCATION",
                        "file",
                        "/data/wh/features"));
        assertThat(sameAs("2026-11-02T00:00:00Z")).containsExactly(PATH + " same-as " + TABLE);
    }

    @Test
    void theFolderOfATableIsNotTheTable() {
        accepted(
                event(
                        1,
                        "2026-11-01T10:00:00Z",
                        "s3://bank",
                        "wh/features",
                        "LOCATION",
                        "s3://bank",
                        "wh",
                        "s3://bank",
                        "/",
                        "s3a://bank",
                        "wh/features/part-0.parquet"),
                event(
                        2,
                        "2026-11-01T10:00:00Z",
                        "file:/data/wh",
                        "default.features",
                        "LOCATION",
                        "file",
                        "/data/wh"),
                writes(3, "2026-11-01T10:00:00Z", "s3://bank", "/", "hive://m:9083", "a.b"));
        assertThat(sameAs("2026-11-02T00:00:00Z")).isEmpty();
    }

    @Test
    void aTableThatMovedLeavesItsOldPathBehindWhateverIsHeardFirst() {
        byte[] first =
                writes(1, "2026-11-01T10:00:00Z", "s3://old", "t", "hive://meta:9083", "db.t");
        byte[] second =
                writes(2, "2026-11-02T10:00:00Z", "s3://new", "t", "hive://meta:9083", "db.t");
        byte[] third =
                writes(3, "2026-11-03T10:00:00Z", "s3://newest", "t", "hive://meta:9083", "db.t");
        for (List<byte[]> order :
                List.of(
                        List.of(first, second, third),
                        List.of(third, second, first),
                        List.of(second, third, first),
                        List.of(first, third, second))) {
            close();
            open();
            order.forEach(this::accepted);
            String table = " same-as dataset:hive://meta:9083/db.t";
            assertThat(sameAs("2026-11-01T12:00:00Z"))
                    .containsExactly("dataset:s3://old/t" + table);
            assertThat(sameAs("2026-11-02T12:00:00Z"))
                    .containsExactly("dataset:s3://new/t" + table);
            assertThat(sameAs("2026-11-04T12:00:00Z"))
                    .containsExactly("dataset:s3://newest/t" + table);
        }
    }

    @Test
    void aTableThatMovesBackHasItsOldPathAgain() {
        byte[] first =
                writes(1, "2026-11-01T10:00:00Z", "s3://old", "t", "hive://meta:9083", "db.t");
        byte[] second =
                writes(2, "2026-11-02T10:00:00Z", "s3://new", "t", "hive://meta:9083", "db.t");
        byte[] third =
                writes(3, "2026-11-03T10:00:00Z", "s3://old", "t", "hive://meta:9083", "db.t");
        String table = " same-as dataset:hive://meta:9083/db.t";
        for (List<byte[]> order :
                List.of(
                        List.of(first, second, third),
                        List.of(third, second, first),
                        List.of(second, third, first),
                        List.of(second, first, third),
                        List.of(third, first, second),
                        List.of(first, third, second))) {
            close();
            open();
            order.forEach(this::accepted);
            assertThat(sameAs("2026-11-01T12:00:00Z"))
                    .containsExactly("dataset:s3://old/t" + table);
            assertThat(sameAs("2026-11-02T12:00:00Z"))
                    .containsExactly("dataset:s3://new/t" + table);
            assertThat(sameAs("2026-11-04T12:00:00Z"))
                    .as(" order %s", order.stream().map(order::indexOf).toList())
                    .containsExactly("dataset:s3://old/t" + table);
        }
    }

    @Test
    void whichPathHasATablesNameDoesNotDependOnTheOrder() {
        long seed = Long.getLong("clew.seed", 20261130);
        System.out.println("Histories of seed " + seed);
        for (int i = 0; i < histories(); i++) {
            Random random = new Random(seed + i);
            List<byte[]> events = new ArrayList<>();
            List<String> what = new ArrayList<>();
            List<List<String>> expected = new ArrayList<>();
            SortedMap<String, String> names = new TreeMap<>();
            for (int at = 0; at < 2 + random.nextInt(6); at++) {
                String path = "p" + random.nextInt(3);
                String table = "db.t" + random.nextInt(2);
                boolean isOfPath = random.nextBoolean();
                String time = BEGIN.plusSeconds(60L * at).toString();
                events.add(
                        isOfPath
                                ? writes(at, time, "s3://bank", path, "hive://m:9083", table)
                                : writes(at, time, "hive://m:9083", table, "s3://bank", path));
                what.add(at + " " + path + (isOfPath ? " is " : " by the facet of ") + table);
                names.put(table, path);
                expected.add(
                        names.entrySet().stream()
                                .map(
                                        name ->
                                                "dataset:s3://bank/%s same-as dataset:hive://m:9083/%s"
                                                        .formatted(name.getValue(), name.getKey()))
                                .sorted()
                                .toList());
            }
            List<Integer> order = new ArrayList<>();
            for (int at = 0; at < events.size(); at++) {
                order.add(at);
            }
            Collections.shuffle(order, random);
            close();
            open();
            for (int at : order) {
                accepted(events.get(at));
                if (random.nextInt(3) == 0) {
                    restart();
                }
            }
            for (int at = 0; at < expected.size(); at++) {
                assertThat(sameAs(BEGIN.plusSeconds(60L * at + 30).toString()))
                        .as("seed %d: %s in the order %s, at %d", seed + i, what, order, at)
                        .isEqualTo(expected.get(at));
            }
        }
    }
}
