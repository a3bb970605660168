package io.clew.store.internal;

import io.clew.store.Db;
import io.clew.store.Dialect;
import io.clew.store.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs named SQL on one JDBC connection and keeps its most used statements prepared. */
final class JdbcDb implements Db, AutoCloseable {

    /** Statements kept open for each connection; our program has a few hundred texts in all. */
    private static final int STATEMENTS_MAX = 256;

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);

    JdbcDb(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Query sql(String sql) {
        return new JdbcQuery(this, NamedSql.parse(sql));
    }

    /** Lends a prepared statement; the caller gives it back with {@link #giveBack}. */
    PreparedStatement borrow(String sql) throws SQLException {
        PreparedStatement kept = statements.remove(sql);
        return kept != null ? kept : connection.prepareStatement(sql);
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement replaced = statements.put(sql, statement);
        if (replaced != null) {
            replaced.close();
        }
        if (statements.size() > STATEMENTS_MAX) {
            var eldest = statements.entrySet().iterator();
            PreparedStatement oldest = eldest.next().getValue();
            eldest.remove();
            oldest.close();
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }
}
