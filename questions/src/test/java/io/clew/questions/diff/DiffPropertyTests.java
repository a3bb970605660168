package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.GraphIndex;
import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Change;
import io.clew.model.answer.DiffAnswer;
import io.clew.questions.diff.Pipeline.Day;
import io.clew.questions.story.Database;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of any two versions, whatever differs between them. */
class DiffPropertyTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final long SEED = Long.getLong("clew.seed", 20_260_105L);

    /** Days of one random pipeline; every two of them are compared. */
    private static final int DAYS = 8;

    @TempDir Path folder;

    /** Names a change whichever side came first. */
    private record Seen(
            Change.Kind kind, String field, @Nullable Object one, @Nullable Object other) {}

    @Test
    void bothWaysRoundAreMirrorsAndPagesAreTheWhole() {
        Random random = new Random(SEED);
        try (Store store = Database.SQLITE.open(folder)) {
            GraphIndex graph = new GraphIndex();
            Pipeline pipeline = new Pipeline(new Ledger(store, List.of(graph::apply)));
            List<Day> days = new ArrayList<>();
            for (int i = 0; i < DAYS; i++) {
                Day day = pipeline.next();
                vary(day, random);
                days.add(pipeline.tell(day));
            }
            Diffs diffs = new Diffs(graph, store);
            for (Day from : days) {
                for (Day to : days) {
                    if (from != to) {
                        check(diffs, from.modelVersion(), to.modelVersion());
                    }
                }
            }
        }
    }

    /** Changes this and that of a day. */
    static void vary(Day day, Random random) {
        if (random.nextInt(3) == 0) {
            day.training.put(Attributes.PARAM + "depth", String.valueOf(random.nextInt(4)));
        }
        if (random.nextInt(4) == 0) {
            day.packages.put("numpy", "2." + random.nextInt(4) + ".0");
        }
        if (random.nextInt(4) == 0) {
            day.load.put(Attributes.SQL, "SELECT id, amount * " + random.nextInt(3) + " FROM raw");
        }
        if (random.nextInt(4) == 0) {
            day.table.put(
                    Attributes.SCHEMA,
                    List.of(
                            Map.of(
                                    "name",
                                    "amount",
                                    "type",
                                    random.nextBoolean() ? "long" : "int")));
        }
        if (random.nextInt(3) == 0) {
            day.table.put(Attributes.QUALITY + "columns", Day.figures(random.nextInt(1000)));
        }
        if (random.nextInt(4) == 0) {
            day.tableRead = Math.max(1, day.number - random.nextInt(3));
        }
        if (random.nextInt(4) == 0) {
            day.training.put(Attributes.TAG + "team", "team " + random.nextInt(3));
        }
    }

    private static void check(Diffs diffs, Urn from, Urn to) {
        String seed = "seed %d, %s to %s".formatted(SEED, from, to);
        DiffAnswer there = ask(diffs, from, to, 1000, null);
        DiffAnswer back = ask(diffs, to, from, 1000, null);
        assertThat(seen(there, false)).as(seed).isEqualTo(seen(back, true));
        assertThat(there.effects().size()).as(seed).isEqualTo(back.effects().size());
        assertThat(there.verdict()).as(seed).isEqualTo(back.verdict());
        inOrder(there, seed);
        pages(diffs, from, to, there, seed);
    }

    /**
     * What is natural for a figure is judged from the earlier side, and a figure that moved no more
     * is not told: so figures may be told one way only.
     */
    private static Set<Seen> seen(DiffAnswer answer, boolean turned) {
        return answer.changes().stream()
                .filter(change -> change.kind() != Change.Kind.QUALITY)
                .map(
                        change ->
                                turned
                                        ? new Seen(
                                                change.kind(),
                                                turned(change),
                                                change.after(),
                                                change.before())
                                        : new Seen(
                                                change.kind(),
                                                change.field(),
                                                change.before(),
                                                change.after()))
                .collect(Collectors.toSet());
    }

    /** A column that comes one way goes the other. */
    private static String turned(Change change) {
        return switch (change.kind() == Change.Kind.SCHEMA ? change.field() : "") {
            case "added" -> "removed";
            case "removed" -> "added";
            default -> change.field();
        };
    }

    private static void inOrder(DiffAnswer answer, String seed) {
        List<Change> changes = answer.changes();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            assertThat(change.rank()).as(seed).isEqualTo(i + 1);
            assertThat(change.score()).as(seed).isBetween(0.0, 1.0);
            assertThat(change.before()).as(seed).isNotEqualTo(change.after());
            Integer cause = change.causedBy();
            if (cause != null) {
                assertThat(cause).as(seed).isLessThan(change.rank());
                assertThat(changes.get(cause - 1).causedBy()).as(seed).isNull();
            }
            double product =
                    change.factors().values().stream().reduce(1.0, (one, other) -> one * other);
            assertThat(change.score())
                    .as(seed)
                    .isCloseTo(product, org.assertj.core.data.Offset.offset(1e-9));
        }
    }

    private static void pages(Diffs diffs, Urn from, Urn to, DiffAnswer whole, String seed) {
        for (int limit : new int[] {1, 3}) {
            List<Change> all = new ArrayList<>();
            String cursor = null;
            do {
                DiffAnswer page = ask(diffs, from, to, limit, cursor);
                all.addAll(page.changes());
                assertThat(page.verdict()).as(seed).isEqualTo(whole.verdict());
                assertThat(page.total()).as(seed).isEqualTo(whole.total());
                cursor = page.next();
            } while (cursor != null);
            assertThat(all).as(seed).isEqualTo(whole.changes());
        }
    }

    private static DiffAnswer ask(
            Diffs diffs, Urn from, Urn to, int limit, @Nullable String cursor) {
        return diffs.ask(
                VIEWER,
                new DiffQuestion(from, to, null, null, Long.MAX_VALUE, null, false, limit, cursor));
    }
}
