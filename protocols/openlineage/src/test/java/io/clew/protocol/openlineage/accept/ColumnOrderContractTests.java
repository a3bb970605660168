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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Tells the columns of one dataset by designs of several jobs, by itself and by runs, in any order.
 */
abstract class ColumnOrderContractTests {
    private static final Origin ORIGIN =
            new Origin(Asserter.claimed("openlineage", "test"), "lineage");
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final String EDGE =
            "column:s3://bank/transactions/amount derived-from column:s3://bank/raw/";
    private static final String DATASET = "the dataset";

    abstract TestDatabase newDatabase();

    /** How many random histories. */
    abstract int histories();

    private static Instant time(int number) {
        return BEGIN.plusSeconds(60L * number);
    }

    private static String[] columns(SortedSet<String> sources) {
        String inputs =
                String.join(
                        ",",
                        sources.stream()
                                .map(
                                        source ->
                                                "{'namespace':'s3://bank','name':'raw','field':'%s'}"
                                                        .formatted(source))
                                .toList());
        return new String[] {
            "columnLineage", "'fields':{'amount':{'inputFields':[%s]}}".formatted(inputs)
        };
    }

    private static byte[] design(String job, int at, String... sources) {
        return Events.run(1, job)
                .output("s3://bank", "transactions", columns(new TreeSet<>(List.of(sources))))
                .designAt(time(at).toString());
    }

    @Test
    void whatTwoJobsSayHoldsWhileOneOfThemSaysIt() {
        byte[] one = design("one", 1, "cents");
        byte[] other = design("other", 2, "cents");
        byte[] oneNoMore = design("one", 3);
        byte[] otherNoMore = design("other", 4);
        List<List<String>> expected =
                List.of(List.of(), List.of("cents"), List.of("cents"), List.of("cents"), List.of());
        assertThat(columns(List.of(one, other, oneNoMore, otherNoMore), 5)).isEqualTo(expected);
        assertThat(columns(List.of(otherNoMore, oneNoMore, other, one), 5)).isEqualTo(expected);
        assertThat(columns(List.of(one, oneNoMore, other), 4))
                .isEqualTo(
                        List.of(List.of(), List.of("cents"), List.of("cents"), List.of("cents")));
    }

    @Test
    void whatIsSaidAtEachMomentDoesNotDependOnTheOrder() {
        long seed = Long.getLong("clew.seed", 20261130);
        System.out.println("Histories of seed " + seed);
        for (int i = 0; i < histories(); i++) {
            Random random = new Random(seed + i);
            int moments = 2 + random.nextInt(6);
            List<byte[]> events = new ArrayList<>();
            List<List<String>> expected = new ArrayList<>();
            Map<String, SortedSet<String>> said = new TreeMap<>();
            for (int at = 0; at < moments; at++) {
                events.add(event(random, at, said));
                SortedSet<String> all = new TreeSet<>();
                said.values().forEach(all::addAll);
                expected.add(List.copyOf(all));
            }
            events.add(events.get(random.nextInt(events.size())));
            Collections.shuffle(events, random);
            assertThat(columns(events, moments))
                    .as(
                            "seed %d: %s",
                            seed + i, String.join("\n", events.stream().map(String::new).toList()))
                    .isEqualTo(expected);
        }
    }

    /** Makes an event and notes what is said by whom from then on. */
    private static byte[] event(Random random, int at, Map<String, SortedSet<String>> said) {
        SortedSet<String> sources = new TreeSet<>();
        for (String source : List.of("cents", "euros")) {
            if (random.nextBoolean()) {
                sources.add(source);
            }
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                if (!sources.isEmpty()) {
                    said.put(DATASET, sources);
                }
                return Events.datasetAt(
                        time(at).toString(), "s3://bank", "transactions", columns(sources));
            }
            case 1 -> {
                said.put("run" + at, sources);
                return Events.run(at, "run" + at)
                        .output("s3://bank", "transactions", columns(sources))
                        .at(time(at).toString(), "COMPLETE");
            }
            default -> {
                String job = "job" + random.nextInt(2);
                said.put(job, sources);
                return design(job, at, sources.toArray(String[]::new));
            }
        }
    }

    /** Shows for each moment what the column derives from after these events. */
    private List<List<String>> columns(List<byte[]> events, int moments) {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(OpenLineageSchema.migrations());
        try (Store store = newDatabase().open(migrations)) {
            Intake intake = new Intake(new Committer(store, InstantSource.system(), List.of()));
            for (byte[] event : events) {
                assertThat(intake.accept(Workspace.DEFAULT, ORIGIN, List.of(event)))
                        .hasOnlyElementsOfType(Outcome.Accepted.class);
            }
            List<List<String>> found = new ArrayList<>();
            for (int at = 0; at < moments; at++) {
                found.add(
                        Standing.of(store, time(at)).edges("derived-from").stream()
                                .filter(edge -> edge.startsWith(EDGE))
                                .map(edge -> edge.substring(EDGE.length()))
                                .toList());
            }
            return found;
        }
    }
}
