package io.clew.questions.search;

import io.clew.commit.Terms;
import io.clew.questions.rows.Positions;
import io.clew.store.Db;
import io.clew.store.Query;

/** Puts the filters of a search into SQL: constant pieces, with a numbered parameter for each. */
final class Filters {

    private final SearchQuery query;
    private final int workspaceId;

    Filters(SearchQuery query, int workspaceId) {
        this.query = query;
        this.workspaceId = workspaceId;
    }

    /** Returns conditions on the node {@code n}, each beginning with {@code AND}. */
    String sql() {
        StringBuilder sql = new StringBuilder();
        if (!query.kinds().isEmpty()) {
            sql.append(" AND n.kind IN (:kinds)");
        }
        for (int i = 0; i < query.filters().size(); i++) {
            sql.append(" AND n.id IN (SELECT t.node_id FROM term t WHERE t.workspace_id =")
                    .append(" :workspace AND t.name = :name")
                    .append(i);
            if (query.filters().get(i).value() != null) {
                sql.append(" AND t.term = :value").append(i);
            }
            sql.append(')');
        }
        if (query.since() != null) {
            sql.append(
                    " AND n.id IN (SELECT f.node_id FROM attribute_fact f WHERE f.position > :since"
                            + " UNION SELECT f.from_id FROM edge_fact f WHERE f.position > :since"
                            + " UNION SELECT m.id FROM node m WHERE m.position > :since)");
        }
        return sql.toString();
    }

    /** Binds what {@link #sql} asks for, and the workspace. */
    Query bind(Db db, Query sql) {
        sql.bind("workspace", workspaceId);
        if (!query.kinds().isEmpty()) {
            sql.bindAll("kinds", query.kinds().stream().map(kind -> kind.wireName()).toList());
        }
        for (int i = 0; i < query.filters().size(); i++) {
            SearchQuery.Filter filter = query.filters().get(i);
            sql.bind("name" + i, Terms.name(filter.key()));
            if (filter.value() != null) {
                sql.bind("value" + i, Terms.term(filter.value()));
            }
        }
        if (query.since() != null) {
            sql.bind("since", Positions.at(db, query.since().minusMillis(1)));
        }
        return sql;
    }
}
