package io.clew.protocol.mlflow.runs;

import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.search.Condition;
import io.clew.protocol.mlflow.search.Order;
import io.clew.protocol.mlflow.search.SqlText;
import io.clew.protocol.mlflow.wire.PageToken;
import io.clew.protocol.mlflow.wire.ViewType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds runs by experiments, a filter and an order, one page at a time.
 *
 * @param experiments ids; none of them finds nothing
 */
record RunSearch(
        List<Long> experiments, List<Condition> conditions, ViewType view, List<Order> orders) {

    /** Candidates that are looked at one by one rather than walking the runs in order. */
    private static final int CANDIDATES_MAX = 5000;

    /**
     * Holds a page of runs.
     *
     * @param last what its last run is ordered by, or null when nothing follows
     */
    record Page(List<Run> runs, @Nullable List<@Nullable Object> last) {}

    /** Returns the page after a token's run, or the first. */
    Page page(Scope scope, @Nullable PageToken after, int limit) {
        if (experiments.isEmpty()) {
            return new Page(List.of(), null);
        }
        RunOrder order = RunOrder.of(orders);
        SqlText sql = new SqlText(scope.db().dialect());
        sql.add("SELECT ").add(RunRows.COLUMNS);
        order.keyset().select(sql);
        Optional<Condition> driver = driver(scope);
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
        where(sql, driver.orElse(null));
        if (after != null) {
            sql.add(" AND ");
            order.keyset().after(sql, after.values());
        }
        order.keyset().orderBy(sql);
        sql.add(" LIMIT ").bind((long) limit + 1);
        return read(scope, order, sql, limit);
    }

    private void where(SqlText sql, @Nullable Condition driver) {
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
            if (condition != driver) {
                sql.add(" AND ");
                RunConditions.add(sql, condition);
            }
        }
    }

    /**
     * Returns the condition that leaves the fewest runs, when those are few enough to look at each;
     * empty when walking the runs in their order finds a page sooner.
     */
    private Optional<Condition> driver(Scope scope) {
        Condition best = null;
        long fewest = CANDIDATES_MAX + 1L;
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
