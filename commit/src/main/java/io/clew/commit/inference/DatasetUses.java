package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows which runs used a dataset without naming a strong version of it, by their start. Who is
 * returned may not have: the run's own facts say.
 */
final class DatasetUses {
    private DatasetUses() {}

    /** Adds that a run, which started then, used a dataset. */
    static void add(News news, int dataset, long startMillis, int run) {
        news.keep(RuleTable.DATASET_USE, List.of(dataset, startMillis, run));
    }

    /** A run and a dataset that it may have used. */
    record Use(int run, int dataset) {}

    /** Returns the uses by runs that started within a time, its end left out. */
    static List<Use> between(News news, List<Integer> names, long fromMillis, long endMillis) {
        List<Use> uses = new ArrayList<>();
        for (int dataset : names) {
            uses.addAll(between(news, dataset, fromMillis, endMillis));
        }
        return uses;
    }

    private static List<Use> between(News news, int dataset, long fromMillis, long endMillis) {
        return news.db()
                .sql(
                        "SELECT run_id FROM dataset_use WHERE dataset_id = :dataset AND start_ms >="
                                + " :from AND start_ms < :end ORDER BY start_ms, run_id")
                .bind("dataset", dataset)
                .bind("from", fromMillis)
                .bind("end", endMillis)
                .list(row -> new Use((int) row.integer("run_id"), dataset));
    }
}
