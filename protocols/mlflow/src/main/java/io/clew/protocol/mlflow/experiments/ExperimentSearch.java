package io.clew.protocol.mlflow.experiments;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.search.Comparator;
import io.clew.protocol.mlflow.search.Condition;
import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.Keyset;
import io.clew.protocol.mlflow.search.Operand;
import io.clew.protocol.mlflow.search.Order;
import io.clew.protocol.mlflow.search.SearchEntity;
import io.clew.protocol.mlflow.search.SqlText;
import io.clew.protocol.mlflow.wire.PageToken;
import io.clew.protocol.mlflow.wire.ViewType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds experiments by a filter and an order, one page at a time. */
record ExperimentSearch(List<Condition> conditions, ViewType view, List<Order> orders) {

    /** What experiments can be searched and ordered by. */
    static final SearchEntity ENTITY =
            new SearchEntity.Builder()
                    .kind(FieldKind.TAG, Comparator.TEXT_OR_NULL)
                    .prefixes(FieldKind.ATTRIBUTE, List.of("attribute"))
                    .attribute("name", false, Comparator.TEXT)
                    .attribute(
                            "experiment_id",
                            false,
                            Set.of(
                                    Comparator.EQUAL,
                                    Comparator.NOT_EQUAL,
                                    Comparator.IN,
                                    Comparator.NOT_IN))
                    .attribute("creation_time", true, Comparator.NUMERIC)
                    .attribute("last_update_time", true, Comparator.NUMERIC)
                    .build();

    /**
     * Holds a page of experiments.
     *
     * @param last what its last one is ordered by, or null when nothing follows
     */
    record Page(List<Experiment> experiments, @Nullable List<@Nullable Object> last) {}

    /** Returns the page after a token's experiment, or the first. */
    Page page(Scope scope, @Nullable PageToken after, int limit) {
        Keyset keyset = keyset();
        SqlText sql = new SqlText(scope.db().dialect());
        sql.add("SELECT ").add(ExperimentRows.COLUMNS);
        keyset.select(sql);
        sql.add(" FROM mlflow_experiment e WHERE e.workspace_id = :workspace");
        switch (view) {
            case ACTIVE_ONLY -> sql.add(" AND e.deleted = 0");
            case DELETED_ONLY -> sql.add(" AND e.deleted = 1");
            case ALL -> {}
        }
        for (Condition condition : conditions) {
            sql.add(" AND ");
            add(sql, condition);
        }
        if (after != null) {
            sql.add(" AND ");
            keyset.after(sql, after.values());
        }
        keyset.orderBy(sql);
        sql.add(" LIMIT ").bind((long) limit + 1);
        List<Experiment> found = new ArrayList<>();
        List<List<@Nullable Object>> keys = new ArrayList<>();
        sql.query(scope)
                .each(
                        row -> {
                            found.add(ExperimentRows.experiment(row));
                            keys.add(keyset.values(row));
                        });
        return found.size() > limit
                ? new Page(found.subList(0, limit), keys.get(limit - 1))
                : new Page(found, null);
    }

    private Keyset keyset() {
        List<Order> by = orders;
        if (by.isEmpty()) {
            by =
                    List.of(
                            new Order(FieldKind.ATTRIBUTE, "creation_time", false),
                            new Order(FieldKind.ATTRIBUTE, "experiment_id", true));
        }
        List<Keyset.Column> columns = new ArrayList<>();
        boolean byId = false;
        for (int i = 0; i < by.size(); i++) {
            Order order = by.get(i);
            byId |= order.key().equals("experiment_id");
            columns.add(
                    new Keyset.Column(
                            column(order.key()),
                            "k" + i,
                            order.key().equals("name") ? Keyset.Type.TEXT : Keyset.Type.INTEGER,
                            order.ascending()));
        }
        if (!byId) {
            columns.add(new Keyset.Column("e.experiment_id", "k_id", Keyset.Type.INTEGER, false));
        }
        return new Keyset(columns);
    }

    private static String column(String attribute) {
        return switch (attribute) {
            case "name" -> "e.name";
            case "experiment_id" -> "e.experiment_id";
            case "creation_time" -> "e.created_ms";
            case "last_update_time" -> "e.updated_ms";
            default ->
                    throw new IllegalArgumentException(
                            "experiments have no attribute " + attribute);
        };
    }

    private static void add(SqlText sql, Condition condition) {
        if (condition.kind() == FieldKind.TAG) {
            sql.add(condition.comparator() == Comparator.IS_NULL ? "NOT EXISTS" : "EXISTS")
                    .add(
                            " (SELECT 1 FROM mlflow_experiment_tag x WHERE x.workspace_id ="
                                    + " e.workspace_id AND x.experiment_id = e.experiment_id AND"
                                    + " x.key = ")
                    .bind(condition.key());
            if (!condition.comparator().isNullCheck()) {
                sql.add(" AND ").compare("x.value", condition.comparator(), condition.operand());
            }
            sql.add(")");
            return;
        }
        if (condition.key().equals("experiment_id")) {
            boolean among =
                    condition.comparator() == Comparator.EQUAL
                            || condition.comparator() == Comparator.IN;
            sql.in("e.experiment_id", among, ids(condition.operand()));
            return;
        }
        if (condition.operand() instanceof Operand.Number number && !number.isInteger()) {
            throw ClewException.invalid(
                    "filter",
                    "Invalid value for numeric attribute '%s': '%s'"
                            .formatted(condition.key(), number.value()));
        }
        sql.compare(column(condition.key()), condition.comparator(), condition.operand());
    }

    private static List<Long> ids(Operand operand) {
        return switch (operand) {
            case Operand.Text text -> List.of(ExperimentId.parse(text.value()));
            case Operand.Texts texts -> texts.values().stream().map(ExperimentId::parse).toList();
            case Operand.Number number -> List.of(number.integer());
            case Operand.None none -> List.of();
        };
    }
}
