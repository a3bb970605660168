package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.GraphIndex;
import io.clew.graph.traversal.Turns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Change;
import io.clew.model.answer.DiffAnswer;
import io.clew.model.answer.Effect;
import io.clew.model.answer.Verdict;
import io.clew.questions.details.StoreDetails;
import io.clew.questions.diff.Pipeline.Day;
import io.clew.questions.diff.work.DiffBudget;
import io.clew.questions.kept.Recall;
import io.clew.questions.story.Database;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both clocks are a replay: of what had been recorded by then, or of what had happened by then. */
class DiffClocksPropertyTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final long SEED = Long.getLong("clew.seed", 20_260_411L);
    private static final int TRIALS = Integer.getInteger("clew.trials", 3);
    private static final int DAYS = 8;

    @TempDir Path folder;

    /** One server that was told some days of a random pipeline. */
    private static final class World implements AutoCloseable {
        final Store store;
        final Pipeline pipeline;
        final Ledger ledger;
        final Diffs diffs;
        final Random random;
        final boolean untidy;
        final List<Day> days = new ArrayList<>();
        final List<Long> positions = new ArrayList<>();

        World(Path folder, long seed, boolean untidy) {
            this.store = Database.SQLITE.open(folder);
            GraphIndex graph = new GraphIndex();
            Recall recall = new Recall(graph, 10_000_000);
            this.ledger = new Ledger(store, List.of(recall, graph::apply));
            this.pipeline = new Pipeline(ledger);
            this.diffs =
                    new Diffs(
                            graph,
                            store,
                            new StoreDetails(store),
                            recall,
                            DiffBudget.DEFAULT,
                            Turns.ofProcessors());
            this.random = new Random(seed);
            this.untidy = untidy;
        }

        World tell(int days) {
            for (int i = 0; i < days; i++) {
                Day day = pipeline.next();
                DiffPropertyTests.vary(day, random);
                this.days.add(pipeline.tell(day));
                positions.add(ledger.by("spark", this::speakLate));
            }
            return this;
        }

        /** Tells now and then what was long so, or takes back what was told. */
        private void speakLate(io.clew.commit.Commit c) {
            Day day = days.get(random.nextInt(days.size()));
            EventTime then = EventTime.reported(evening(day.number).toEpochMilli());
            int what = random.nextInt(4);
            Urn version = day.tableVersion();
            if (!untidy) {
                return;
            }
            switch (what) {
                case 0 -> c.observe(version, Attributes.QUALITY + "rows", 50L, then);
                case 1 -> c.declare(day.trainingRun(), Attributes.PARAM + "late", "1", then);
                case 2 ->
                        c.add(
                                new Fact.EdgeRetraction(
                                        version,
                                        EdgeKind.GENERATED_BY,
                                        day.loadRun(),
                                        then,
                                        c.by(),
                                        null,
                                        "it was another"));
                default -> c.observe(version, EdgeKind.GENERATED_BY, day.loadRun(), then);
            }
        }

        DiffAnswer ask(DiffQuestion question) {
            return diffs.ask(VIEWER, question);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** What of an answer both must have. */
    private record Told(
            boolean material,
            String summary,
            int total,
            List<Change> changes,
            List<Effect> effects,
            Verdict verdict) {
        static Told of(DiffAnswer answer) {
            return new Told(
                    answer.material(),
                    answer.summary(),
                    answer.total(),
                    answer.changes(),
                    answer.effects(),
                    answer.verdict());
        }
    }

    private static Instant evening(int day) {
        return Instant.parse("2026-01-01T20:00:00Z").plus(Duration.ofDays(day));
    }

    private static DiffQuestion versions(Day from, Day to, @Nullable Instant asOf, long knownAt) {
        return new DiffQuestion(
                from.modelVersion(),
                to.modelVersion(),
                asOf,
                asOf,
                knownAt,
                null,
                true,
                1000,
                null);
    }

    private static DiffQuestion table(int from, long knownAt) {
        return new DiffQuestion(
                Pipeline.TABLE,
                Pipeline.TABLE,
                evening(from),
                null,
                knownAt,
                null,
                true,
                1000,
                null);
    }

    @Test
    void knownAtIsAReplayOfThePrefix() {
        for (long seed = SEED; seed < SEED + TRIALS; seed++) {
            try (World whole = new World(folder.resolve("known" + seed), seed, true).tell(DAYS)) {
                for (int days : List.of(3, DAYS - 2)) {
                    try (World prefix =
                            new World(folder.resolve("k" + seed + "-" + days), seed, true)
                                    .tell(days)) {
                        long knownAt = whole.positions.get(days - 1);
                        assertThat(prefix.positions.getLast()).isEqualTo(knownAt);
                        Day last = whole.days.get(days - 1);
                        for (Day from : whole.days.subList(0, days - 1)) {
                            same(whole, prefix, seed, from, last, knownAt);
                        }
                    }
                }
            }
        }
    }

    private static void same(
            World whole, World prefix, long seed, Day from, Day last, long knownAt) {
        String what = "seed %d, day %d to %d".formatted(seed, from.number, last.number);
        assertThat(Told.of(whole.ask(versions(from, last, null, knownAt))))
                .as(what)
                .isEqualTo(Told.of(prefix.ask(versions(from, last, null, Long.MAX_VALUE))));
        assertThat(Told.of(whole.ask(table(from.number, knownAt))))
                .as("the table of " + what)
                .isEqualTo(Told.of(prefix.ask(table(from.number, Long.MAX_VALUE))));
    }

    @Test
    void asOfIsAReplayOfWhatHadHappened() {
        for (long seed = SEED; seed < SEED + TRIALS; seed++) {
            try (World whole = new World(folder.resolve("as" + seed), seed, false).tell(DAYS)) {
                for (int days : List.of(3, DAYS - 2)) {
                    try (World prefix =
                            new World(folder.resolve("a" + seed + "-" + days), seed, false)
                                    .tell(days)) {
                        Day last = whole.days.get(days - 1);
                        for (Day from : whole.days.subList(0, days - 1)) {
                            Instant asOf = evening(days);
                            assertThat(
                                            Told.of(
                                                    whole.ask(
                                                            versions(
                                                                    from,
                                                                    last,
                                                                    asOf,
                                                                    Long.MAX_VALUE))))
                                    .as("seed %d, day %d to %d", seed, from.number, days)
                                    .isEqualTo(
                                            Told.of(
                                                    prefix.ask(
                                                            versions(
                                                                    from,
                                                                    last,
                                                                    null,
                                                                    Long.MAX_VALUE))));
                        }
                    }
                }
            }
        }
    }

    @Test
    void pagesAreOfTheFirstOnesPositionWhileOthersWrite() {
        try (World world = new World(folder, SEED, true).tell(DAYS - 2)) {
            Day from = world.days.getFirst();
            Day to = world.days.getLast();
            for (DiffQuestion question :
                    List.of(
                            versions(from, to, null, Long.MAX_VALUE),
                            table(from.number, Long.MAX_VALUE))) {
                DiffAnswer whole = world.ask(question);
                List<Change> all = new ArrayList<>();
                String cursor = null;
                do {
                    DiffAnswer page =
                            world.ask(
                                    new DiffQuestion(
                                            question.from(),
                                            question.to(),
                                            question.fromAsOf(),
                                            question.toAsOf(),
                                            question.knownAt(),
                                            null,
                                            true,
                                            1,
                                            cursor));
                    all.addAll(page.changes());
                    assertThat(page.verdict()).isEqualTo(whole.verdict());
                    cursor = page.next();
                    if (all.size() == 1) {
                        world.tell(1);
                    }
                } while (cursor != null);
                assertThat(all).isEqualTo(whole.changes());
            }
        }
    }

    @Test
    void whatIsRecordedLaterIsNotThereYet() {
        try (World world = new World(folder, SEED, false).tell(3)) {
            long then = world.positions.getLast();
            world.ledger.by(
                    "late",
                    c ->
                            c.declare(
                                    world.days.getLast().trainingRun(),
                                    Attributes.PARAM + "told-late",
                                    "1",
                                    EventTime.reported(evening(2).toEpochMilli())));
            Map<Long, Boolean> seen =
                    Map.of(
                            then,
                            tellsLate(world, then),
                            Long.MAX_VALUE,
                            tellsLate(world, Long.MAX_VALUE));
            assertThat(seen).containsEntry(then, false).containsEntry(Long.MAX_VALUE, true);
        }
    }

    private static boolean tellsLate(World world, long knownAt) {
        return world
                .ask(versions(world.days.getFirst(), world.days.getLast(), null, knownAt))
                .changes()
                .stream()
                .anyMatch(change -> change.field().equals("told-late"));
    }
}
