package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.store.Row;
import io.clew.store.UrnHash;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Knows which versions of a dataset runs completed, in the order of when; each look-up costs one
 * step in an index, however many versions there are.
 */
final class CompletedVersions {
    private CompletedVersions() {}

    /**
     * Places a version in the order of all.
     *
     * @param completedMillis when the run that made it ended
     * @param hash orders versions of one moment, the same whichever was heard of first
     */
    record Place(long completedMillis, byte[] hash) {}

    /** Shows a version that a run completed. */
    record Completed(int version, int run, Place place) implements Comparable<Completed> {

        private static final Comparator<Completed> ORDER =
                Comparator.comparingLong((Completed each) -> each.place().completedMillis())
                        .thenComparing(each -> each.place().hash(), Arrays::compareUnsigned);

        @Override
        public int compareTo(Completed other) {
            return ORDER.compare(this, other);
        }

        static Completed of(Row row) {
            return new Completed(
                    (int) row.integer("version_id"),
                    (int) row.integer("run_id"),
                    new Place(row.integer("completed_ms"), row.bytes("version_hash")));
        }
    }

    /** Adds what a {@code generated-by} edge of a version says, under some keys. */
    static Place add(News news, List<Integer> keys, Fact.EdgeFact edge) {
        Place place = new Place(edge.at().at().toEpochMilli(), UrnHash.of(edge.from().toString()));
        for (int key : keys) {
            news.keep(
                    RuleTable.COMPLETED_VERSION,
                    List.of(
                            key,
                            place.completedMillis(),
                            place.hash(),
                            news.nodeId(edge.to()),
                            news.asserterId(edge.by()),
                            news.nodeId(edge.from())));
        }
        return place;
    }

    /** Takes back what an asserter said of a version, and returns where it was. */
    static List<Place> remove(News news, List<Integer> keys, Fact.EdgeRetraction edge) {
        byte[] hash = UrnHash.of(edge.from().toString());
        int run = news.nodeId(edge.to());
        long asserter = news.asserterId(edge.by());
        List<Place> places =
                news.db()
                        .sql(
                                "SELECT DISTINCT at_ms FROM edge_fact WHERE from_id = :version AND"
                                        + " kind = :kind AND to_id = :run AND asserter_id ="
                                        + " :asserter")
                        .bind("version", news.nodeId(edge.from()))
                        .bind("kind", EdgeKind.GENERATED_BY.wireName())
                        .bind("run", run)
                        .bind("asserter", asserter)
                        .list(row -> new Place(row.integer("at_ms"), hash));
        for (Place place : places) {
            for (int key : keys) {
                news.db()
                        .sql(
                                "DELETE FROM completed_version WHERE dataset_id = :dataset AND"
                                        + " completed_ms = :completed AND version_hash = :hash AND"
                                        + " run_id = :run AND asserter_id = :asserter")
                        .bind("dataset", key)
                        .bind("completed", place.completedMillis())
                        .bind("hash", hash)
                        .bind("run", run)
                        .bind("asserter", asserter)
                        .update();
            }
        }
        return places;
    }

    /** Finds the newest version completed by a time, of those that a run did not make itself. */
    static Optional<Completed> newest(News news, List<Integer> keys, int run, long byMillis) {
        return keys.stream()
                .flatMap(dataset -> newest(news, dataset, run, byMillis).stream())
                .max(Comparator.naturalOrder());
    }

    private static Optional<Completed> newest(News news, int dataset, int run, long byMillis) {
        return news.db()
                .sql(
                        "SELECT version_id, run_id, completed_ms, version_hash FROM"
                                + " completed_version WHERE dataset_id = :dataset AND completed_ms"
                                + " <= :by AND run_id <> :run ORDER BY completed_ms DESC,"
                                + " version_hash DESC LIMIT 1")
                .bind("dataset", dataset)
                .bind("by", byMillis)
                .bind("run", run)
                .first(Completed::of);
    }

    /** Finds the version that follows a place: which takes its place for whoever starts later. */
    static Optional<Completed> next(News news, List<Integer> keys, Place place) {
        return keys.stream()
                .flatMap(dataset -> next(news, dataset, place).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Completed> next(News news, int dataset, Place place) {
        return news.db()
                .sql(
                        "SELECT version_id, run_id, completed_ms, version_hash FROM"
                                + " completed_version WHERE dataset_id = :dataset AND"
                                + " (completed_ms, version_hash) > (:completed, :hash) ORDER BY"
                                + " completed_ms, version_hash LIMIT 1")
                .bind("dataset", dataset)
                .bind("completed", place.completedMillis())
                .bind("hash", place.hash())
                .first(Completed::of);
    }

    /** Returns when the first version under some keys was completed. */
    static Optional<Long> earliestMillis(News news, List<Integer> keys) {
        return keys.stream()
                .flatMap(dataset -> earliestMillis(news, dataset).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Long> earliestMillis(News news, int dataset) {
        return news.db()
                .sql(
                        "SELECT completed_ms FROM completed_version WHERE dataset_id = :dataset"
                                + " ORDER BY completed_ms LIMIT 1")
                .bind("dataset", dataset)
                .first(row -> row.integer("completed_ms"));
    }
}
