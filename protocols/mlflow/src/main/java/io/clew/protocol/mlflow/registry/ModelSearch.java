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

/** Finds registered models by a filter and an order, one page at a time. */
record ModelSearch(List<Condition> conditions, List<Order> orders) {
    private static final String UPDATED = "last_updated_timestamp";

    /** What registered models can be searched and ordered by. */
    static final SearchEntity ENTITY =
            new SearchEntity.Builder()
                    .kind(FieldKind.TAG, Comparator.TEXT)
                    .prefixes(FieldKind.ATTRIBUTE, List.of("attribute"))
                    .attribute("name", false, Comparator.TEXT_OR_LIST)
                    .attribute(
                            UPDATED,
                            new SearchEntity.Attribute(UPDATED, true, false, true, Set.of()))
                    .attribute(
                            "timestamp",
                            new SearchEntity.Attribute(UPDATED, true, false, true, Set.of()))
                    .attribute(
                            "creation_timestamp",
                            new SearchEntity.Attribute(
                                    "creation_timestamp", true, false, true, Set.of()))
                    .build();

    private static final String TAGS =
            "SELECT 1 FROM mlflow_registered_model_tag x WHERE x.workspace_id = m.workspace_id AND"
                    + " x.id = m.id";

    /**
     * Holds a page of models.
     *
     * @param last what its last one is ordered by, or null when nothing follows
     */
    record Page(List<RegisteredModel> models, @Nullable List<@Nullable Object> last) {}

    /** Returns the page after a token's model, or the first. */
    Page page(Scope scope, @Nullable PageToken after, int limit) {
        Keyset keyset = keyset();
        SqlText sql = new SqlText(scope.db().dialect());
        sql.add("SELECT m.*");
        keyset.select(sql);
        sql.add(
                " FROM mlflow_registered_model m WHERE m.workspace_id = :workspace AND m.name IS NOT"
                        + " NULL");
        boolean prompts = RegistryConditions.wantPrompts(conditions);
        if (!prompts) {
            sql.add(" AND ");
            RegistryConditions.addNoPrompt(sql, TAGS);
        }
        for (Condition condition : conditions) {
            if (prompts || !RegistryConditions.isOfPrompts(condition)) {
                sql.add(" AND ");
                add(sql, condition);
            }
        }
        if (after != null) {
            sql.add(" AND ");
            keyset.after(sql, after.values());
        }
        keyset.orderBy(sql);
        sql.add(" LIMIT ").bind((long) limit + 1);
        List<RegisteredModel> found = new ArrayList<>();
        List<List<@Nullable Object>> keys = new ArrayList<>();
        sql.query(scope)
                .each(
                        row -> {
                            found.add(ModelRows.model(row));
                            keys.add(keyset.values(row));
                        });
        return found.size() > limit
                ? new Page(found.subList(0, limit), keys.get(limit - 1))
                : new Page(found, null);
    }

    private Keyset keyset() {
        List<Keyset.Column> columns = new ArrayList<>();
        boolean byName = false;
        for (Order order : orders) {
            byName |= order.key().equals("name");
            columns.add(column(order, "k" + columns.size()));
        }
        if (!byName) {
            columns.add(column(new Order(FieldKind.ATTRIBUTE, "name", true), "k_name"));
        }
        return new Keyset(columns);
    }

    private static Keyset.Column column(Order order, String alias) {
        return switch (order.key()) {
            case "name" -> new Keyset.Column("m.name", alias, Keyset.Type.TEXT, order.ascending());
            case UPDATED ->
                    new Keyset.Column(
                            "m.updated_ms", alias, Keyset.Type.INTEGER, order.ascending());
            case "creation_timestamp" ->
                    new Keyset.Column(
                            "m.created_ms", alias, Keyset.Type.INTEGER, order.ascending());
            default -> throw new IllegalArgumentException("models have no field " + order.key());
        };
    }

    private static void add(SqlText sql, Condition condition) {
        if (condition.kind() == FieldKind.TAG) {
            RegistryConditions.addTag(sql, TAGS, condition);
        } else {
            sql.compare("m.name", condition.comparator(), condition.operand());
        }
    }
}
