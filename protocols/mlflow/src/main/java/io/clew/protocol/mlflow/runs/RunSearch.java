package io.clew.protocol.mlflow.runs;

import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.search.Condition;
import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.Order;
import io.clew.protocol.mlflow.search.SqlText;
import io.clew.protocol.mlflow.wire.PageToken;
import io.clew.protocol.mlflow.wire.ViewType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds runs by experiments, a filter and an order, one page at a time.
 *
 * @param experiments ids; none of them finds nothing
 */
record RunSearch(
        List<Long> experiments, List<Condition> conditions, ViewType view, List<Order> orders) {

    /** The rank of runs that have the metric they are ordered by, as {@link RunOrder} counts. */
    private static final Long MEASURED_RANK = 0L;

    /**
     * Bounds how far a search looks along an index before it takes another way to the same answer.
     *
     * @param candidatesMax runs that are looked at one by one rather than walking them in order
     * @param walkMax values of a metric's index that are walked before all runs are sorted instead
     */
    record Reach(int candidatesMax, int walkMax) {
        static final Reach USUAL = new Reach(5000, 10_000);
    }

    /**
     * Holds a page of runs.
     *
     * @param last what its last run is ordered by, or null when nothing follows
     */
    record Page(List<Run> runs, @Nullable List<@Nullable Object> last) {}

    /** Returns the page after a token's run, or the first. */
    Page page(Scope scope, @Nullable PageToken after, int limit) {
        return page(scope, after, limit, Reach.USUAL);
    }

    /** Returns the same page, however far it looks along an index. */
    Page page(Scope scope, @Nullable PageToken after, int limit, Reach reach) {
        if (experiments.isEmpty()) {
            return new Page(List.of(), null);
        }
        RunOrder order = RunOrder.of(orders);
        Optional<Condition> driver = driver(scope, reach);
        if (driver.isEmpty()) {
            Page walked = walk(scope, order, after, limit, reach);
            if (walked != null && walked.last() != null) {
                return walked;
            }
        }
        SqlText sql = new SqlText(scope.db().dialect());
        sql.add("SELECT ").add(RunRows.COLUMNS);
        order.keyset().select(sql);
        if (driver.isPresent()) {
            // A cross join is walked in the order it is written.
            sql.add(" FROM (");
            RunConditions.addCandidates(sql, driver.get());
            sql.add(") c CROSS JOIN mlflow_run r");
        } else {
            sql.add(" FROM mlflow_run r");
        }
        order.join(sql);
        sql.add(" WHERE r.workspace_id = :workspace");
        if (driver.isPresent()) {
            sql.add(" AND r.node_id = c.node_id");
        }
        where(sql, condition -> condition != driver.orElse(null));
        if (after != null) {
            sql.add(" AND ");
            order.keyset().after(sql, after.values());
        }
        order.keyset().orderBy(sql);
        sql.add(" LIMIT ").bind((long) limit + 1);
        return read(scope, order, sql, limit);
    }

    /**
     * Returns a page from the runs that have the metric which is ordered by first, in the order of
     * that metric's index: for a page of many runs only the first are looked at.
     *
     * @return exact when more follows in it; else, or null, the runs without the metric or far down
     *     its index may belong to the page too
     */
    private @Nullable Page walk(
            Scope scope, RunOrder order, @Nullable PageToken after, int limit, Reach reach) {
        RunOrder measured = order.amongMeasured().orElse(null);
        List<@Nullable Object> values = after == null ? List.of() : after.values();
        boolean begun = after != null;
        boolean isMeasured = !begun || !values.isEmpty() && MEASURED_RANK.equals(values.getFirst());
        if (measured == null || !isMeasured || limit >= reach.walkMax()) {
            return null;
        }
        Order first = orders.getFirst();
        Predicate<Condition> ofFirst =
                condition ->
                        condition.kind() == FieldKind.METRIC && condition.key().equals(first.key());
        List<@Nullable Object> position = begun ? values.subList(1, values.size()) : List.of();
        SqlText sql = new SqlText(scope.db().dialect());
        sql.add("SELECT ").add(RunRows.COLUMNS);
        measured.keyset().select(sql);
        sql.add(" FROM metric_latest o0 CROSS JOIN mlflow_run r");
        measured.join(sql, 1);
        sql.add(" WHERE ");
        measured(sql, first, ofFirst);
        sql.add(" AND o0.value_bits <> ").bind(RunConditions.NAN_BITS);
        walkEnd(scope, first, ofFirst, position, reach)
                .ifPresent(
                        end ->
                                sql.add(" AND o0.value ")
                                        .add(first.ascending() ? "< " : "> ")
                                        .bind(end));
        sql.add(" AND r.node_id = o0.node_id AND r.workspace_id = :workspace");
        where(sql, ofFirst.negate());
        if (begun) {
            sql.add(" AND ");
            measured.keyset().after(sql, position);
        }
        measured.keyset().orderBy(sql);
        sql.add(" LIMIT ").bind((long) limit + 1);
        Page page = read(scope, measured, sql, limit);
        if (page.last() == null) {
            return page;
        }
        List<@Nullable Object> last = new ArrayList<>();
        last.add(MEASURED_RANK);
        last.addAll(page.last());
        return new Page(page.runs(), last);
    }

    /** Adds what holds for the values that are walked: they are of one metric, and in its range. */
    private void measured(SqlText sql, Order first, Predicate<Condition> ofFirst) {
        sql.add("o0.workspace_id = :workspace AND o0.key = ").bind(first.key());
        for (Condition condition : conditions) {
            if (ofFirst.test(condition)) {
                sql.add(" AND ");
                RunConditions.value(sql, "o0.value", condition);
            }
        }
    }

    /** Returns the value at which a walk is to stop; empty when it may walk to the end. */
    private Optional<Double> walkEnd(
            Scope scope,
            Order first,
            Predicate<Condition> ofFirst,
            List<@Nullable Object> position,
            Reach reach) {
        SqlText sql = new SqlText(scope.db().dialect());
        sql.add("SELECT o0.value AS value FROM metric_latest o0 WHERE ");
        measured(sql, first, ofFirst);
        if (!position.isEmpty() && position.getFirst() instanceof Double value) {
            sql.add(first.ascending() ? " AND o0.value >= " : " AND o0.value <= ").bind(value);
        }
        sql.add(" ORDER BY o0.value ").add(first.ascending() ? "ASC" : "DESC");
        sql.add(" LIMIT 1 OFFSET ").bind((long) reach.walkMax());
        return sql.query(scope).first(row -> row.real("value"));
    }

    private void where(SqlText sql, Predicate<Condition> wanted) {
        sql.add(" AND ");
        if (experiments.size() == 1) {
            sql.add("r.experiment_id = ").bind(experiments.getFirst());
        } else {
            sql.in("r.experiment_id", true, experiments);
        }
        switch (view) {
            case ACTIVE_ONLY -> sql.add(" AND r.deleted = 0");
            case DELETED_ONLY -> sql.add(" AND r.deleted = 1");
            case ALL -> {}
        }
        for (Condition condition : conditions) {
            if (wanted.test(condition)) {
                sql.add(" AND ");
                RunConditions.add(sql, condition);
            }
        }
    }

    /**
     * Returns the condition that leaves the fewest runs, when those are few enough to look at each;
     * empty when walking the runs in their order finds a page sooner.
     */
    private Optional<Condition> driver(Scope scope, Reach reach) {
        Condition best = null;
        long fewest = reach.candidatesMax() + 1L;
        for (Condition condition : conditions) {
            if (RunConditions.isIndexed(condition)) {
                SqlText count = new SqlText(scope.db().dialect());
                count.add("SELECT COUNT(*) AS n FROM (");
                RunConditions.addCandidates(count, condition);
                count.add(" LIMIT ").bind(fewest).add(") c");
                long found = count.query(scope).first(row -> row.integer("n")).orElse(0L);
                if (found < fewest) {
                    best = condition;
                    fewest = found;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static Page read(Scope scope, RunOrder order, SqlText sql, int limit) {
        List<Run> runs = new ArrayList<>();
        List<List<@Nullable Object>> last = new ArrayList<>();
        boolean[] more = new boolean[1];
        sql.query(scope)
                .each(
                        row -> {
                            if (runs.size() == limit) {
                                more[0] = true;
                                return;
                            }
                            runs.add(RunRows.run(row));
                            if (runs.size() == limit) {
                                last.add(order.keyset().values(row));
                            }
                        });
        return new Page(runs, more[0] ? last.getFirst() : null);
    }
}
