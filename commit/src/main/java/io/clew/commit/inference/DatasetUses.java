package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows which runs used a dataset, whichever version they named, by their start: those that started
 * last from memory, all others from the database. Who is returned may not have: the run's own facts
 * say.
 */
final class DatasetUses {

    private final Windows<Use> recent;

    DatasetUses(Bounds bounds) {
        recent = new Windows<>(bounds, DatasetUses::newest);
    }

    /** Shows the use by a run that started at a time. */
    record Use(long millis, int run) implements Window.Row, Comparable<Use> {
        @Override
        public int compareTo(Use other) {
            int byStart = Long.compare(millis, other.millis);
            return byStart != 0 ? byStart : Integer.compare(run, other.run);
        }
    }

    /** Begins a write. */
    void begin() {
        recent.begin();
    }

    void forget() {
        recent.forget();
    }

    /** Adds that a run, which started then, used a dataset, under some keys. */
    void add(News news, List<Integer> keys, long startMillis, int run) {
        for (int key : keys) {
            news.keep(RuleTable.DATASET_USE, List.of(key, startMillis, run));
            recent.add(news, key, new Use(startMillis, run));
        }
    }

    /** Returns the runs of uses under some keys that started within a time, its end left out. */
    List<Integer> between(News news, List<Integer> keys, long fromMillis, long endMillis) {
        List<Integer> runs = new ArrayList<>();
        for (int key : keys) {
            between(news, key, fromMillis, endMillis, runs);
        }
        return runs;
    }

    private void between(News news, int key, long fromMillis, long endMillis, List<Integer> runs) {
        Window<Use> window = recent.of(news, key);
        if (!window.holds(fromMillis)) {
            runs.addAll(stored(news, key, fromMillis, endMillis));
            return;
        }
        for (int index = window.from(fromMillis); index < window.size(); index++) {
            Use use = window.get(index);
            if (use.millis() < endMillis) {
                runs.add(use.run());
            }
        }
    }

    private static List<Integer> stored(News news, int key, long fromMillis, long endMillis) {
        return news.db()
                .sql(
                        "SELECT run_id FROM dataset_use WHERE dataset_id = :dataset AND start_ms >="
                                + " :from AND start_ms < :end ORDER BY start_ms, run_id")
                .bind("dataset", key)
                .bind("from", fromMillis)
                .bind("end", endMillis)
                .list(row -> (int) row.integer("run_id"));
    }

    private static List<Use> newest(News news, int key, int limit) {
        return news.db()
                .sql(
                        "SELECT start_ms, run_id FROM dataset_use WHERE dataset_id = :dataset ORDER"
                                + " BY start_ms DESC LIMIT "
                                + limit)
                .bind("dataset", key)
                .list(row -> new Use(row.integer("start_ms"), (int) row.integer("run_id")));
    }
}
