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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Drops a dataset and writes it by runs that complete, fail, or fail after they completed, and by
 * events of the dataset alone, in any order.
 */
abstract class DropOrderContractTests {
    private static final Origin ORIGIN =
            new Origin(Asserter.claimed("openlineage", "test"), "lineage");
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final String DELETED = "dataset:s3://bank/transactions deleted true";
    private static final String[] DROP = change("DROP");

    abstract TestDatabase newDatabase();

    /** How many random histories. */
    abstract int histories();

    private static String[] change(String change) {
        return new String[] {
            "lifecycleStateChange", "'lifecycleStateChange':'%s'".formatted(change)
        };
    }

    private static Instant time(int number) {
        return BEGIN.plusSeconds(60L * number);
    }

    private static byte[] event(int run, int at, String type, String... facets) {
        return Events.run(run, "job" + run)
                .output("s3://bank", "transactions", facets)
                .at(time(at).toString(), type);
    }

    @Test
    void aFailedWriteDoesNotBringADroppedDatasetBack() {
        byte[] drop = event(1, 1, "COMPLETE", DROP);
        byte[] start = event(2, 2, "START", change("OVERWRITE"));
        byte[] fail = event(2, 4, "FAIL", change("OVERWRITE"));
        byte[] complete = event(2, 3, "COMPLETE", change("OVERWRITE"));
        assertThat(deleted(List.of(drop, start), 5)).isEqualTo("-DDDD");
        assertThat(deleted(List.of(drop, start, fail), 5)).isEqualTo("-DDDD");
        assertThat(deleted(List.of(drop, start, complete), 5)).isEqualTo("-DD--");
        assertThat(deleted(List.of(drop, start, complete, fail), 5)).isEqualTo("-DDDD");
        assertThat(deleted(List.of(fail, complete, start, drop), 5)).isEqualTo("-DDDD");
        assertThat(deleted(List.of(complete, drop, start), 5)).isEqualTo("-DD--");
    }

    @Test
    void aFailedDropDeletesNothing() {
        byte[] start = event(1, 1, "START", DROP);
        byte[] complete = event(1, 2, "COMPLETE", DROP);
        byte[] fail = event(1, 3, "FAIL", DROP);
        assertThat(deleted(List.of(start), 4)).isEqualTo("----");
        assertThat(deleted(List.of(start, complete), 4)).isEqualTo("--DD");
        assertThat(deleted(List.of(start, complete, fail), 4)).isEqualTo("----");
        assertThat(deleted(List.of(fail, start, complete), 4)).isEqualTo("----");
    }

    @Test
    void whatIsDeletedAtEachMomentDoesNotDependOnTheOrder() {
        long seed = Long.getLong("clew.seed", 20261130);
        System.out.println("Histories of seed " + seed);
        for (int i = 0; i < histories(); i++) {
            Random random = new Random(seed + i);
            List<byte[]> events = new ArrayList<>();
            Map<Integer, Boolean> dropped = new TreeMap<>();
            int moments = history(random, events, dropped);
            events.add(events.get(random.nextInt(events.size())));
            Collections.shuffle(events, random);
            StringBuilder expected = new StringBuilder();
            boolean isDeleted = false;
            for (int at = 0; at < moments; at++) {
                isDeleted = dropped.getOrDefault(at, isDeleted);
                expected.append(isDeleted ? 'D' : '-');
            }
            assertThat(deleted(events, moments))
                    .as(
                            "seed %d: %s",
                            seed + i, String.join("\n", events.stream().map(String::new).toList()))
                    .isEqualTo(expected.toString());
        }
    }

    /** Makes events, each of a moment of its own, and says when what they tell came true. */
    private static int history(Random random, List<byte[]> events, Map<Integer, Boolean> dropped) {
        int at = 0;
        for (int run = 1; run <= 2 + random.nextInt(4); run++) {
            boolean drops = random.nextBoolean();
            if (random.nextInt(5) == 0) {
                dropped.put(at, drops);
                events.add(
                        Events.datasetAt(
                                time(at++).toString(),
                                "s3://bank",
                                "transactions",
                                change(drops ? "DROP" : "CREATE")));
                continue;
            }
            String[] facets =
                    drops ? DROP : random.nextBoolean() ? change("OVERWRITE") : new String[0];
            if (random.nextBoolean()) {
                events.add(event(run, at++, "START", facets));
            }
            boolean fails = random.nextInt(3) == 0;
            if (!fails || random.nextBoolean()) {
                if (!fails) {
                    dropped.put(at, drops);
                }
                events.add(event(run, at++, "COMPLETE", facets));
            }
            if (fails) {
                events.add(event(run, at++, "FAIL", facets));
            }
        }
        return at;
    }

    /** Shows for each moment whether the dataset is deleted after these events. */
    private String deleted(List<byte[]> events, int moments) {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(OpenLineageSchema.migrations());
        try (Store store = newDatabase().open(migrations)) {
            Intake intake = new Intake(new Committer(store, InstantSource.system(), List.of()));
            for (byte[] event : events) {
                assertThat(intake.accept(Workspace.DEFAULT, ORIGIN, List.of(event)))
                        .hasOnlyElementsOfType(Outcome.Accepted.class);
            }
            StringBuilder found = new StringBuilder();
            for (int at = 0; at < moments; at++) {
                boolean isDeleted = Standing.of(store, time(at)).all().contains(DELETED);
                found.append(isDeleted ? 'D' : '-');
            }
            return found.toString();
        }
    }
}
