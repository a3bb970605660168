package io.clew.protocol.openlineage.marquez.views;

import io.clew.model.EdgeKind;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads when versions of datasets came to be. */
final class VersionTimes {
    private VersionTimes() {}

    /** Returns the earliest event time at which each was made or else told, in milliseconds. */
    static Map<Integer, Long> of(Db db, Collection<Integer> versions) {
        Map<Integer, Long> times = new HashMap<>();
        for (EdgeKind kind : List.of(EdgeKind.VERSION_OF, EdgeKind.GENERATED_BY)) {
            for (List<Integer> batch : NodeRows.batches(versions)) {
                db.sql(
                                "SELECT from_id, MIN(at_ms) AS at FROM edge_fact WHERE from_id IN"
                                        + " (:versions) AND kind = :kind GROUP BY from_id")
                        .bindAll("versions", batch)
                        .bind("kind", kind.wireName())
                        .each(row -> times.put((int) row.integer("from_id"), row.integer("at")));
            }
        }
        return times;
    }
}
