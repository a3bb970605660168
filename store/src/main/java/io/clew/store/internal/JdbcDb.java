package io.clew.store.internal;

import io.clew.store.Db;
import io.clew.store.Dialect;
import io.clew.store.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** Runs named SQL on one JDBC connection and keeps its most used statements prepared. */
final class JdbcDb implements Db, AutoCloseable {

    /** Statements kept open for a connection; our program has a few hundred texts in all. */
    static final int STATEMENTS_MAX = 256;

    private final Connection connection;
    private final Dialect dialect;
    private final int statementsMax;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);
    private boolean changed;
    private @Nullable Recording recording;
    private @Nullable Later later;

    /**
     * Wraps a connection: in auto-commit mode for SQLite, where a transaction is begun by its own
     * statement; not in it for PostgreSQL, whose driver begins one by itself and streams only then.
     *
     * @param statementsMax statements kept open; 0 where the driver keeps them itself
     */
    JdbcDb(Connection connection, Dialect dialect, int statementsMax) {
        this.connection = connection;
        this.dialect = dialect;
        this.statementsMax = statementsMax;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Query sql(String sql) {
        return new JdbcQuery(this, NamedSql.parse(sql));
    }

    void beginRead() throws SQLException {
        if (dialect == Dialect.SQLITE) {
            execute("BEGIN");
        }
    }

    void beginWrite() throws SQLException {
        if (dialect == Dialect.SQLITE) {
            execute("BEGIN IMMEDIATE");
        }
    }

    void commit() throws SQLException {
        if (dialect == Dialect.SQLITE) {
            execute("COMMIT");
        } else {
            requireNotAborted();
            connection.commit();
        }
    }

    /**
     * PostgreSQL answers COMMIT of an aborted transaction with ROLLBACK, and its driver hides it.
     */
    private void requireNotAborted() throws SQLException {
        if (connection.unwrap(PgConnection.class).getTransactionState()
                == TransactionState.FAILED) {
            throw new SQLException("a statement of this transaction failed", "25P02");
        }
    }

    void rollback() throws SQLException {
        if (dialect == Dialect.SQLITE) {
            execute("ROLLBACK");
        } else {
            connection.rollback();
        }
    }

    /** Records from now on what changes rows, and leaves what is posted to somebody else. */
    void record(Recording into, Later postedTo) {
        recording = into;
        later = postedTo;
    }

    /** Ends {@link #record}. */
    void recordNothing() {
        recording = null;
        later = null;
    }

    /**
     * Runs what was posted, and from now on what is, at once: so that it fails where it is told.
     */
    void postNothing() throws SQLException {
        settle();
        later = null;
    }

    private void settle() throws SQLException {
        if (later != null) {
            later.settle();
        }
    }

    /**
     * Runs a statement now or later, by its text with placeholders and their values.
     *
     * @param posted the same as somebody else is to run it
     */
    void post(NamedSql sql, String text, List<? extends @Nullable Object> values, Posted posted)
            throws SQLException {
        changed = true;
        if (later == null) {
            run(text, values);
        } else {
            later.post(posted);
        }
        ran(sql, text, values);
    }

    /** Begins one write: forgets whether anything was changed; see {@link #hasChanged}. */
    void beginChanges() {
        changed = false;
        if (recording != null) {
            recording.mark();
        }
    }

    /** Records nothing of what was done since {@link #beginChanges}: it was undone. */
    void forgetChanges() {
        if (recording != null) {
            recording.undoToMark();
        }
    }

    /** Learns that a statement was run, by its text with placeholders and their values. */
    void ran(NamedSql sql, String text, List<? extends @Nullable Object> values) {
        if (recording != null && sql.isChange()) {
            recording.statement(text, values);
        }
    }

    /** Runs a statement by its text with placeholders and their values. */
    void run(String text, List<? extends @Nullable Object> values) throws SQLException {
        PreparedStatement kept = statements.remove(text);
        PreparedStatement statement = kept != null ? kept : connection.prepareStatement(text);
        try {
            Binding.bind(statement, values);
            if (statement.execute()) {
                // Of RETURNING; an open one would keep the transaction from its commit.
                statement.getResultSet().close();
            }
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
        giveBack(text, statement);
    }

    /** Says whether a statement that may change rows was run since {@link #beginChanges}. */
    boolean hasChanged() {
        return changed;
    }

    /** Lends a prepared statement; the caller gives it back with {@link #giveBack}. */
    PreparedStatement borrow(NamedSql sql, String text) throws SQLException {
        settle();
        changed |= sql.isChange();
        PreparedStatement kept = statements.remove(text);
        return kept != null ? kept : connection.prepareStatement(text);
    }

    void giveBack(String text, PreparedStatement statement) throws SQLException {
        if (statementsMax == 0 || text.length() > NamedSql.KEPT_CHARS_MAX) {
            statement.close();
            return;
        }
        PreparedStatement replaced = statements.put(text, statement);
        if (replaced != null) {
            replaced.close();
        }
        if (statements.size() > statementsMax) {
            var eldest = statements.entrySet().iterator();
            PreparedStatement oldest = eldest.next().getValue();
            eldest.remove();
            oldest.close();
        }
    }

    /** Runs a statement without parameters and results, prepared once. */
    void execute(String sql) throws SQLException {
        PreparedStatement kept = statements.remove(sql);
        PreparedStatement statement = kept != null ? kept : connection.prepareStatement(sql);
        try {
            statement.execute();
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
        giveBack(sql, statement);
    }

    /** Runs statements of a migration or a setting, which are used once. */
    void executeOnce(String sql) throws SQLException {
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
