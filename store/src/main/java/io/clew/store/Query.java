package io.clew.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds and runs one statement; used once. */
public interface Query {

    /**
     * Binds a parameter.
     *
     * @param value text, Integer, Long, Double, Boolean (as 0 or 1), byte[] or null
     */
    Query bind(String name, @Nullable Object value);

    /**
     * Binds a list: {@code IN (:ids)} becomes one placeholder for each value.
     *
     * @param values not empty; at most 500, callers go in batches
     */
    Query bindAll(String name, Collection<?> values);

    /**
     * Binds rows to insert: {@code VALUES :rows} becomes one parenthesized row for each.
     *
     * <p>Each number of rows is a statement of its own to prepare, so callers that insert many go
     * in batches of a few fixed sizes.
     *
     * @param rows not empty, all of one length, without nulls; at most 10,000 values in all
     */
    Query bindRows(String name, List<? extends List<?>> rows);

    /** Returns all rows, mapped. */
    <T> List<T> list(Function<Row, T> mapper);

    /** Returns the first row, mapped; empty when there is none. */
    <T> Optional<T> first(Function<Row, T> mapper);

    /** Visits the rows one by one without holding them. */
    void each(Consumer<Row> visitor);

    /** Runs an insert, update or delete and returns the number of rows it changed. */
    int update();

    /**
     * Runs an insert, update or delete whose number of rows nobody asks for: now or later, but
     * before whatever else is asked of the same transaction, and as durable as it.
     *
     * <p>Only for statements that the database cannot refuse, such as rows under keys that are new
     * by construction: a refusal may come when the write was answered already, and stops all
     * further writes.
     */
    void post();
}
