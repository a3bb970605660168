package io.clew.protocol.sagemaker.search;

import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.Listing;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entities that a search may find, part by part: all of a kind in a region, or those that
 * a filter names by what rows are found by.
 */
final class Scan {
    private final Scope scope;
    private final Call call;
    private final EntityKind kind;
    private final boolean ascending;
    private long lastMillis;
    private String lastArn;

    Scan(Scope scope, Call call, EntityKind kind, boolean ascending) {
        this.scope = scope;
        this.call = call;
        this.kind = kind;
        this.ascending = ascending;
        this.lastMillis = ascending ? -1 : Long.MAX_VALUE;
        this.lastArn = "";
    }

    /** Goes on after an entity. */
    void after(long createdMillis, String arn) {
        lastMillis = createdMillis;
        lastArn = arn;
    }

    /** Returns the next entities; none at the end. */
    List<Entity> next(int limit) {
        Listing listing = new Listing(call.bare(), kind);
        for (Map<String, @Nullable Object> filter : conjuncts()) {
            narrow(listing, filter);
        }
        List<Entity> found =
                new ArrayList<>(listing.part(scope, ascending, lastMillis, lastArn, limit));
        if (!found.isEmpty()) {
            after(found.getLast().createdMillis(), found.getLast().arn().toString());
        }
        return found;
    }

    /** Filters that must all hold. */
    private List<Map<String, @Nullable Object>> conjuncts() {
        Map<String, @Nullable Object> expression = call.map("SearchExpression");
        return "Or".equals(expression.get("Operator"))
                ? List.of()
                : Call.listOf(expression.get("Filters")).stream().map(Call::mapOf).toList();
    }

    private void narrow(Listing listing, Map<String, @Nullable Object> filter) {
        Object operator = filter.getOrDefault("Operator", "Equals");
        if (!"Equals".equals(operator) || !(filter.get("Value") instanceof String value)) {
            return;
        }
        String name = String.valueOf(filter.get("Name"));
        if (name.equals(kind.arnField())) {
            listing.and("arn = :only_arn", "only_arn", value);
        } else if (name.equals(kind.nameField())) {
            listing.and("name = :only_name", "only_name", value);
        } else if (name.equals("Source.SourceArn")) {
            listing.and("source = :only_source", "only_source", EntityRows.sourceKey(value));
        }
    }
}
