package io.clew.store.internal;

import io.clew.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the current row of a JDBC result. */
final class JdbcRow implements Row {

    private final ResultSet rows;

    JdbcRow(ResultSet rows) {
        this.rows = rows;
    }

    @Override
    public String text(String column) {
        return present(nullableText(column), column);
    }

    @Override
    public @Nullable String nullableText(String column) {
        try {
            return rows.getString(column);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    @Override
    public long integer(String column) {
        return optionalInteger(column)
                .orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
    }

    @Override
    public Optional<Long> optionalInteger(String column) {
        try {
            long value = rows.getLong(column);
            return rows.wasNull() ? Optional.empty() : Optional.of(value);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    @Override
    public double real(String column) {
        return optionalReal(column)
                .orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
    }

    @Override
    public Optional<Double> optionalReal(String column) {
        try {
            double value = rows.getDouble(column);
            return rows.wasNull() ? Optional.empty() : Optional.of(value);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    @Override
    public byte[] bytes(String column) {
        return present(nullableBytes(column), column);
    }

    @Override
    public byte @Nullable [] nullableBytes(String column) {
        try {
            return rows.getBytes(column);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private static <T> T present(@Nullable T value, String column) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }
}
