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

/** Reads one page of associations as a listing call asks for it. */
public final class AssociationListing {
    /** Elements of a page when the call does not say. */
    private static final int PAGE = 10;

    /** The columns that fields of the call choose by, and may be sorted by. */
    private static final Map<String, String> COLUMNS =
            Map.of(
                    "SourceArn", "source_arn",
                    "DestinationArn", "destination_arn",
                    "SourceType", "source_type",
                    "DestinationType", "destination_type",
                    "AssociationType", "type",
                    "CreationTime", "created_ms");

    private AssociationListing() {}

    /**
     * Holds a page.
     *
     * @param next the token of the next page; null when there is none
     */
    public record Page(List<AssociationRow> rows, @Nullable String next) {}

    /** Reads the page. */
    public static Page read(Scope scope, Call call) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql =
                new StringBuilder("SELECT ")
                        .append(AssociationRows.COLUMNS)
                        .append(" FROM sm_association WHERE workspace_id = :workspace");
        if (call.fields().get("SourceArn") == null && call.fields().get("DestinationArn") == null) {
            sql.append(" AND region = :region");
            values.put("region", call.region());
        }
        COLUMNS.forEach(
                (field, column) -> {
                    Object value = call.fields().get(field);
                    if (value != null) {
                        sql.append(" AND ").append(column).append(" = :").append(column);
                        values.put(column, value);
                    }
                });
        Long createdAfter = Times.millis(call.fields(), "CreatedAfter");
        Long createdBefore = Times.millis(call.fields(), "CreatedBefore");
        if (createdAfter != null) {
            sql.append(" AND created_ms >= :created_after");
            values.put("created_after", createdAfter);
        }
        if (createdBefore != null) {
            sql.append(" AND created_ms <= :created_before");
            values.put("created_before", createdBefore);
        }
        Object by = call.fields().getOrDefault("SortBy", "CreationTime");
        String sort = COLUMNS.getOrDefault(String.valueOf(by), "created_ms");
        boolean byTime = sort.equals("created_ms");
        boolean ascending = "Ascending".equals(call.fields().get("SortOrder"));
        PageToken after = PageToken.of(call);
        if (after != null) {
            sql.append(
                    " AND (%s, source_arn, destination_arn) %s (:last, :last_source, :last_destination)"
                            .formatted(sort, ascending ? ">" : "<"));
            values.put("last", byTime ? after.integer(0) : after.text(0));
            values.put("last_source", after.text(1));
            values.put("last_destination", after.text(2));
        }
        String way = ascending ? "ASC" : "DESC";
        sql.append(
                " ORDER BY %s %s, source_arn %s, destination_arn %s LIMIT :limit"
                        .formatted(sort, way, way, way));
        int limit = call.integer("MaxResults", PAGE);
        Query query = scope.sql(sql.toString()).bind("limit", limit + 1);
        values.forEach(query::bind);
        List<AssociationRow> found = new ArrayList<>(query.list(AssociationRows::row));
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        found.removeLast();
        AssociationRow last = found.getLast();
        return new Page(
                found,
                PageToken.after(call, sorted(last, sort), last.sourceArn(), last.destinationArn()));
    }

    private static Object sorted(AssociationRow row, String column) {
        return switch (column) {
            case "source_arn" -> row.sourceArn();
            case "destination_arn" -> row.destinationArn();
            case "source_type" -> row.sourceType();
            case "destination_type" -> row.destinationType();
            default -> row.createdMillis();
        };
    }
}
