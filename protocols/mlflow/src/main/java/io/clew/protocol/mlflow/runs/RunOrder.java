package io.clew.protocol.mlflow.runs;

import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.Keyset;
import io.clew.protocol.mlflow.search.Order;
import io.clew.protocol.mlflow.search.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Orders runs: by what is asked, then the newest first, then by id. What a run does not have comes
 * last, and NaN before that, in either direction.
 *
 * @param keyset the columns to order by
 */
record RunOrder(List<Order> orders, Keyset keyset) {

    static RunOrder of(List<Order> orders) {
        List<Keyset.Column> columns = new ArrayList<>();
        boolean byStart = false;
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            byStart |= order.kind() == FieldKind.ATTRIBUTE && order.key().equals("start_time");
            addColumns(columns, order, i);
        }
        if (!byStart) {
            columns.add(new Keyset.Column("r.start_ms", "k_start", Keyset.Type.INTEGER, false));
        }
        columns.add(new Keyset.Column("r.run_id", "k_id", Keyset.Type.TEXT, true));
        return new RunOrder(orders, new Keyset(columns));
    }

    private static void addColumns(List<Keyset.Column> columns, Order order, int i) {
        String joined = "o" + i;
        switch (order.kind()) {
            case METRIC -> {
                columns.add(
                        rank(
                                "CASE WHEN %s.node_id IS NULL THEN 2 WHEN %s.value_bits = %d THEN 1 ELSE 0 END"
                                        .formatted(joined, joined, RunConditions.NAN_BITS),
                                i));
                columns.add(
                        value(
                                "COALESCE(" + joined + ".value, 0.0)",
                                i,
                                Keyset.Type.REAL,
                                order.ascending()));
            }
            case PARAM, TAG -> {
                columns.add(rank("CASE WHEN " + joined + ".node_id IS NULL THEN 1 ELSE 0 END", i));
                columns.add(
                        value(
                                "COALESCE(" + joined + ".value, '')",
                                i,
                                Keyset.Type.TEXT,
                                order.ascending()));
            }
            case ATTRIBUTE -> {
                String column = RunEntity.column(order.key());
                if (order.key().equals("end_time")) {
                    columns.add(rank("CASE WHEN " + column + " IS NULL THEN 1 ELSE 0 END", i));
                    column = "COALESCE(" + column + ", 0)";
                }
                boolean time = order.key().equals("start_time") || order.key().equals("end_time");
                columns.add(
                        value(
                                column,
                                i,
                                time ? Keyset.Type.INTEGER : Keyset.Type.TEXT,
                                order.ascending()));
            }
            case DATASET -> throw new IllegalArgumentException("runs have no order by dataset");
        }
    }

    private static Keyset.Column rank(String expression, int i) {
        return new Keyset.Column(expression, "k_rank" + i, Keyset.Type.INTEGER, true);
    }

    private static Keyset.Column value(
            String expression, int i, Keyset.Type type, boolean ascending) {
        return new Keyset.Column(expression, "k_value" + i, type, ascending);
    }

    /**
     * Returns this order among the runs that have the metric it is by first, NaN left out: they
     * come before all others. There the metric's index gives the order; its table is {@code o0}.
     *
     * @return empty when it is not by a metric first
     */
    Optional<RunOrder> amongMeasured() {
        if (orders.isEmpty() || orders.getFirst().kind() != FieldKind.METRIC) {
            return Optional.empty();
        }
        List<Keyset.Column> columns =
                new ArrayList<>(keyset.columns().subList(1, keyset.columns().size()));
        columns.set(0, value("o0.value", 0, Keyset.Type.REAL, orders.getFirst().ascending()));
        return Optional.of(new RunOrder(orders, new Keyset(columns)));
    }

    /** Adds the tables that hold what is ordered by. */
    void join(SqlText sql) {
        join(sql, 0);
    }

    /** Adds the tables of the orders from an index on. */
    void join(SqlText sql, int from) {
        for (int i = from; i < orders.size(); i++) {
            Order order = orders.get(i);
            String table =
                    switch (order.kind()) {
                        case METRIC -> "metric_latest";
                        case PARAM -> "mlflow_param";
                        case TAG -> "mlflow_tag";
                        case ATTRIBUTE, DATASET -> "";
                    };
            if (!table.isEmpty()) {
                String joined = "o" + i;
                sql.add(" LEFT JOIN ")
                        .add(table)
                        .add(" ")
                        .add(joined)
                        .add(" ON ")
                        .add(joined)
                        .add(".node_id = r.node_id AND ")
                        .add(joined)
                        .add(".key = ")
                        .bind(order.key());
            }
        }
    }
}
