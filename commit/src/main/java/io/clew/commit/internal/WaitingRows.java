package io.clew.commit.internal;

import io.clew.store.Db;
import io.clew.store.RowBatches;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows of a group's writes until somebody may read them: a statement of many rows costs a
 * fraction of many statements. Lives on the writer thread.
 */
final class WaitingRows {

    private final Table nodes =
            new Table(
                    "INSERT INTO node (id, workspace_id, kind, urn_hash, urn, position) VALUES"
                            + " :rows");
    private final Table edges =
            new Table(
                    "INSERT INTO edge_fact (position, seq, workspace_id, asserter_id, at_ms,"
                            + " at_source, rule, inputs, from_id, kind, to_id, assertion,"
                            + " attributes) VALUES :rows");
    private final Table attributes =
            new Table(
                    "INSERT INTO attribute_fact (position, seq, workspace_id, asserter_id, at_ms,"
                            + " at_source, rule, inputs, node_id, name, value, assertion) VALUES"
                            + " :rows");
    private final Table terms =
            new Table(
                    "INSERT INTO term (workspace_id, name, term, node_id) VALUES :rows ON CONFLICT"
                            + " DO NOTHING");
    private final List<Table> all = List.of(nodes, edges, attributes, terms);

    /** The rows that wait for one statement, in their order. */
    private static final class Table {
        private final String insert;
        private final List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        private int marked;

        Table(String insert) {
            this.insert = insert;
        }

        void insert(Db db) {
            RowBatches.each(rows, batch -> db.sql(insert).bindRows("rows", batch).update());
            rows.clear();
            marked = 0;
        }
    }

    void node(List<?> row) {
        nodes.rows.add(row);
    }

    void edge(List<? extends @Nullable Object> row) {
        edges.rows.add(row);
    }

    void attribute(List<? extends @Nullable Object> row) {
        attributes.rows.add(row);
    }

    void term(List<?> row) {
        terms.rows.add(row);
    }

    /** Begins one write of the group. */
    void mark() {
        all.forEach(table -> table.marked = table.rows.size());
    }

    /** Forgets what the write brought that is not laid down. */
    void undo() {
        all.forEach(table -> table.rows.subList(table.marked, table.rows.size()).clear());
    }

    void forget() {
        all.forEach(
                table -> {
                    table.rows.clear();
                    table.marked = 0;
                });
    }

    /** Lays everything down. */
    void insert(Db db) {
        all.forEach(table -> table.insert(db));
    }
}
