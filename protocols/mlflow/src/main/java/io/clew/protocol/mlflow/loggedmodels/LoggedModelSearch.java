package io.clew.protocol.mlflow.loggedmodels;

import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.search.Comparator;
import io.clew.protocol.mlflow.search.Condition;
import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.Keyset;
import io.clew.protocol.mlflow.search.SearchEntity;
import io.clew.protocol.mlflow.search.SqlText;
import io.clew.protocol.mlflow.wire.PageToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds logged models by experiments, a filter, datasets and an order, one page at a time.
 *
 * @param experiments ids; none of them finds nothing
 * @param datasets only models with a metric on one of them; none means all models
 */
record LoggedModelSearch(
        List<Long> experiments,
        List<Condition> conditions,
        List<OnDataset> datasets,
        List<ModelOrder> orders) {

    /** What logged models can be searched by. */
    static final SearchEntity ENTITY =
            new SearchEntity.Builder()
                    .kind(FieldKind.METRIC, Comparator.NUMERIC)
                    .kind(FieldKind.PARAM, Comparator.TEXT_OR_LIST)
                    .kind(FieldKind.TAG, Comparator.TEXT_OR_LIST)
                    .attribute("name", false, Comparator.TEXT_OR_LIST)
                    .attribute("model_id", false, Comparator.TEXT_OR_LIST)
                    .attribute("model_type", false, Comparator.TEXT_OR_LIST)
                    .attribute("status", false, Comparator.TEXT_OR_LIST)
                    .attribute("source_run_id", false, Comparator.TEXT_OR_LIST)
                    .attribute("creation_timestamp", true, Comparator.NUMERIC)
                    .attribute("creation_timestamp_ms", alias("creation_timestamp"))
                    .attribute("creation_time", alias("creation_timestamp"))
                    .attribute("last_updated_timestamp", true, Comparator.NUMERIC)
                    .attribute("last_updated_timestamp_ms", alias("last_updated_timestamp"))
                    .attribute("last_updated_time", alias("last_updated_timestamp"))
                    .build();

    private static final String METRICS =
            "SELECT 1 FROM mlflow_model_metric x WHERE x.workspace_id = b.workspace_id AND x.model_id"
                    + " = b.model_id";

    private static SearchEntity.Attribute alias(String name) {
        return new SearchEntity.Attribute(name, true, true, true, Comparator.NUMERIC);
    }

    /**
     * Names a dataset as metrics do.
     *
     * @param digest empty for any
     */
    record OnDataset(String name, String digest) {}

    /**
     * Holds a page of logged models.
     *
     * @param last what its last one is ordered by, or null when nothing follows
     */
    record Page(List<LoggedModel> models, @Nullable List<@Nullable Object> last) {}

    /** Returns the page after a token's model, or the first. */
    Page page(Scope scope, @Nullable PageToken after, int limit) {
        if (experiments.isEmpty()) {
            return new Page(List.of(), null);
        }
        Keyset keyset = ModelOrder.keyset(orders);
        SqlText sql = new SqlText(scope.db().dialect());
        sql.add("SELECT l.*");
        keyset.select(sql);
        sql.add(" FROM (SELECT b.*");
        for (int i = 0; i < orders.size(); i++) {
            orders.get(i).addValue(sql, i);
        }
        sql.add(
                " FROM mlflow_logged_model b WHERE b.workspace_id = :workspace AND b.deleted = 0 AND"
                        + " ");
        sql.in("b.experiment_id", true, experiments);
        where(sql);
        sql.add(") l");
        if (after != null) {
            sql.add(" WHERE ");
            keyset.after(sql, after.values());
        }
        keyset.orderBy(sql);
        sql.add(" LIMIT ").bind((long) limit + 1);
        return read(scope, keyset, sql, limit);
    }

    private static Page read(Scope scope, Keyset keyset, SqlText sql, int limit) {
        List<LoggedModel> models = new ArrayList<>();
        List<List<@Nullable Object>> last = new ArrayList<>();
        boolean[] more = new boolean[1];
        sql.query(scope)
                .each(
                        row -> {
                            if (models.size() == limit) {
                                more[0] = true;
                                return;
                            }
                            models.add(LoggedModelRows.model(row));
                            if (models.size() == limit) {
                                last.add(keyset.values(row));
                            }
                        });
        return new Page(models, more[0] ? last.getFirst() : null);
    }

    private void where(SqlText sql) {
        boolean onMetrics = false;
        for (Condition condition : conditions) {
            sql.add(" AND ");
            add(sql, condition);
            onMetrics |= condition.kind() == FieldKind.METRIC;
        }
        if (!datasets.isEmpty() && !onMetrics) {
            sql.add(" AND EXISTS (").add(METRICS);
            onDatasets(sql);
            sql.add(")");
        }
    }

    private void add(SqlText sql, Condition condition) {
        switch (condition.kind()) {
            case METRIC -> {
                sql.add("EXISTS (").add(METRICS).add(" AND x.key = ").bind(condition.key());
                sql.add(" AND ").compare("x.value", condition.comparator(), condition.operand());
                if (!datasets.isEmpty()) {
                    onDatasets(sql);
                }
                sql.add(")");
            }
            case PARAM -> text(sql, "mlflow_logged_model_param", condition);
            case TAG -> text(sql, "mlflow_logged_model_tag", condition);
            case ATTRIBUTE ->
                    sql.compare(
                            ModelOrder.column("b", condition.key()),
                            condition.comparator(),
                            condition.operand());
            case DATASET ->
                    throw new IllegalArgumentException("logged models have no field of datasets");
        }
    }

    private static void text(SqlText sql, String table, Condition condition) {
        sql.add("EXISTS (SELECT 1 FROM ").add(table);
        sql.add(
                " x WHERE x.workspace_id = b.workspace_id AND x.model_id = b.model_id AND x.key = ");
        sql.bind(condition.key()).add(" AND ");
        sql.compare("x.value", condition.comparator(), condition.operand()).add(")");
    }

    private void onDatasets(SqlText sql) {
        String separator = " AND (";
        for (OnDataset dataset : datasets) {
            sql.add(separator).add("(x.dataset_name = ").bind(dataset.name());
            if (!dataset.digest().isEmpty()) {
                sql.add(" AND x.dataset_digest = ").bind(dataset.digest());
            }
            sql.add(")");
            separator = " OR ";
        }
        sql.add(")");
    }
}
