package io.clew.questions.diff.side;

import io.clew.model.EdgeKind;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up when versions of datasets were completed, many at once. */
public final class Completed {

    private Completed() {}

    /** Asks for the newest version of a dataset that was complete at a time. */
    public record Asked(int dataset, long atMillis) {}

    /** A version with the time at which it was complete. */
    public record Version(int node, long millis) {}

    /** Returns the newest version for each that is asked; one without any is absent. */
    public static Map<Asked, Version> newest(Db db, Collection<Asked> asked) {
        Map<Asked, Version> newest = new HashMap<>();
        for (List<Asked> batch : NodeRows.batches(asked)) {
            List<List<?>> rows = new ArrayList<>();
            batch.forEach(each -> rows.add(List.of((long) each.dataset(), each.atMillis())));
            db.sql(
                            "WITH asked (dataset_id, at_ms) AS (VALUES :rows) SELECT a.dataset_id,"
                                    + " a.at_ms, c.version_id, c.completed_ms FROM asked a JOIN"
                                    + " completed_version c ON c.dataset_id = a.dataset_id AND"
                                    + " c.completed_ms = (SELECT MAX(b.completed_ms) FROM"
                                    + " completed_version b WHERE b.dataset_id = a.dataset_id AND"
                                    + " b.completed_ms <= a.at_ms) ORDER BY c.version_hash")
                    .bindRows("rows", rows)
                    .each(
                            row ->
                                    newest.put(
                                            new Asked(
                                                    (int) row.integer("dataset_id"),
                                                    row.integer("at_ms")),
                                            new Version(
                                                    (int) row.integer("version_id"),
                                                    row.integer("completed_ms"))));
        }
        return newest;
    }

    /** Returns when versions were made, by their runs; one that no run made is absent. */
    public static Map<Integer, Long> when(Db db, Collection<Integer> versions) {
        Map<Integer, Long> when = new HashMap<>();
        for (List<Integer> batch : NodeRows.batches(versions)) {
            db.sql(
                            "SELECT from_id, MAX(at_ms) AS at_ms FROM edge_fact WHERE from_id IN"
                                    + " (:versions) AND kind = :kind GROUP BY from_id")
                    .bindAll("versions", batch)
                    .bind("kind", EdgeKind.GENERATED_BY.wireName())
                    .each(row -> when.put((int) row.integer("from_id"), row.integer("at_ms")));
        }
        return when;
    }
}
