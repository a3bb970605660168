package io.clew.store.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a prepared statement its values. */
final class Binding {
    private Binding() {}

    static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
            throws SQLException {
        int index = 1;
        for (Object value : values) {
            bindOne(statement, index++, value);
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
