package io.clew.protocol.mlflow.runs;

import io.clew.protocol.mlflow.search.Comparator;
import io.clew.protocol.mlflow.search.Condition;
import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.Operand;
import io.clew.protocol.mlflow.search.SqlText;

/** Compiles the conditions of a filter of runs; the table of runs is called {@code r}. */
final class RunConditions {
    /** The bits that the metric store keeps for NaN, whose comparable value is 0. */
    static final long NAN_BITS = Double.doubleToRawLongBits(Double.NaN);

    /** Characters of a value that its index holds. */
    private static final int INDEXED_LENGTH = 100;

    private RunConditions() {}

    /** Adds a condition on a run. */
    static void add(SqlText sql, Condition condition) {
        switch (condition.kind()) {
            case ATTRIBUTE ->
                    sql.compare(
                            RunEntity.column(condition.key()),
                            condition.comparator(),
                            condition.operand());
            case PARAM -> pair(sql, condition, "mlflow_param");
            case TAG -> pair(sql, condition, "mlflow_tag");
            case METRIC -> {
                sql.add("EXISTS (SELECT 1 FROM metric_latest x WHERE x.node_id = r.node_id AND ");
                metric(sql, condition);
                sql.add(")");
            }
            case DATASET -> dataset(sql, condition);
        }
    }

    private static void pair(SqlText sql, Condition condition, String table) {
        boolean missing = condition.comparator() == Comparator.IS_NULL;
        sql.add(missing ? "NOT EXISTS" : "EXISTS")
                .add(" (SELECT 1 FROM ")
                .add(table)
                .add(" x WHERE x.node_id = r.node_id AND x.key = ")
                .bind(condition.key());
        if (!condition.comparator().isNullCheck()) {
            sql.add(" AND ").compare("x.value", condition.comparator(), condition.operand());
        }
        sql.add(")");
    }

    /** Every comparison with NaN is false, but that it differs. */
    private static void metric(SqlText sql, Condition condition) {
        sql.add("x.key = ").bind(condition.key()).add(" AND (");
        value(sql, "x.value", condition);
        boolean differs = condition.comparator() == Comparator.NOT_EQUAL;
        sql.add(differs ? " OR x.value_bits = " : ") AND (x.value_bits <> ").bind(NAN_BITS);
        sql.add(")");
    }

    /** Adds what a condition on a metric says of a value that is not NaN. */
    static void value(SqlText sql, String column, Condition condition) {
        if (condition.operand() instanceof Operand.Number number) {
            sql.compare(
                    column, condition.comparator(), new Operand.Number(number.value(), 0, false));
        }
    }

    private static void dataset(SqlText sql, Condition condition) {
        switch (condition.key()) {
            case "context" ->
                    sql.add(
                                    "EXISTS (SELECT 1 FROM mlflow_input_tag x WHERE x.node_id ="
                                            + " r.node_id AND x.key = 'mlflow.data.context' AND ")
                            .compare("x.value", condition.comparator(), condition.operand())
                            .add(")");
            case "name", "digest" ->
                    sql.add(
                                    "EXISTS (SELECT 1 FROM mlflow_input x JOIN mlflow_dataset d ON"
                                            + " d.dataset_id = x.dataset_id WHERE x.node_id ="
                                            + " r.node_id AND ")
                            .compare(
                                    condition.key().equals("name") ? "d.name" : "d.digest",
                                    condition.comparator(),
                                    condition.operand())
                            .add(")");
            default -> throw new IllegalArgumentException("datasets have no " + condition.key());
        }
    }

    /** Says whether an index finds the runs that a condition is true of, each once. */
    static boolean isIndexed(Condition condition) {
        return switch (condition.kind()) {
            case METRIC -> condition.comparator() != Comparator.NOT_EQUAL;
            case PARAM, TAG -> condition.comparator() == Comparator.EQUAL;
            case ATTRIBUTE ->
                    condition.key().equals("run_id")
                            && (condition.comparator() == Comparator.EQUAL
                                    || condition.comparator() == Comparator.IN);
            case DATASET -> false;
        };
    }

    /** Adds a query for the nodes of the runs that an indexed condition is true of. */
    static void addCandidates(SqlText sql, Condition condition) {
        if (condition.kind() == FieldKind.ATTRIBUTE) {
            sql.add("SELECT r.node_id FROM mlflow_run r WHERE r.workspace_id = :workspace AND ")
                    .compare("r.run_id", condition.comparator(), condition.operand());
            return;
        }
        if (condition.kind() == FieldKind.METRIC) {
            sql.add("SELECT x.node_id FROM metric_latest x WHERE x.workspace_id = :workspace AND ");
            metric(sql, condition);
            return;
        }
        if (condition.operand() instanceof Operand.Text text) {
            sql.add("SELECT x.node_id FROM ")
                    .add(condition.kind() == FieldKind.PARAM ? "mlflow_param" : "mlflow_tag")
                    .add(" x WHERE x.workspace_id = :workspace AND x.key = ")
                    .bind(condition.key())
                    .add(" AND substr(x.value, 1, 100) = ")
                    .bind(beginning(text.value()))
                    .add(" AND x.value = ")
                    .bind(text.value());
        }
    }

    private static String beginning(String value) {
        return value.codePointCount(0, value.length()) <= INDEXED_LENGTH
                ? value
                : value.substring(0, value.offsetByCodePoints(0, INDEXED_LENGTH));
    }
}
