package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows which runs used a dataset, whichever version they named, by their start. Who is returned
 * may not have: the run's own facts say.
 */
final class DatasetUses {
    private DatasetUses() {}

    /** Adds that a run, which started then, used a dataset, under some keys. */
    static void add(News news, List<Integer> keys, long startMillis, int run) {
        keys.forEach(key -> news.keep(RuleTable.DATASET_USE, List.of(key, startMillis, run)));
    }

    /** Returns the runs of uses under some keys that started within a time, its end left out. */
    static List<Integer> between(News news, List<Integer> keys, long fromMillis, long endMillis) {
        List<Integer> runs = new ArrayList<>();
        for (int dataset : keys) {
            runs.addAll(between(news, dataset, fromMillis, endMillis));
        }
        return runs;
    }

    private static List<Integer> between(News news, int dataset, long fromMillis, long endMillis) {
        return news.db()
                .sql(
                        "SELECT run_id FROM dataset_use WHERE dataset_id = :dataset AND start_ms >="
                                + " :from AND start_ms < :end ORDER BY start_ms, run_id")
                .bind("dataset", dataset)
                .bind("from", fromMillis)
                .bind("end", endMillis)
                .list(row -> (int) row.integer("run_id"));
    }
}
