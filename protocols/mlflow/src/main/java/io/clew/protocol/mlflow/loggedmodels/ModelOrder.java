package io.clew.protocol.mlflow.loggedmodels;

import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.search.Keyset;
import io.clew.protocol.mlflow.search.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds one thing that logged models are ordered by: an attribute, or the latest value of a metric.
 *
 * @param field an attribute's name, or {@code metrics.} and a key
 * @param datasetName only metrics on this dataset; empty for any
 * @param datasetDigest only this version of it; empty for any
 */
record ModelOrder(String field, boolean ascending, String datasetName, String datasetDigest) {
    private static final String METRICS = "metrics.";

    /** Most fields: each is a look-up for each model. */
    static final int FIELDS_MAX = 20;

    /**
     * Reads one.
     *
     * @throws ClewException INVALID_PARAMETER naming what is wrong
     */
    static ModelOrder read(JsonObject fields) {
        String field = fields.nonEmptyText("field_name").strip();
        String dataset = fields.optionalText("dataset_name").orElse("");
        String digest = fields.optionalText("dataset_digest").orElse("");
        if (field.startsWith(METRICS) ? field.length() == METRICS.length() : !isAttribute(field)) {
            throw ClewException.invalid(
                    fields.pathOf("field_name"), "Invalid order by field name: " + field);
        }
        if (!digest.isEmpty() && dataset.isEmpty()) {
            throw ClewException.invalid(
                    fields.pathOf("dataset_digest"),
                    "`dataset_digest` can only be specified if `dataset_name` is also specified.");
        }
        return new ModelOrder(
                field, fields.optionalBool("ascending").orElse(true), dataset, digest);
    }

    private static boolean isAttribute(String field) {
        return switch (field) {
            case "name",
                    "model_id",
                    "model_type",
                    "status",
                    "source_run_id",
                    "creation_timestamp",
                    "creation_timestamp_ms",
                    "creation_time",
                    "last_updated_timestamp",
                    "last_updated_timestamp_ms",
                    "last_updated_time" ->
                    true;
            default -> false;
        };
    }

    /** Adds the value that a model is ordered by to the columns of models {@code b}. */
    void addValue(SqlText sql, int index) {
        sql.add(", ");
        if (!field.startsWith(METRICS)) {
            sql.add(column("b", field));
        } else {
            sql.add(
                    "(SELECT x.value FROM mlflow_model_metric x WHERE x.workspace_id ="
                            + " b.workspace_id AND x.model_id = b.model_id AND x.key = ");
            sql.bind(field.substring(METRICS.length()));
            if (!datasetName.isEmpty()) {
                sql.add(" AND x.dataset_name = ").bind(datasetName);
            }
            if (!datasetDigest.isEmpty()) {
                sql.add(" AND x.dataset_digest = ").bind(datasetDigest);
            }
            sql.add(" ORDER BY x.timestamp_ms DESC, x.step DESC, x.node_id LIMIT 1)");
        }
        sql.add(" AS o" + index);
    }

    /** Returns how a list is ordered: what has no value comes last, ties by time and id. */
    static Keyset keyset(List<ModelOrder> orders) {
        List<Keyset.Column> columns = new ArrayList<>();
        boolean byTime = false;
        boolean byId = false;
        for (int i = 0; i < orders.size(); i++) {
            ModelOrder order = orders.get(i);
            byTime |= order.field.startsWith("creation_time");
            byId |= order.field.equals("model_id");
            String value = "l.o" + i;
            columns.add(
                    new Keyset.Column(
                            "CASE WHEN " + value + " IS NULL THEN 1 ELSE 0 END",
                            "n" + i,
                            Keyset.Type.INTEGER,
                            true));
            columns.add(
                    new Keyset.Column(
                            "COALESCE(" + value + ", " + order.type().none() + ")",
                            "k" + i,
                            order.type().keyset(),
                            order.ascending));
        }
        if (!byTime) {
            columns.add(new Keyset.Column("l.created_ms", "k_time", Keyset.Type.INTEGER, false));
        }
        if (!byId) {
            columns.add(new Keyset.Column("l.model_id", "k_id", Keyset.Type.TEXT, true));
        }
        return new Keyset(columns);
    }

    private enum Type {
        TEXT(Keyset.Type.TEXT, "''"),
        INTEGER(Keyset.Type.INTEGER, "0"),
        REAL(Keyset.Type.REAL, "0.0");

        private final Keyset.Type keyset;
        private final String none;

        Type(Keyset.Type keyset, String none) {
            this.keyset = keyset;
            this.none = none;
        }

        Keyset.Type keyset() {
            return keyset;
        }

        String none() {
            return none;
        }
    }

    private Type type() {
        if (field.startsWith(METRICS)) {
            return Type.REAL;
        }
        return field.contains("_time") ? Type.INTEGER : Type.TEXT;
    }

    /**
     * Returns the column of an attribute.
     *
     * @param alias of the table of logged models
     */
    static String column(String alias, String attribute) {
        return switch (attribute) {
            case "name", "model_id", "model_type", "source_run_id" -> alias + "." + attribute;
            case "status" ->
                    "CASE "
                            + alias
                            + ".status WHEN 1 THEN 'PENDING' WHEN 2 THEN 'READY' WHEN 3 THEN 'FAILED'"
                            + " ELSE 'UNSPECIFIED' END";
            case "creation_timestamp", "creation_timestamp_ms", "creation_time" ->
                    alias + ".created_ms";
            case "last_updated_timestamp", "last_updated_timestamp_ms", "last_updated_time" ->
                    alias + ".updated_ms";
            default ->
                    throw new IllegalArgumentException(
                            "logged models have no attribute " + attribute);
        };
    }
}
