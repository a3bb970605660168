package io.clew.protocol.openlineage.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.model.Asserter;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.OpenLineageSchema;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes what real producers sent, in the order they sent it and in others: nothing may differ. */
class CapturedOrderTests {
    private static final Origin ORIGIN =
            new Origin(Asserter.claimed("openlineage", "test"), "lineage");
    private static final Instant NOW = Instant.parse("2100-01-01T00:00:00Z");
    private static final int ORDERS = 4;

    @TempDir Path folder;
    private int databases;

    static Stream<Path> captures() throws IOException, URISyntaxException {
        URI root =
                CapturedOrderTests.class
                        .getResource("/io/clew/protocol/openlineage/captured/README.md")
                        .toURI();
        try (Stream<Path> all = Files.walk(Path.of(root).getParent())) {
            return all
                    .filter(path -> path.toString().endsWith(".json"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<byte[]> events(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> events = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                events.add(Files.readAllBytes(file));
            }
            return events;
        }
    }

    private List<List<String>> taken(List<byte[]> events, List<Instant> moments) {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(OpenLineageSchema.migrations());
        try (Store store =
                TestDatabase.sqlite(folder.resolve("d" + databases++)).open(migrations)) {
            Intake intake = new Intake(new Committer(store, InstantSource.system(), List.of()));
            assertThat(intake.accept(Workspace.DEFAULT, ORIGIN, events))
                    .hasOnlyElementsOfType(Outcome.Accepted.class);
            return moments.stream().map(at -> standing(store, at)).toList();
        }
    }

    private static final Pattern OF_A_RUN = Pattern.compile("run:\\S+ [a-z].*");
    private static final Pattern EDGE =
            Pattern.compile(
                    "\\S+ (used|generated-by|derived-from|version-of|executed|informed-by) \\S+:.*");

    /**
     * Shows edges and what is said of runs. Left out is what depends on the order by design: what
     * facets say of jobs and datasets is said again only when it changes, so a late event with
     * other facets holds until the next one.
     */
    private static List<String> standing(Store store, Instant at) {
        return Standing.of(store, at).all().stream()
                .filter(text -> OF_A_RUN.matcher(text).matches() || EDGE.matcher(text).matches())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void anyOrderSaysTheSame(Path capture) throws IOException {
        long seed = Long.getLong("clew.seed", 20261130);
        System.out.println(capture.getFileName() + " in orders of seed " + seed);
        List<byte[]> events = events(capture);
        List<Instant> moments = List.of(NOW, middle(events));
        List<List<String>> expected = taken(events, moments);
        Random random = new Random(seed);
        for (int i = 0; i < ORDERS; i++) {
            List<byte[]> other = new ArrayList<>(events);
            Collections.shuffle(other, random);
            other.add(other.get(random.nextInt(other.size())));
            List<List<String>> actual = taken(other, moments);
            for (int m = 0; m < moments.size(); m++) {
                String order = "seed %d, order %d, at %s".formatted(seed, i, moments.get(m));
                List<String> missing = new ArrayList<>(expected.get(m));
                missing.removeAll(actual.get(m));
                assertThat(missing).as("missing, " + order).isEmpty();
                List<String> more = new ArrayList<>(actual.get(m));
                more.removeAll(expected.get(m));
                assertThat(more).as("more, " + order).isEmpty();
            }
        }
    }

    /** Returns the time of the event in the middle. */
    private static Instant middle(List<byte[]> events) {
        return events.stream()
                .map(EventReader::read)
                .map(read -> read.event().at())
                .sorted()
                .toList()
                .get(events.size() / 2);
    }

    @Test
    void thereAreCaptures() throws IOException, URISyntaxException {
        assertThat(captures()).isNotEmpty();
    }
}
