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
import org.jspecify.annotations.Nullable;

/**
 * Knows which versions of a dataset runs completed, in the order of when: the newest from memory,
 * of the others each look-up costs one step in an index, however many versions there are.
 */
final class CompletedVersions {

    private static final String COLUMNS =
            "version_id, run_id, asserter_id, completed_ms, version_hash";

    private final Windows<Completed> recent;

    CompletedVersions(Bounds bounds) {
        recent = new Windows<>(bounds, CompletedVersions::newest);
    }

    /** Begins a write. */
    void begin() {
        recent.begin();
    }

    void forget() {
        recent.forget();
    }

    /**
     * Places a version in the order of all.
     *
     * @param completedMillis when the run that made it ended
     * @param hash orders versions of one moment, the same whichever was heard of first
     */
    record Place(long completedMillis, byte[] hash) {}

    /** Shows a version that a run completed, as an asserter said. */
    record Completed(int version, int run, long asserter, Place place)
            implements Window.Row, Comparable<Completed> {

        private static final Comparator<Completed> ORDER =
                Comparator.comparing(Completed::place, CompletedVersions::compare)
                        .thenComparingInt(Completed::run)
                        .thenComparingLong(Completed::asserter);

        @Override
        public long millis() {
            return place.completedMillis();
        }

        @Override
        public int compareTo(Completed other) {
            return ORDER.compare(this, other);
        }

        /** Comes after all that have a place. */
        static Completed last(Place place) {
            return new Completed(0, Integer.MAX_VALUE, Long.MAX_VALUE, place);
        }

        static Completed of(Row row) {
            return new Completed(
                    (int) row.integer("version_id"),
                    (int) row.integer("run_id"),
                    row.integer("asserter_id"),
                    new Place(row.integer("completed_ms"), row.bytes("version_hash")));
        }
    }

    private static int compare(Place one, Place other) {
        int byTime = Long.compare(one.completedMillis(), other.completedMillis());
        return byTime != 0 ? byTime : Arrays.compareUnsigned(one.hash(), other.hash());
    }

    /** Adds what a {@code generated-by} edge of a version says, under some keys. */
    Place add(News news, List<Integer> keys, Fact.EdgeFact edge) {
        Place place = new Place(edge.at().at().toEpochMilli(), UrnHash.of(edge.from().toString()));
        Completed row =
                new Completed(
                        news.nodeId(edge.from()),
                        news.nodeId(edge.to()),
                        news.asserterId(edge.by()),
                        place);
        for (int key : keys) {
            news.keep(
                    RuleTable.COMPLETED_VERSION,
                    List.of(
                            key,
                            place.completedMillis(),
                            place.hash(),
                            row.run(),
                            row.asserter(),
                            row.version()));
            recent.add(news, key, row);
        }
        return place;
    }

    /** Takes back what an asserter said of a version, and returns where it was. */
    List<Place> remove(News news, List<Integer> keys, Fact.EdgeRetraction edge) {
        byte[] hash = UrnHash.of(edge.from().toString());
        int version = news.nodeId(edge.from());
        int run = news.nodeId(edge.to());
        long asserter = news.asserterId(edge.by());
        List<Place> places =
                news.db()
                        .sql(
                                "SELECT DISTINCT at_ms FROM edge_fact WHERE from_id = :version AND"
                                        + " kind = :kind AND to_id = :run AND asserter_id ="
                                        + " :asserter")
                        .bind("version", version)
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
                recent.remove(key, new Completed(version, run, asserter, place));
            }
        }
        return places;
    }

    /** Finds the newest version completed by a time, of those that a run did not make itself. */
    Optional<Completed> newest(News news, List<Integer> keys, int run, long byMillis) {
        Completed newest = null;
        for (int key : keys) {
            Completed of = newest(news, key, run, byMillis);
            if (of != null && (newest == null || of.compareTo(newest) > 0)) {
                newest = of;
            }
        }
        return Optional.ofNullable(newest);
    }

    private @Nullable Completed newest(News news, int key, int run, long byMillis) {
        Window<Completed> window = recent.of(news, key);
        for (int index = window.from(byMillis + 1) - 1; index >= 0; index--) {
            if (window.get(index).run() != run) {
                return window.get(index);
            }
        }
        return window.isWhole() ? null : storedNewest(news, key, run, byMillis);
    }

    private static @Nullable Completed storedNewest(News news, int key, int run, long byMillis) {
        return news.db()
                .sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM completed_version WHERE dataset_id = :dataset AND"
                                + " completed_ms <= :by AND run_id <> :run ORDER BY completed_ms"
                                + " DESC, version_hash DESC LIMIT 1")
                .bind("dataset", key)
                .bind("by", byMillis)
                .bind("run", run)
                .first(Completed::of)
                .orElse(null);
    }

    private static List<Completed> newest(News news, int key, int limit) {
        return news.db()
                .sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM completed_version WHERE dataset_id = :dataset ORDER BY"
                                + " completed_ms DESC LIMIT "
                                + limit)
                .bind("dataset", key)
                .list(Completed::of);
    }

    /** Finds the version that follows a place: which takes its place for whoever starts later. */
    Optional<Completed> next(News news, List<Integer> keys, Place place) {
        Completed next = null;
        for (int key : keys) {
            Completed of = next(news, key, place);
            if (of != null && (next == null || of.compareTo(next) < 0)) {
                next = of;
            }
        }
        return Optional.ofNullable(next);
    }

    private @Nullable Completed next(News news, int key, Place place) {
        Window<Completed> window = recent.of(news, key);
        if (!window.holds(place.completedMillis())) {
            return storedNext(news, key, place);
        }
        int index = window.after(Completed.last(place));
        return index < window.size() ? window.get(index) : null;
    }

    private static @Nullable Completed storedNext(News news, int key, Place place) {
        return news.db()
                .sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM completed_version WHERE dataset_id = :dataset AND"
                                + " (completed_ms, version_hash) > (:completed, :hash) ORDER BY"
                                + " completed_ms, version_hash LIMIT 1")
                .bind("dataset", key)
                .bind("completed", place.completedMillis())
                .bind("hash", place.hash())
                .first(Completed::of)
                .orElse(null);
    }

    /** Returns when the first version under some keys was completed. */
    Optional<Long> earliestMillis(News news, List<Integer> keys) {
        return keys.stream()
                .flatMap(key -> earliestMillis(news, key).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Long> earliestMillis(News news, int key) {
        Window<Completed> window = recent.of(news, key);
        if (window.isWhole()) {
            return window.size() == 0 ? Optional.empty() : Optional.of(window.get(0).millis());
        }
        return news.db()
                .sql(
                        "SELECT completed_ms FROM completed_version WHERE dataset_id = :dataset"
                                + " ORDER BY completed_ms LIMIT 1")
                .bind("dataset", key)
                .first(row -> row.integer("completed_ms"));
    }
}
