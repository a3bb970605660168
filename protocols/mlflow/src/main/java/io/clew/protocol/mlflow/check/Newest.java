package io.clew.protocol.mlflow.check;

import io.clew.commit.StoredValues;
import io.clew.model.Urn;
import io.clew.store.Db;
import io.clew.store.UrnHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the newest fact, in the order of the log, on each attribute of some nodes. */
final class Newest {
    private Newest() {}

    /** Longest list that one statement takes. */
    private static final int BATCH = 500;

    /** Returns the values by attribute of each node that is there; ended ones are left out. */
    static Map<Urn, Map<String, Object>> of(Db db, int workspaceId, Collection<Urn> urns) {
        Map<Long, Urn> nodes = new HashMap<>();
        batches(
                List.copyOf(urns),
                batch ->
                        db.sql(
                                        "SELECT id, urn FROM node WHERE workspace_id = :workspace"
                                                + " AND urn_hash IN (:hashes)")
                                .bind("workspace", workspaceId)
                                .bindAll(
                                        "hashes",
                                        batch.stream()
                                                .map(urn -> UrnHash.of(urn.toString()))
                                                .toList())
                                .each(
                                        row ->
                                                nodes.put(
                                                        row.integer("id"),
                                                        Urn.parse(row.text("urn")).orElseThrow())));
        Map<Urn, Map<String, Object>> newest = new HashMap<>();
        nodes.values().forEach(urn -> newest.put(urn, new HashMap<>()));
        batches(
                new ArrayList<>(nodes.keySet()),
                batch ->
                        db.sql(
                                        "SELECT node_id, name, value FROM attribute_fact f WHERE"
                                                + " node_id IN (:nodes) ORDER BY position, seq")
                                .bindAll("nodes", batch)
                                .each(
                                        row -> {
                                            Map<String, Object> values =
                                                    newest.get(nodes.get(row.integer("node_id")));
                                            Object value =
                                                    StoredValues.read(row.nullableText("value"));
                                            if (values != null && value != null) {
                                                values.put(row.text("name"), value);
                                            } else if (values != null) {
                                                values.remove(row.text("name"));
                                            }
                                        }));
        return newest;
    }

    private static <T> void batches(List<T> all, java.util.function.Consumer<List<T>> each) {
        for (int from = 0; from < all.size(); from += BATCH) {
            each.accept(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
    }
}
