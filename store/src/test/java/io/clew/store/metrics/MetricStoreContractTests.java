package io.clew.store.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the metric store must do on every database. */
abstract class MetricStoreContractTests {

    private static final int WORKSPACE = 1;
    private static final int NODE = 7;
    private static final TreeSet<MetricPoint> NONE = new TreeSet<>(MetricOrder.TIME.comparator());

    private Store store;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void open() {
        store = newDatabase().open(Migration.core());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static final Comparator<MetricPoint> LATEST =
            Comparator.comparingLong(MetricPoint::step)
                    .thenComparingLong(MetricPoint::timestampMillis)
                    .thenComparingDouble(MetricPoint::value);

    @Test
    void whatIsReadIsWhatWasWrittenWhateverTheOrderAndTheRepeats() {
        long seed = Long.getLong("clew.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, TreeSet<MetricPoint>> expected = new TreeMap<>();
        for (int round = 0; round < 300; round++) {
            List<MetricPoint> points = new ArrayList<>();
            int size = random.nextInt(10) == 0 ? 500 : 1 + random.nextInt(5);
            for (int i = 0; i < size; i++) {
                points.add(randomPoint(random));
            }
            points.forEach(
                    point ->
                            expected.computeIfAbsent(
                                            point.key(),
                                            key -> new TreeSet<>(MetricOrder.TIME.comparator()))
                                    .add(point));
            append(points);
        }
        expected.forEach(
                (key, points) -> {
                    for (MetricOrder order : MetricOrder.values()) {
                        assertThat(pages(key, order, 1 + random.nextInt(700)))
                                .as("seed %d, key %s, by %s", seed, key, order)
                                .isEqualTo(points.stream().sorted(order.comparator()).toList());
                    }
                });
        List<MetricSummary> summaries = store.read(db -> MetricStore.summaries(db, NODE, "", 100));
        assertThat(summaries)
                .extracting(MetricSummary::key)
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (MetricSummary summary : summaries) {
            Set<MetricPoint> points = expected.getOrDefault(summary.key(), NONE);
            assertThat(summary.points()).as("seed %d", seed).isEqualTo(points.size());
            assertThat(summary.min())
                    .isEqualTo(points.stream().mapToDouble(MetricPoint::value).min().orElseThrow());
            assertThat(summary.max())
                    .isEqualTo(points.stream().mapToDouble(MetricPoint::value).max().orElseThrow());
            // Points that differ in their association alone are equally late.
            assertThat(summary.last())
                    .as("seed %d", seed)
                    .usingComparator(LATEST)
                    .isEqualTo(points.stream().max(LATEST).orElseThrow());
        }
    }

    @Test
    void aMillionPointsWrittenInBatchesAreReadBackInPages() {
        int batches = 100;
        for (int batch = 0; batch < batches; batch++) {
            List<MetricPoint> points = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                long step = batch * 10_000L + i;
                points.add(new MetricPoint("loss", 1 + Math.sin(step) / 4, 1000 + step, step));
            }
            append(points);
        }
        MetricPoint last = null;
        long count = 0;
        while (true) {
            MetricPoint after = last;
            List<MetricPoint> page =
                    store.read(
                            db ->
                                    MetricStore.history(
                                            db, NODE, "loss", MetricOrder.TIME, after, 25_000));
            count += page.size();
            if (page.size() < 25_000) {
                break;
            }
            last = page.getLast();
        }
        assertThat(count).isEqualTo(1_000_000);
        long stored =
                store.read(
                        db ->
                                db.sql(
                                                "SELECT (SELECT COALESCE(SUM(LENGTH(data)), 0) FROM"
                                                        + " metric_tail) + (SELECT"
                                                        + " COALESCE(SUM(LENGTH(data)), 0) FROM"
                                                        + " metric_block) AS stored")
                                        .first(row -> row.integer("stored"))
                                        .orElseThrow());
        assertThat(stored).isLessThan(8_000_000);
    }

    @Test
    void theLatestIsTheGreatestStepThenTimeThenValue() {
        append(List.of(new MetricPoint("m", 1, 50, 5), new MetricPoint("m", 9, 99, 4)));
        assertThat(latest()).containsExactly(new MetricPoint("m", 1, 50, 5));
        append(List.of(new MetricPoint("m", 0.5, 50, 5)));
        assertThat(latest()).containsExactly(new MetricPoint("m", 1, 50, 5));
        append(List.of(new MetricPoint("m", 2, 50, 5, 3)));
        assertThat(latest()).containsExactly(new MetricPoint("m", 2, 50, 5, 3));
        append(List.of(new MetricPoint("m", -7, 51, 5), new MetricPoint("a", -0.0, 1, -4)));
        assertThat(latest())
                .containsExactly(
                        new MetricPoint("a", -0.0, 1, -4), new MetricPoint("m", -7, 51, 5));
    }

    @Test
    void notANumberAndInfinitiesAreKeptAndNotCountedAsLeastOrGreatest() {
        append(
                List.of(
                        new MetricPoint("only-nan", Double.NaN, 1, 1),
                        new MetricPoint("m", Double.NaN, 1, 3),
                        new MetricPoint("m", Double.NEGATIVE_INFINITY, 1, 1),
                        new MetricPoint("m", 4, 1, 2)));
        assertThat(store.<List<MetricSummary>>read(db -> MetricStore.summaries(db, NODE, "", 10)))
                .containsExactly(
                        new MetricSummary(
                                new MetricPoint("m", Double.NaN, 1, 3),
                                Double.NEGATIVE_INFINITY,
                                4,
                                3),
                        new MetricSummary(
                                new MetricPoint("only-nan", Double.NaN, 1, 1),
                                Double.NaN,
                                Double.NaN,
                                1));
    }

    @Test
    void latestOfManyNodesComesInOneCall() {
        Map<Integer, List<MetricPoint>> expected = new HashMap<>();
        for (int node = 1; node <= 1200; node++) {
            List<MetricPoint> points = List.of(new MetricPoint("m", node, node, node));
            expected.put(node, points);
            int id = node;
            store.write(db -> MetricStore.append(db, WORKSPACE, id, points));
        }
        assertThat(
                        store.<Map<Integer, List<MetricPoint>>>read(
                                db -> MetricStore.latest(db, expected.keySet())))
                .isEqualTo(expected);
    }

    @Test
    void samplingSharesStepsAndKeepsEachNodesEnds() {
        List<MetricPoint> first = new ArrayList<>();
        List<MetricPoint> second = new ArrayList<>();
        for (int step = 0; step < 1000; step++) {
            first.add(new MetricPoint("m", step, step, step));
            if (step >= 333 && step <= 444) {
                second.add(new MetricPoint("m", -step, step, step));
            }
        }
        store.write(db -> MetricStore.append(db, WORKSPACE, 1, first));
        store.write(db -> MetricStore.append(db, WORKSPACE, 2, second));
        Map<Integer, List<MetricPoint>> sampled =
                store.read(
                        db -> MetricStore.sampled(db, List.of(2, 1), "m", 0, Long.MAX_VALUE, 10));
        assertThat(sampled.keySet()).containsExactly(2, 1);
        assertThat(sampled.get(1))
                .extracting(MetricPoint::step)
                .containsExactly(
                        0L, 100L, 200L, 300L, 333L, 400L, 444L, 500L, 600L, 700L, 800L, 900L, 999L);
        assertThat(sampled.get(2)).extracting(MetricPoint::step).containsExactly(333L, 400L, 444L);
        assertThat(
                        store.<Map<Integer, List<MetricPoint>>>read(
                                        db -> MetricStore.sampled(db, List.of(1), "m", 10, 12, 10))
                                .get(1))
                .extracting(MetricPoint::step)
                .containsExactly(10L, 11L, 12L);
    }

    private static MetricPoint randomPoint(Random random) {
        return new MetricPoint(
                new String[] {"loss", "acc", "z\uFF21", "z\uD83D\uDE00"}[random.nextInt(4)],
                random.nextInt(40) / 8.0,
                random.nextInt(20),
                random.nextInt(60) - 10,
                random.nextInt(50) == 0 ? 5 : 0);
    }

    private List<MetricPoint> pages(String key, MetricOrder order, int size) {
        List<MetricPoint> all = new ArrayList<>();
        while (true) {
            MetricPoint after = all.isEmpty() ? null : all.getLast();
            List<MetricPoint> page =
                    store.read(db -> MetricStore.history(db, NODE, key, order, after, size));
            all.addAll(page);
            if (page.size() < size) {
                return all;
            }
        }
    }

    private void append(List<MetricPoint> points) {
        store.write(db -> MetricStore.append(db, WORKSPACE, NODE, points));
    }

    private List<MetricPoint> latest() {
        return store.read(db -> MetricStore.latest(db, NODE));
    }
}
