package io.clew.questions.rows;

import io.clew.model.ClewException;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.store.Db;
import io.clew.store.Row;
import io.clew.store.UrnHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads nodes by name or number, always within the viewer's workspace. */
public final class NodeRows {

    /** Values of one {@code IN} list; the store takes no more. */
    public static final int BATCH = 500;

    private NodeRows() {}

    /**
     * Returns the number of the viewer's workspace.
     *
     * @throws ClewException NOT_FOUND when there is none of that name
     */
    public static int workspaceId(Db db, Viewer viewer) {
        String name = viewer.workspace().name();
        return db.sql("SELECT id FROM workspace WHERE name = :name")
                .bind("name", name)
                .first(row -> (int) row.integer("id"))
                .orElseThrow(
                        () -> ClewException.notFound("There is no workspace named " + name + "."));
    }

    /** Finds a node by its name; empty when nobody ever spoke of it. */
    public static Optional<NodeRow> find(Db db, int workspaceId, Urn urn) {
        return db.sql(
                        "SELECT id, urn, position FROM node WHERE workspace_id = :workspace AND"
                                + " urn_hash = :hash")
                .bind("workspace", workspaceId)
                .bind("hash", UrnHash.of(urn.toString()))
                .first(NodeRows::row);
    }

    /** Returns those of the nodes with these names that exist, by name. */
    public static Map<Urn, NodeRow> findAll(Db db, int workspaceId, Collection<Urn> urns) {
        Map<Urn, NodeRow> found = new HashMap<>();
        List<String> names = urns.stream().map(Urn::toString).distinct().toList();
        for (List<byte[]> batch : batches(names.stream().map(UrnHash::of).toList())) {
            db.sql(
                            "SELECT id, urn, position FROM node WHERE workspace_id = :workspace AND"
                                    + " urn_hash IN (:hashes)")
                    .bind("workspace", workspaceId)
                    .bindAll("hashes", batch)
                    .each(
                            row -> {
                                NodeRow node = row(row);
                                found.put(node.urn(), node);
                            });
        }
        return found;
    }

    /** Returns those of the nodes with these numbers that are in the workspace, by number. */
    public static Map<Integer, NodeRow> byId(Db db, int workspaceId, Collection<Integer> ids) {
        Map<Integer, NodeRow> found = new HashMap<>();
        for (List<Integer> batch : batches(ids)) {
            db.sql(
                            "SELECT id, urn, position FROM node WHERE workspace_id = :workspace AND"
                                    + " id IN (:ids)")
                    .bind("workspace", workspaceId)
                    .bindAll("ids", batch)
                    .each(
                            row -> {
                                NodeRow node = row(row);
                                found.put(node.id(), node);
                            });
        }
        return found;
    }

    /** Reads a node from the columns {@code id}, {@code urn} and {@code position}. */
    public static NodeRow row(Row row) {
        return new NodeRow((int) row.integer("id"), urn(row.text("urn")), row.integer("position"));
    }

    /** Parses a name that the store holds. */
    public static Urn urn(String stored) {
        return Urn.parse(stored)
                .orElseThrow(() -> new IllegalStateException("not a stored URN: " + stored));
    }

    /** Cuts values into lists that one {@code IN} takes. */
    public static <T> List<List<T>> batches(Collection<T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> batches = new ArrayList<>();
        for (int i = 0; i < all.size(); i += BATCH) {
            batches.add(all.subList(i, Math.min(all.size(), i + BATCH)));
        }
        return batches;
    }
}
