package io.clew.commit.internal;

import io.clew.commit.Insert;
import io.clew.commit.inference.RuleTable;
import io.clew.store.Db;
import io.clew.store.RowBatches;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows of a group's writes until somebody may read them: a statement of many rows costs a
 * fraction of many statements. Lives on the writer thread.
 */
final class WaitingRows {

    private final Table nodes =
            new Table(
                    "node",
                    "INSERT INTO node (id, workspace_id, kind, urn_hash, urn, position) VALUES"
                            + " :rows");
    private final Table edges =
            new Table(
                    "edge_fact",
                    "INSERT INTO edge_row (position, seq, workspace_id, asserter_id, at_ms,"
                            + " at_source, rule_id, inputs, from_id, kind_id, to_id, assertion,"
                            + " attributes) VALUES :rows");
    private final Table attributes =
            new Table(
                    "attribute_fact",
                    "INSERT INTO attribute_row (position, seq, workspace_id, asserter_id, at_ms,"
                            + " at_source, rule_id, inputs, node_id, name_id, value, value_of, assertion)"
                            + " VALUES :rows");
    private final Table retractions =
            new Table(
                    "retraction",
                    "INSERT INTO retraction (position, seq, workspace_id, asserter_id, at_ms,"
                            + " at_source, from_id, reason, kind, to_id, name, until_ms) VALUES"
                            + " :rows");
    private final Table terms =
            new Table(
                    "term",
                    "INSERT INTO term (workspace_id, name, term, node_id) VALUES :rows ON CONFLICT"
                            + " DO NOTHING");
    private final Map<RuleTable, Table> ofRules = new EnumMap<>(RuleTable.class);
    private final Map<Insert, Table> ofProtocols = new HashMap<>();
    private final List<Table> all;

    WaitingRows() {
        List<Table> tables = new ArrayList<>(List.of(nodes, edges, attributes, retractions, terms));
        for (RuleTable table : RuleTable.values()) {
            Table waiting = new Table(table.tableName(), table.insert());
            ofRules.put(table, waiting);
            tables.add(waiting);
        }
        all = tables;
    }

    /**
     * The rows that wait for one statement, in their order; its name is what readers call them by.
     */
    private static final class Table {
        private final String name;
        private final String insert;
        private final boolean isKeyed;
        private final List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        private int marked;

        Table(String name, String insert) {
            this(name, insert, false);
        }

        Table(String name, String insert, boolean isKeyed) {
            this.name = name;
            this.insert = insert;
            this.isKeyed = isKeyed;
        }

        void insert(Db db) {
            RowBatches.each(
                    isKeyed ? lastOfEachKey() : rows,
                    batch -> db.sql(insert).bindRows("rows", batch).post());
            rows.clear();
            marked = 0;
        }

        /** PostgreSQL refuses a statement that changes a row twice. */
        private List<List<? extends @Nullable Object>> lastOfEachKey() {
            Map<Object, List<? extends @Nullable Object>> last = new LinkedHashMap<>();
            rows.forEach(row -> last.put(Objects.requireNonNull(row.getFirst()), row));
            return List.copyOf(last.values());
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

    void retraction(List<? extends @Nullable Object> row) {
        retractions.rows.add(row);
    }

    void term(List<?> row) {
        terms.rows.add(row);
    }

    /** Lets a row of a rule wait; one that is there already is left out. */
    void rule(RuleTable table, List<?> row) {
        Objects.requireNonNull(ofRules.get(table)).rows.add(row);
    }

    /** Lets a row of a protocol's own wait. */
    void own(Insert into, List<? extends @Nullable Object> row) {
        ofProtocols.computeIfAbsent(into, this::table).rows.add(row);
    }

    private Table table(Insert into) {
        Table table = new Table(into.table(), into.sql(), into.isKeyed());
        all.add(table);
        return table;
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

    /** Lays down what waits for some tables. */
    void insert(Db db, Set<String> tables) {
        if (!tables.isEmpty()) {
            for (Table table : all) {
                if (!table.rows.isEmpty() && tables.contains(table.name)) {
                    table.insert(db);
                }
            }
        }
    }

    /** Lays everything down. */
    void insert(Db db) {
        all.forEach(table -> table.insert(db));
    }
}
