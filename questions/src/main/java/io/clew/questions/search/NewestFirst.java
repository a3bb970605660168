package io.clew.questions.search;

import io.clew.store.Db;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives all that the filters let through; what was heard of last comes first. */
record NewestFirst(Db db, int workspaceId, SearchQuery query) implements Candidates {

    @Override
    public List<Hit> after(@Nullable Hit after, int limit) {
        Filters filters = new Filters(query, workspaceId);
        String sql =
                "SELECT n.id FROM node n WHERE n.workspace_id = :workspace AND n.id < :before"
                        + filters.sql()
                        + " ORDER BY n.id DESC LIMIT :limit";
        return filters.bind(db, db.sql(sql))
                .bind("before", after == null ? Integer.MAX_VALUE : after.node())
                .bind("limit", limit)
                .list(row -> new Hit((int) row.integer("id"), 0));
    }
}
