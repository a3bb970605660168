package io.clew.questions.diff.side;

import io.clew.model.EdgeKind;
import io.clew.questions.diff.work.Work;
import io.clew.questions.rows.NodeRows;
import io.clew.questions.rows.Positions;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds versions of datasets by when the runs that made them completed. */
public final class Completed {

    /** Facts recorded since a question began that are looked through; beyond, none is trusted. */
    private static final int NEWER_MAX = 1000;

    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::millis)
                    .thenComparing(Version::hash, Arrays::compareUnsigned);

    /** Asks for the newest version of a dataset that was completed by a time. */
    public record Asked(int dataset, long atMillis) {}

    /**
     * A version.
     *
     * @param millis when it was completed
     * @param hash orders versions of one moment
     */
    public record Version(int node, long millis, byte[] hash) {}

    private Completed() {}

    /** Returns the newest version for each that is asked; one without any is absent. */
    public static Map<Asked, Version> newest(Work work, Collection<Asked> asked) {
        Map<Asked, Version> newest = new HashMap<>();
        for (List<Asked> batch : NodeRows.batches(asked)) {
            newest.putAll(work.read(db -> newest(db, batch, work.knownAt())));
        }
        return newest;
    }

    /** The table of completed versions is of now; of what was told since, the facts say more. */
    private static Map<Asked, Version> newest(Db db, List<Asked> asked, long knownAt) {
        Set<Integer> touched = new HashSet<>();
        boolean all = !touchedSince(db, knownAt, touched);
        List<Asked> still = new ArrayList<>();
        List<Asked> moved = new ArrayList<>();
        for (Asked each : asked) {
            (all || touched.contains(each.dataset()) ? moved : still).add(each);
        }
        Map<Asked, Version> newest = new HashMap<>();
        ofNow(db, still, newest);
        ofThen(db, moved, knownAt, newest);
        return newest;
    }

    /** Adds the datasets of whose versions something was recorded later; false when too many. */
    private static boolean touchedSince(Db db, long knownAt, Set<Integer> datasets) {
        if (Positions.newest(db) == knownAt) {
            return true;
        }
        List<Integer> versions =
                db.sql(
                                "SELECT from_id FROM edge_fact WHERE position > :known AND kind IN"
                                        + " ('generated-by', 'version-of') UNION ALL SELECT from_id"
                                        + " FROM retraction WHERE position > :known AND kind IN"
                                        + " ('generated-by', 'version-of') LIMIT :most")
                        .bind("known", knownAt)
                        .bind("most", NEWER_MAX)
                        .list(row -> (int) row.integer("from_id"));
        for (List<Integer> batch : NodeRows.batches(versions)) {
            db.sql(
                            "SELECT DISTINCT to_id FROM edge_fact WHERE from_id IN (:versions) AND"
                                    + " kind = :kind")
                    .bindAll("versions", batch)
                    .bind("kind", EdgeKind.VERSION_OF.wireName())
                    .each(row -> datasets.add((int) row.integer("to_id")));
        }
        return versions.size() < NEWER_MAX;
    }

    private static void ofNow(Db db, List<Asked> asked, Map<Asked, Version> into) {
        if (asked.isEmpty()) {
            return;
        }
        List<List<?>> rows = new ArrayList<>();
        asked.forEach(each -> rows.add(List.of((long) each.dataset(), each.atMillis())));
        db.sql(
                        "WITH asked (dataset_id, at_ms) AS (VALUES :rows) SELECT a.dataset_id,"
                                + " a.at_ms, c.version_id, c.completed_ms, c.version_hash FROM"
                                + " asked a JOIN completed_version c ON c.dataset_id ="
                                + " a.dataset_id AND c.completed_ms = (SELECT MAX(b.completed_ms)"
                                + " FROM completed_version b WHERE b.dataset_id = a.dataset_id AND"
                                + " b.completed_ms <= a.at_ms)")
                .bindRows("rows", rows)
                .each(
                        row ->
                                into.merge(
                                        new Asked(
                                                (int) row.integer("dataset_id"),
                                                row.integer("at_ms")),
                                        new Version(
                                                (int) row.integer("version_id"),
                                                row.integer("completed_ms"),
                                                row.bytes("version_hash")),
                                        Completed::later));
    }

    private static void ofThen(Db db, List<Asked> asked, long knownAt, Map<Asked, Version> into) {
        Map<Integer, List<Asked>> byDataset = new HashMap<>();
        asked.forEach(
                each ->
                        byDataset
                                .computeIfAbsent(each.dataset(), d -> new ArrayList<>(1))
                                .add(each));
        for (List<Integer> batch : NodeRows.batches(byDataset.keySet())) {
            db.sql(
                            "SELECT v.to_id, f.from_id, f.at_ms, n.urn_hash FROM edge_fact v JOIN"
                                    + " edge_fact f ON f.from_id = v.from_id AND f.kind ="
                                    + " 'generated-by' JOIN node n ON n.id = f.from_id WHERE"
                                    + " v.to_id IN (:datasets) AND v.kind = 'version-of' AND"
                                    + " v.position <= :known AND f.position <= :known AND"
                                    + " f.assertion <> 2 AND n.kind = 'dataset-version' AND NOT"
                                    + " EXISTS (SELECT 1 FROM retraction r WHERE r.from_id ="
                                    + " f.from_id AND r.kind = f.kind AND r.to_id = f.to_id AND"
                                    + " r.asserter_id = f.asserter_id AND r.position <= :known AND"
                                    + " (r.position, r.seq) > (f.position, f.seq))")
                    .bindAll("datasets", batch)
                    .bind("known", knownAt)
                    .each(
                            row -> {
                                Version version =
                                        new Version(
                                                (int) row.integer("from_id"),
                                                row.integer("at_ms"),
                                                row.bytes("urn_hash"));
                                byDataset
                                        .getOrDefault((int) row.integer("to_id"), List.of())
                                        .stream()
                                        .filter(each -> version.millis() <= each.atMillis())
                                        .forEach(
                                                each ->
                                                        into.merge(
                                                                each, version, Completed::later));
                            });
        }
    }

    private static Version later(Version one, Version other) {
        return ORDER.compare(one, other) < 0 ? other : one;
    }

    /** Returns when versions were made, by their runs; one that no run made is absent. */
    public static Map<Integer, Long> when(Work work, Collection<Integer> versions) {
        Map<Integer, Long> when = new HashMap<>();
        for (List<Integer> batch : NodeRows.batches(versions)) {
            when.putAll(work.read(db -> when(db, batch, work.knownAt())));
        }
        return when;
    }

    private static Map<Integer, Long> when(Db db, List<Integer> versions, long knownAt) {
        Map<Integer, Long> when = new HashMap<>();
        db.sql(
                        "SELECT from_id, MAX(at_ms) AS at_ms FROM edge_fact WHERE from_id IN"
                                + " (:versions) AND kind = :kind AND position <= :known GROUP BY"
                                + " from_id")
                .bindAll("versions", versions)
                .bind("kind", EdgeKind.GENERATED_BY.wireName())
                .bind("known", knownAt)
                .each(row -> when.put((int) row.integer("from_id"), row.integer("at_ms")));
        return when;
    }
}
