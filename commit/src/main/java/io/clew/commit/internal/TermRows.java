package io.clew.commit.internal;

import io.clew.commit.Terms;
import io.clew.store.Db;
import io.clew.store.RowBatches;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what nodes can be found by, and lays it down at the end of the write that says so: only
 * readers look at it, and one statement for many rows costs less than many.
 */
final class TermRows {

    private final Set<List<?>> rows = new LinkedHashSet<>();

    void add(int workspaceId, int node, String key, @Nullable Object value) {
        for (String term : Terms.of(key, value)) {
            rows.add(List.of(workspaceId, Terms.name(key), term, node));
        }
    }

    void insert(Db db) {
        RowBatches.each(
                new ArrayList<>(rows),
                batch ->
                        db.sql(
                                        "INSERT INTO term (workspace_id, name, term, node_id) VALUES"
                                                + " :rows ON CONFLICT DO NOTHING")
                                .bindRows("rows", batch)
                                .update());
    }
}
