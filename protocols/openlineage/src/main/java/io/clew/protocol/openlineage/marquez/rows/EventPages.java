package io.clew.protocol.openlineage.marquez.rows;

import io.clew.protocol.openlineage.marquez.wire.Page;
import io.clew.protocol.openlineage.rows.Packing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads events of runs as they came, by their time. */
public final class EventPages {
    private static final String OF_RUNS =
            " FROM ol_event WHERE workspace_id = :workspace AND at_ms >= :after AND at_ms < :before"
                    + " AND form = 0";

    private EventPages() {}

    /** Chooses events by time: from {@code afterMillis} on and before {@code beforeMillis}. */
    public record Span(long afterMillis, long beforeMillis) {}

    /** Returns the positions of the events of a page. */
    public static List<Long> list(Scope scope, Span span, boolean newestFirst, Page page) {
        String order =
                newestFirst ? " ORDER BY at_ms DESC, position DESC" : " ORDER BY at_ms, position";
        return scope.sql("SELECT position" + OF_RUNS + order + " LIMIT :limit OFFSET :offset")
                .bind("after", span.afterMillis)
                .bind("before", span.beforeMillis)
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .list(row -> row.integer("position"));
    }

    /** Counts the events of all pages. */
    public static long count(Scope scope, Span span) {
        return scope.sql("SELECT COUNT(*) AS n" + OF_RUNS)
                .bind("after", span.afterMillis)
                .bind("before", span.beforeMillis)
                .first(row -> row.integer("n"))
                .orElse(0L);
    }

    /** Counts the events of each type. */
    public static Map<String, Long> types(Scope scope, Span span) {
        Map<String, Long> types = new HashMap<>();
        scope.sql("SELECT type, COUNT(*) AS n" + OF_RUNS + " AND type IS NOT NULL GROUP BY type")
                .bind("after", span.afterMillis)
                .bind("before", span.beforeMillis)
                .each(row -> types.put(row.text("type"), row.integer("n")));
        return types;
    }

    /** Visits the JSON of some events, in the order of their positions given. */
    public static void read(Scope scope, List<Long> positions, Consumer<byte[]> visitor) {
        for (long position : positions) {
            scope.sql(
                            "SELECT payload FROM ol_event WHERE workspace_id = :workspace AND"
                                    + " position = :position")
                    .bind("position", position)
                    .each(row -> visitor.accept(Packing.unpack(row.bytes("payload"))));
        }
    }
}
