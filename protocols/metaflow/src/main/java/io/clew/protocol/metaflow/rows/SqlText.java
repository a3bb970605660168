package io.clew.protocol.metaflow.rows;

import io.clew.store.Dialect;
import io.clew.store.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a statement together from constants of the program; what a client sent is always bound.
 *
 * <p>Used by one thread, once.
 */
public final class SqlText {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Dialect dialect;

    public SqlText(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Adds a constant. */
    public SqlText add(String sql) {
        text.append(sql);
        return this;
    }

    /** Adds a parameter with its value. */
    public SqlText bind(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        text.append(':').append(name);
        return this;
    }

    /** Adds a comparison with a pattern of {@code %} and {@code _}, whatever the case. */
    public SqlText like(String expression, String pattern) {
        add(expression).add(dialect == Dialect.SQLITE ? " LIKE " : " ILIKE ");
        return bind(pattern).add(" ESCAPE '\\'");
    }

    /** Adds a check whether a column holds a text, by case. */
    public SqlText contains(String column, String part) {
        return switch (dialect) {
            case SQLITE -> add("instr(").add(column).add(", ").bind(part).add(") > 0");
            case POSTGRESQL -> add("strpos(").add(column).add(", ").bind(part).add(") > 0");
        };
    }

    /** Adds {@code (a, b) < (…)}: what comes after an element in an order that falls. */
    public SqlText before(List<String> columns, List<Object> values) {
        add("(").add(String.join(", ", columns)).add(") < (");
        for (int i = 0; i < values.size(); i++) {
            add(i == 0 ? "" : ", ").bind(values.get(i));
        }
        return add(")");
    }

    /** Prepares the statement; its text has the parameter {@code :workspace}. */
    public Query query(Scope scope) {
        Query query = scope.sql(text.toString());
        values.forEach(query::bind);
        return query;
    }

    Dialect dialect() {
        return dialect;
    }
}
