package io.clew.store.internal;

import io.clew.store.Dialect;
import io.clew.store.Query;
import io.clew.store.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds named parameters to a JDBC statement and runs it. */
final class JdbcQuery implements Query {

    /** Longest list of an IN; SQLite's and PostgreSQL's own limits are far above. */
    private static final int LIST_MAX = 500;

    /** Most values of rows: below the 32,766 parameters that either database takes. */
    private static final int ROW_VALUES_MAX = 10_000;

    /** Rows that PostgreSQL's driver holds at a time; SQLite's steps from row to row anyway. */
    private static final int FETCH_ROWS = 1000;

    /** Stands for a parameter that was not bound. */
    private static final Object UNBOUND = new Object();

    /** A list of values, written in place of its parameter. */
    private record Values(List<?> all) {}

    /** Rows of values, each written in parentheses in place of the parameter. */
    private record Rows(List<? extends List<?>> all) {}

    private final JdbcDb db;
    private final NamedSql sql;
    private final @Nullable Object[] values;
    private boolean isExpanded;

    JdbcQuery(JdbcDb db, NamedSql sql) {
        this.db = db;
        this.sql = sql;
        this.values = new @Nullable Object[sql.names().size()];
        Arrays.fill(values, UNBOUND);
    }

    @Override
    public Query bind(String name, @Nullable Object value) {
        Integer index = sql.indexes().get(name);
        if (index == null) {
            throw new IllegalArgumentException("the statement has no parameter :" + name);
        }
        values[index] = value;
        return this;
    }

    @Override
    public Query bindAll(String name, Collection<?> list) {
        if (list.isEmpty() || list.size() > LIST_MAX) {
            throw new IllegalArgumentException(
                    "a list parameter takes 1 to " + LIST_MAX + " values, not " + list.size());
        }
        isExpanded = true;
        return bind(name, new Values(List.copyOf(list)));
    }

    @Override
    public Query bindRows(String name, List<? extends List<?>> rows) {
        if (rows.isEmpty() || rows.size() * rows.getFirst().size() > ROW_VALUES_MAX) {
            throw new IllegalArgumentException(
                    "rows hold 1 to " + ROW_VALUES_MAX + " values in all");
        }
        isExpanded = true;
        return bind(name, new Rows(List.copyOf(rows)));
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

    @Override
    public void post() {
        String text = isExpanded ? expanded() : sql.text();
        List<@Nullable Object> bound = bound();
        Posted posted =
                values.length == 1 && values[0] instanceof Rows(var rows)
                        ? new Posted.Rows(sql, rows)
                        : new Posted.Statement(text, bound);
        try {
            db.post(sql, text, bound, posted);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        String text = isExpanded ? expanded() : sql.text();
        try {
            PreparedStatement statement = db.borrow(sql, text);
            try {
                if (db.dialect() == Dialect.POSTGRESQL) {
                    statement.setFetchSize(FETCH_ROWS);
                }
                List<@Nullable Object> bound = bound();
                Binding.bind(statement, bound);
                T result = work.on(statement);
                db.ran(sql, text, bound);
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

    private String expanded() {
        StringBuilder out = new StringBuilder(sql.pieces().getFirst());
        for (int place = 0; place < sql.places().size(); place++) {
            switch (values[sql.places().get(place)]) {
                case Values list -> out.append(NamedSql.placeholders(list.all().size()));
                case Rows(var rows) ->
                        out.append(NamedSql.placeholders(rows.size(), rows.getFirst().size()));
                case null, default -> out.append('?');
            }
            out.append(sql.pieces().get(place + 1));
        }
        return out.toString();
    }

    /** Returns the values of all placeholders in order. */
    private List<@Nullable Object> bound() {
        List<@Nullable Object> bound = new ArrayList<>();
        for (int parameter : sql.places()) {
            switch (values[parameter]) {
                case Values list -> bound.addAll(list.all());
                case Rows rows -> rows.all().forEach(bound::addAll);
                case null -> bound.add(null);
                case Object value -> {
                    if (value == UNBOUND) {
                        throw new IllegalStateException(
                                "the parameter :" + sql.names().get(parameter) + " was not bound");
                    }
                    bound.add(value);
                }
            }
        }
        return bound;
    }
}
