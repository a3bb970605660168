package io.clew.harvest.mlflow;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks tables whose columns may differ: one that is not there reads as null. */
final class Tables {

    /** Rows that come at once from a server, so that not all of an answer is held. */
    private static final int FETCH_ROWS = 5000;

    private final Connection connection;
    private final boolean isServer;
    private final Map<String, Set<String>> columns = new HashMap<>();

    Tables(Connection connection) throws SQLException {
        this.connection = connection;
        this.isServer = !connection.getMetaData().getURL().startsWith("jdbc:sqlite:");
    }

    /** Takes one row of an answer. */
    @FunctionalInterface
    interface Row {
        void take(ResultSet row) throws SQLException;
    }

    /** Returns the columns of a table; none when there is no such table. */
    Set<String> columns(String table) throws SQLException {
        Set<String> known = columns.get(table);
        if (known == null) {
            known = find(table);
            columns.put(table, known);
        }
        return known;
    }

    private Set<String> find(String table) throws SQLException {
        Set<String> found = new LinkedHashSet<>();
        if (!exists(table)) {
            return found;
        }
        try (Statement statement = connection.createStatement();
                ResultSet none =
                        statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData meta = none.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                found.add(meta.getColumnName(i).toLowerCase(Locale.ROOT));
            }
        }
        return found;
    }

    private boolean exists(String table) throws SQLException {
        String sql =
                isServer
                        ? "SELECT 1 WHERE to_regclass(?) IS NOT NULL"
                        : "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Begins a query for some columns, each null when the table has it not. */
    String select(String table, String... wanted) throws SQLException {
        Set<String> there = columns(table);
        List<String> list = new ArrayList<>();
        for (String column : wanted) {
            list.add(there.contains(column) ? "\"" + column + "\"" : "NULL AS \"" + column + "\"");
        }
        return "SELECT " + String.join(", ", list) + " FROM " + table;
    }

    /** Returns a condition for rows of the workspace that is there without asking for one. */
    String ofDefaultWorkspace(String table) throws SQLException {
        return columns(table).contains("workspace") ? " WHERE workspace = 'default'" : "";
    }

    /** Counts rows of other workspaces. */
    long elsewhere(String table) throws SQLException {
        return columns(table).contains("workspace")
                ? number("SELECT COUNT(*) FROM " + table + " WHERE workspace <> 'default'")
                : 0;
    }

    long count(String table) throws SQLException {
        return number("SELECT COUNT(*) FROM " + table);
    }

    private long number(String sql) throws SQLException {
        List<Long> found = new ArrayList<>();
        each(sql, List.of(), row -> found.add(row.getLong(1)));
        return found.getFirst();
    }

    /** Visits the rows of an answer. */
    void each(String sql, List<?> values, Row visitor) throws SQLException {
        if (isServer) {
            connection.setAutoCommit(false);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_ROWS);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.take(rows);
                }
            }
        } finally {
            if (isServer) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Returns all pairs of a table by their owner; none when there is no such table. */
    Map<String, Map<String, String>> texts(String table, String owner, String key, String value)
            throws SQLException {
        Map<String, Map<String, String>> texts = new HashMap<>();
        if (!columns(table).isEmpty()) {
            each(select(table, owner, key, value), List.of(), row -> put(texts, row));
        }
        return texts;
    }

    /** Returns the pairs of some owners. */
    Map<String, Map<String, String>> texts(
            String table, String owner, String key, String value, List<String> owners)
            throws SQLException {
        Map<String, Map<String, String>> texts = new HashMap<>();
        if (!columns(table).isEmpty()) {
            each(
                    select(table, owner, key, value) + " WHERE " + in(owner, owners),
                    owners,
                    row -> put(texts, row));
        }
        return texts;
    }

    private static void put(Map<String, Map<String, String>> texts, ResultSet row)
            throws SQLException {
        String text = row.getString(3);
        texts.computeIfAbsent(row.getString(1), id -> new TreeMap<>())
                .put(row.getString(2), text == null ? "" : text);
    }

    static String in(String column, List<?> values) {
        return column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
