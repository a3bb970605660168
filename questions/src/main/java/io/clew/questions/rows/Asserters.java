package io.clew.questions.rows;

import io.clew.model.Asserter;
import io.clew.store.Db;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads who stands behind the numbers of asserters. */
public final class Asserters {
    private Asserters() {}

    /** Returns the asserters with these numbers. */
    public static Map<Long, Asserter> of(Db db, Collection<Long> ids) {
        Map<Long, Asserter> found = new HashMap<>();
        for (List<Long> batch : NodeRows.batches(Set.copyOf(ids))) {
            db.sql("SELECT id, agent, protocol FROM asserter WHERE id IN (:ids)")
                    .bindAll("ids", batch)
                    .each(
                            row ->
                                    found.put(
                                            row.integer("id"),
                                            new Asserter(
                                                    NodeRows.urn(row.text("agent")),
                                                    row.text("protocol"))));
        }
        return found;
    }
}
