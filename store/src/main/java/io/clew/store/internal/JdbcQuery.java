package io.clew.store.internal;

import io.clew.store.Dialect;
import io.clew.store.Query;
import io.clew.store.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds named parameters to a JDBC statement and runs it. */
final class JdbcQuery implements Query {

    /** Longest list of an IN; SQLite's and PostgreSQL's own limits are far above. */
    private static final int LIST_MAX = 500;

    /** Rows that PostgreSQL's driver holds at a time; SQLite's steps from row to row anyway. */
    private static final int FETCH_ROWS = 1000;

    private final JdbcDb db;
    private final NamedSql sql;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    JdbcQuery(JdbcDb db, NamedSql sql) {
        this.db = db;
        this.sql = sql;
    }

    @Override
    public Query bind(String name, @Nullable Object value) {
        if (!sql.names().contains(name)) {
            throw new IllegalArgumentException("the statement has no parameter :" + name);
        }
        values.put(name, value);
        return this;
    }

    @Override
    public Query bindAll(String name, Collection<?> list) {
        if (list.isEmpty() || list.size() > LIST_MAX) {
            throw new IllegalArgumentException(
                    "a list parameter takes 1 to " + LIST_MAX + " values, not " + list.size());
        }
        return bind(name, List.copyOf(list));
    }

    @Override
    public <T> List<T> list(Function<Row, T> mapper) {
        List<T> all = new ArrayList<>();
        each(row -> all.add(mapper.apply(row)));
        return all;
    }

    @Override
    public <T> Optional<T> first(Function<Row, T> mapper) {
        return run(
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next()
                                ? Optional.of(mapper.apply(new JdbcRow(rows)))
                                : Optional.empty();
                    }
                });
    }

    @Override
    public void each(Consumer<Row> visitor) {
        run(
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        JdbcRow row = new JdbcRow(rows);
                        while (rows.next()) {
                            visitor.accept(row);
                        }
                        return true;
                    }
                });
    }

    @Override
    public int update() {
        return run(PreparedStatement::executeUpdate);
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        String text = positional();
        try {
            PreparedStatement statement = db.borrow(sql, text);
            try {
                if (db.dialect() == Dialect.POSTGRESQL) {
                    statement.setFetchSize(FETCH_ROWS);
                }
                bindTo(statement);
                T result = work.on(statement);
                db.giveBack(text, statement);
                return result;
            } catch (SQLException | RuntimeException e) {
                closeQuietly(statement, e);
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private static void closeQuietly(PreparedStatement statement, Exception reason) {
        try {
            statement.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private String positional() {
        StringBuilder out = new StringBuilder(sql.pieces().getFirst());
        for (int i = 0; i < sql.names().size(); i++) {
            if (value(sql.names().get(i)) instanceof List<?> list) {
                out.append("?,".repeat(list.size()));
                out.setLength(out.length() - 1);
            } else {
                out.append('?');
            }
            out.append(sql.pieces().get(i + 1));
        }
        return out.toString();
    }

    private @Nullable Object value(String name) {
        Object value = values.get(name);
        if (value == null && !values.containsKey(name)) {
            throw new IllegalStateException("the parameter :" + name + " was not bound");
        }
        return value;
    }

    private void bindTo(PreparedStatement statement) throws SQLException {
        int index = 1;
        for (String name : sql.names()) {
            if (value(name) instanceof List<?> list) {
                for (Object element : list) {
                    bindOne(statement, index++, element);
                }
            } else {
                bindOne(statement, index++, value(name));
            }
        }
    }

    private static void bindOne(PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, StorableText.require(text));
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setLong(index, number);
            case Double number -> statement.setDouble(index, number);
            case Boolean flag -> statement.setLong(index, flag ? 1 : 0);
            case byte[] bytes -> statement.setBytes(index, bytes);
            default ->
                    throw new IllegalArgumentException(
                            "cannot bind a value of " + value.getClass());
        }
    }
}
