package io.clew.protocol.mlflow.runs;

import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.store.RowBatches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes one of the two tables that hold texts of runs by key. */
enum PairTable {
    PARAM(
            "SELECT key, value FROM mlflow_param WHERE workspace_id = :workspace AND node_id = :node"
                    + " AND key IN (:keys)",
            "SELECT node_id, key, value FROM mlflow_param WHERE node_id IN (:nodes) ORDER BY node_id, key",
            "INSERT INTO mlflow_param (node_id, key, workspace_id, value) VALUES :rows ON CONFLICT"
                    + " (node_id, key) DO UPDATE SET value = excluded.value",
            "DELETE FROM mlflow_param WHERE workspace_id = :workspace AND node_id = :node AND key ="
                    + " :key"),
    TAG(
            "SELECT key, value FROM mlflow_tag WHERE workspace_id = :workspace AND node_id = :node"
                    + " AND key IN (:keys)",
            "SELECT node_id, key, value FROM mlflow_tag WHERE node_id IN (:nodes) ORDER BY node_id, key",
            "INSERT INTO mlflow_tag (node_id, key, workspace_id, value) VALUES :rows ON CONFLICT"
                    + " (node_id, key) DO UPDATE SET value = excluded.value",
            "DELETE FROM mlflow_tag WHERE workspace_id = :workspace AND node_id = :node AND key ="
                    + " :key");

    private static final int BATCH = 500;

    private final String some;
    private final String all;
    private final String put;
    private final String remove;

    PairTable(String some, String all, String put, String remove) {
        this.some = some;
        this.all = all;
        this.put = put;
        this.remove = remove;
    }

    /** Returns the values of some keys of a run; those that it has not are left out. */
    Map<String, String> values(Scope scope, int node, Collection<String> keys) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> wanted = List.copyOf(keys);
        for (int from = 0; from < wanted.size(); from += BATCH) {
            scope.sql(some)
                    .bind("node", node)
                    .bindAll("keys", wanted.subList(from, Math.min(wanted.size(), from + BATCH)))
                    .each(row -> values.put(row.text("key"), row.text("value")));
        }
        return values;
    }

    /**
     * Returns all pairs of some runs, at most 500, by node; each list is by key.
     *
     * <p>A node is of one workspace. To ask for that as well would have a database walk the index
     * of values, which begins with it.
     *
     * @param nodes of the scope's workspace
     */
    Map<Integer, List<KeyValue>> all(Scope scope, Collection<Integer> nodes) {
        Map<Integer, List<KeyValue>> found = new HashMap<>();
        scope.db()
                .sql(all)
                .bindAll("nodes", nodes)
                .each(
                        row ->
                                found.computeIfAbsent(
                                                (int) row.integer("node_id"),
                                                node -> new ArrayList<>())
                                        .add(new KeyValue(row.text("key"), row.text("value"))));
        return found;
    }

    /** Writes pairs of a run, each of another key. */
    void put(Scope scope, int node, Collection<KeyValue> pairs) {
        List<List<?>> rows = new ArrayList<>(pairs.size());
        pairs.forEach(
                pair -> rows.add(List.of(node, pair.key(), scope.workspaceId(), pair.value())));
        RowBatches.each(rows, batch -> scope.db().sql(put).bindRows("rows", batch).update());
    }

    boolean remove(Scope scope, int node, String key) {
        return scope.sql(remove).bind("node", node).bind("key", key).update() > 0;
    }
}
