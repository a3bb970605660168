package io.clew.protocol.sagemaker.rows;

import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.PageToken;
import io.clew.protocol.sagemaker.wire.Times;
import io.clew.store.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of entities as a listing call asks for it: by time or name, either way, after the
 * last of the page before.
 */
public final class Listing {
    /** Elements of a page when the call does not say: as SageMaker's own default. */
    private static final int PAGE = 10;

    private final Call call;
    private final StringBuilder where = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Begins with all entities of a kind in the call's region. */
    public Listing(Call call, EntityKind kind) {
        this.call = call;
        and("kind = :kind", "kind", kind.arnKind());
        and("region = :region", "region", call.region());
        Long after = Times.millis(call.fields(), "CreatedAfter");
        Long before = Times.millis(call.fields(), "CreatedBefore");
        if (after != null) {
            and("created_ms >= :created_after", "created_after", after);
        }
        if (before != null) {
            and("created_ms <= :created_before", "created_before", before);
        }
    }

    /** Adds a condition with a value of its own. */
    public Listing and(String condition, String name, Object value) {
        where.append(where.isEmpty() ? "" : " AND ").append(condition);
        values.put(name, value);
        return this;
    }

    /** Lists only those with the type that a field of the call names, if it does. */
    public Listing ofType(String field) {
        String type = call.textOrNull(field);
        return type == null ? this : and("type = :type", "type", type);
    }

    /** Lists only those whose source a field of the call names, if it does. */
    public Listing ofSource(String field) {
        String source = call.textOrNull(field);
        return source == null
                ? this
                : and("source = :source", "source", EntityRows.sourceKey(source));
    }

    /**
     * Holds a page.
     *
     * @param next the token of the next page; null when there is none
     */
    public record Page(List<Entity> entities, @Nullable String next) {}

    /** Reads the page. */
    public Page read(Scope scope) {
        boolean byName = "Name".equals(call.fields().get("SortBy"));
        boolean ascending = "Ascending".equals(call.fields().get("SortOrder"));
        int limit = call.integer("MaxResults", PAGE);
        PageToken after = PageToken.of(call);
        String column = byName ? "name" : "created_ms";
        String way = ascending ? "ASC" : "DESC";
        String sql =
                "SELECT "
                        + EntityRows.COLUMNS
                        + " FROM sm_entity WHERE workspace_id = :workspace AND "
                        + where
                        + (after == null
                                ? ""
                                : " AND (%s, arn) %s (:last, :last_arn)"
                                        .formatted(column, ascending ? ">" : "<"))
                        + " ORDER BY %s %s, arn %s LIMIT :limit".formatted(column, way, way);
        Query query = scope.sql(sql).bind("limit", limit + 1);
        values.forEach(query::bind);
        if (after != null) {
            query.bind("last", byName ? after.text(0) : after.integer(0))
                    .bind("last_arn", after.text(1));
        }
        List<Entity> found = new ArrayList<>(query.list(EntityRows::entity));
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        found.removeLast();
        Entity last = found.getLast();
        return new Page(
                found,
                PageToken.after(
                        call, byName ? last.name() : last.createdMillis(), last.arn().toString()));
    }

    /** Reads entities after one of them, by time and ARN either way. */
    public List<Entity> part(
            Scope scope, boolean ascending, long lastMillis, String lastArn, int limit) {
        String way = ascending ? "ASC" : "DESC";
        Query query =
                scope.sql(
                                "SELECT "
                                        + EntityRows.COLUMNS
                                        + " FROM sm_entity WHERE workspace_id = :workspace AND "
                                        + where
                                        + " AND (created_ms, arn) %s (:last, :last_arn) ORDER BY created_ms %s, arn %s LIMIT :limit"
                                                .formatted(ascending ? ">" : "<", way, way))
                        .bind("last", lastMillis)
                        .bind("last_arn", lastArn)
                        .bind("limit", limit);
        values.forEach(query::bind);
        return query.list(EntityRows::entity);
    }
}
