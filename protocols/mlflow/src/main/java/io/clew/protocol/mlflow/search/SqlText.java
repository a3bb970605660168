package io.clew.protocol.mlflow.search;

import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.Dialect;
import io.clew.store.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one statement with its parameters.
 *
 * <p>Only constants of the program become part of its text; whatever a client sent is bound.
 */
public final class SqlText {
    /** Longest list of one placeholder; longer ones are split. */
    private static final int LIST_MAX = 500;

    private final StringBuilder text = new StringBuilder();
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
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

    /** Adds a comparison of a text column. */
    public SqlText compare(String column, Comparator comparator, Operand operand) {
        switch (operand) {
            case Operand.Text value -> compareText(column, comparator, value.value());
            case Operand.Number value ->
                    add(column).add(" ").add(operator(comparator)).add(" ").bind(value.bound());
            case Operand.Texts list -> in(column, comparator == Comparator.IN, list.values());
            case Operand.None none ->
                    add(column).add(comparator == Comparator.IS_NULL ? " IS NULL" : " IS NOT NULL");
        }
        return this;
    }

    /** Adds a check whether a column is one of some values, or none of them. */
    public SqlText in(String column, boolean in, List<?> values) {
        add("(");
        for (int from = 0; from < values.size(); from += LIST_MAX) {
            if (from > 0) {
                add(in ? " OR " : " AND ");
            }
            List<?> some = values.subList(from, Math.min(values.size(), from + LIST_MAX));
            add(column).add(in ? " IN (" : " NOT IN (");
            for (int i = 0; i < some.size(); i++) {
                add(i == 0 ? "" : ", ").bind(some.get(i));
            }
            add(")");
        }
        return add(")");
    }

    private void compareText(String column, Comparator comparator, String value) {
        add(column);
        switch (comparator) {
            case LIKE -> {
                // SQLite's LIKE takes no notice of case, its GLOB does.
                switch (dialect) {
                    case SQLITE -> add(" GLOB ").bind(glob(value));
                    case POSTGRESQL -> add(" LIKE ").bind(value).add(" ESCAPE ''");
                }
            }
            case ILIKE -> {
                switch (dialect) {
                    case SQLITE -> add(" LIKE ").bind(value);
                    case POSTGRESQL -> add(" ILIKE ").bind(value).add(" ESCAPE ''");
                }
            }
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    add(" ").add(operator(comparator)).add(" ").bind(value);
            case RLIKE, IN, NOT_IN, IS_NULL, IS_NOT_NULL ->
                    throw new IllegalArgumentException(comparator + " does not compare a text");
        }
    }

    private static String operator(Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case LIKE, ILIKE, RLIKE, IN, NOT_IN, IS_NULL, IS_NOT_NULL ->
                    throw new IllegalArgumentException(comparator + " is no operator");
        };
    }

    /** Returns the GLOB pattern that matches what a LIKE pattern does, but by case. */
    static String glob(String like) {
        StringBuilder glob = new StringBuilder(like.length() + 8);
        for (char c : like.toCharArray()) {
            switch (c) {
                case '%' -> glob.append('*');
                case '_' -> glob.append('?');
                case '*', '?', '[' -> glob.append('[').append(c).append(']');
                default -> glob.append(c);
            }
        }
        return glob.toString();
    }

    /** Prepares the statement; its text has the parameter {@code :workspace}. */
    public Query query(Scope scope) {
        Query query = scope.sql(text.toString());
        values.forEach(query::bind);
        return query;
    }

    /** Returns the text, for a look at the plan. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** Returns the values in the order they were bound. */
    List<@Nullable Object> values() {
        return new ArrayList<>(values.values());
    }
}
