package io.clew.protocol.mlflow.registry;

import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.search.Comparator;
import io.clew.protocol.mlflow.search.Condition;
import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.Keyset;
import io.clew.protocol.mlflow.search.Order;
import io.clew.protocol.mlflow.search.SearchEntity;
import io.clew.protocol.mlflow.search.SqlText;
import io.clew.protocol.mlflow.wire.PageToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds model versions by a filter and an order, one page at a time. */
record VersionSearch(List<Condition> conditions, List<Order> orders) {
    private static final String NUMBER = "version_number";
    private static final String CREATED = "creation_timestamp";
    private static final String UPDATED = "last_updated_timestamp";

    /** What model versions can be searched and ordered by. */
    static final SearchEntity ENTITY =
            new SearchEntity.Builder()
                    .kind(FieldKind.TAG, Comparator.TEXT)
                    .prefixes(FieldKind.ATTRIBUTE, List.of("attribute"))
                    .attribute("name", false, Comparator.TEXT_OR_LIST)
                    .attribute(NUMBER, true, Comparator.NUMERIC)
                    .attribute(
                            "run_id",
                            new SearchEntity.Attribute(
                                    "run_id", false, true, false, Comparator.TEXT_OR_LIST))
                    .attribute(
                            "source_path",
                            new SearchEntity.Attribute(
                                    "source_path", false, true, false, Comparator.TEXT))
                    .attribute(
                            CREATED,
                            new SearchEntity.Attribute(CREATED, true, false, true, Set.of()))
                    .attribute(
                            UPDATED,
                            new SearchEntity.Attribute(UPDATED, true, false, true, Set.of()))
                    .build();

    private static final List<Order> USUAL =
            List.of(new Order(FieldKind.ATTRIBUTE, UPDATED, false));

    private static final String TAGS =
            "SELECT 1 FROM mlflow_model_version_tag x WHERE x.workspace_id = v.workspace_id AND"
                    + " x.id = v.id AND x.version = v.version";

    private static final String MODEL_TAGS =
            "SELECT 1 FROM mlflow_registered_model_tag x WHERE x.workspace_id = v.workspace_id AND"
                    + " x.id = v.id";

    /**
     * Holds a page of versions.
     *
     * @param last what its last one is ordered by, or null when nothing follows
     */
    record Page(List<ModelVersion> versions, @Nullable List<@Nullable Object> last) {}

    /** Returns the page after a token's version, or the first. */
    Page page(Scope scope, @Nullable PageToken after, int limit) {
        Keyset keyset = keyset();
        SqlText sql = new SqlText(scope.db().dialect());
        sql.add("SELECT v.*, m.name");
        keyset.select(sql);
        sql.add(
                " FROM mlflow_model_version v JOIN mlflow_registered_model m ON m.workspace_id ="
                        + " v.workspace_id AND m.id = v.id WHERE v.workspace_id = :workspace AND"
                        + " v.deleted = 0");
        where(sql);
        if (after != null) {
            sql.add(" AND ");
            keyset.after(sql, after.values());
        }
        keyset.orderBy(sql);
        sql.add(" LIMIT ").bind((long) limit + 1);
        return read(scope, keyset, sql, limit);
    }

    private void where(SqlText sql) {
        boolean prompts = RegistryConditions.wantPrompts(conditions);
        if (!prompts) {
            sql.add(" AND ");
            RegistryConditions.addNoPrompt(sql, TAGS);
            sql.add(" AND ");
            RegistryConditions.addNoPrompt(sql, MODEL_TAGS);
        }
        for (Condition condition : conditions) {
            if (prompts || !RegistryConditions.isOfPrompts(condition)) {
                sql.add(" AND ");
                add(sql, condition);
            }
        }
    }

    private static Page read(Scope scope, Keyset keyset, SqlText sql, int limit) {
        List<ModelVersion> versions = new ArrayList<>();
        List<List<@Nullable Object>> last = new ArrayList<>();
        boolean[] more = new boolean[1];
        sql.query(scope)
                .each(
                        row -> {
                            if (versions.size() == limit) {
                                more[0] = true;
                                return;
                            }
                            versions.add(VersionRows.version(row));
                            if (versions.size() == limit) {
                                last.add(keyset.values(row));
                            }
                        });
        return new Page(versions, more[0] ? last.getFirst() : null);
    }

    private Keyset keyset() {
        List<Keyset.Column> columns = new ArrayList<>();
        boolean byName = false;
        boolean byNumber = false;
        for (Order order : orders.isEmpty() ? USUAL : orders) {
            byName |= order.key().equals("name");
            byNumber |= order.key().equals(NUMBER);
            columns.add(column(order, "k" + columns.size()));
        }
        if (!byName) {
            columns.add(column(new Order(FieldKind.ATTRIBUTE, "name", true), "k_name"));
        }
        if (!byNumber) {
            columns.add(column(new Order(FieldKind.ATTRIBUTE, NUMBER, false), "k_number"));
        }
        return new Keyset(columns);
    }

    private static Keyset.Column column(Order order, String alias) {
        Keyset.Type type = order.key().equals("name") ? Keyset.Type.TEXT : Keyset.Type.INTEGER;
        return new Keyset.Column(column(order.key()), alias, type, order.ascending());
    }

    private static String column(String field) {
        return switch (field) {
            case "name" -> "m.name";
            case NUMBER -> "v.version";
            case "run_id" -> "v.run_id";
            case "source_path" -> "v.source";
            case CREATED -> "v.created_ms";
            case UPDATED -> "v.updated_ms";
            default -> throw new IllegalArgumentException("versions have no field " + field);
        };
    }

    private static void add(SqlText sql, Condition condition) {
        if (condition.kind() == FieldKind.TAG) {
            RegistryConditions.addTag(sql, TAGS, condition);
        } else {
            RegistryConditions.requireInteger(condition);
            sql.compare(column(condition.key()), condition.comparator(), condition.operand());
        }
    }
}
