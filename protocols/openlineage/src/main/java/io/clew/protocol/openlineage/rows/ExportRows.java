package io.clew.protocol.openlineage.rows;

import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.store.Db;
import io.clew.store.Query;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the events of an export, in log order and a few at a time. */
public final class ExportRows {
    /** Events found at a time; an {@code IN} list takes no more. */
    public static final int PAGE_EVENTS = 500;

    /**
     * Says which events are wanted.
     *
     * @param sinceMillis least event time; null for no bound
     * @param untilMillis greatest event time; null for no bound
     * @param namespace of their job, or of the dataset of a DatasetEvent; null for all
     * @param job name of their job within the namespace; null for all
     * @param last greatest log position
     */
    public record Wanted(
            int workspaceId,
            @Nullable Long sinceMillis,
            @Nullable Long untilMillis,
            @Nullable String namespace,
            @Nullable String job,
            long last) {}

    /** Tells where an event is, and how large it is packed. */
    public record Found(long position, long packedBytes) {}

    private ExportRows() {}

    /**
     * Returns the number of a workspace.
     *
     * @throws ClewException NOT_FOUND when there is none of that name
     */
    public static int workspaceId(Db db, Workspace workspace) {
        return db.sql("SELECT id FROM workspace WHERE name = :name")
                .bind("name", workspace.name())
                .first(row -> (int) row.integer("id"))
                .orElseThrow(
                        () ->
                                ClewException.notFound(
                                        "There is no workspace named " + workspace.name() + "."));
    }

    /** Returns the next events after a position, {@link #PAGE_EVENTS} at most. */
    public static List<Found> after(Db db, Wanted wanted, long position) {
        return bound(
                        db.sql(
                                "SELECT position, LENGTH(payload) AS size FROM ol_event WHERE"
                                        + where(wanted)
                                        + " ORDER BY position LIMIT :limit"),
                        wanted,
                        position)
                .bind("limit", PAGE_EVENTS)
                .list(row -> new Found(row.integer("position"), row.integer("size")));
    }

    /** Returns the position of the event that comes so many after a position, if there are more. */
    public static Optional<Long> lastOfPage(Db db, Wanted wanted, long position, int limit) {
        List<Long> last =
                bound(
                                db.sql(
                                        "SELECT position FROM ol_event WHERE"
                                                + where(wanted)
                                                + " ORDER BY position LIMIT 2 OFFSET :skipped"),
                                wanted,
                                position)
                        .bind("skipped", limit - 1)
                        .list(row -> row.integer("position"));
        return last.size() == 2 ? Optional.of(last.getFirst()) : Optional.empty();
    }

    /** Returns the bytes of events at some positions, as they came, in log order. */
    public static List<byte[]> events(Db db, int workspaceId, List<Long> positions) {
        return db.sql(
                        "SELECT payload FROM ol_event WHERE workspace_id = :workspace AND position"
                                + " IN (:positions) ORDER BY position")
                .bind("workspace", workspaceId)
                .bindAll("positions", positions)
                .list(row -> Packing.unpack(row.bytes("payload")));
    }

    private static String where(Wanted wanted) {
        StringBuilder sql =
                new StringBuilder(
                        " workspace_id = :workspace AND position > :after AND position <= :last");
        if (wanted.sinceMillis() != null) {
            sql.append(" AND at_ms >= :since");
        }
        if (wanted.untilMillis() != null) {
            sql.append(" AND at_ms <= :until");
        }
        if (wanted.job() != null) {
            sql.append(
                    " AND job_id IN (SELECT node_id FROM ol_job WHERE workspace_id = :workspace");
            sql.append(wanted.namespace() == null ? "" : " AND namespace = :namespace");
            sql.append(" AND name = :job)");
        } else if (wanted.namespace() != null) {
            sql.append(" AND (job_id IN (SELECT node_id FROM ol_job WHERE workspace_id =")
                    .append(" :workspace AND namespace = :namespace) OR dataset_id IN (SELECT")
                    .append(" node_id FROM ol_dataset WHERE workspace_id = :workspace AND")
                    .append(" namespace = :namespace))");
        }
        return sql.toString();
    }

    private static Query bound(Query query, Wanted wanted, long position) {
        query.bind("workspace", wanted.workspaceId())
                .bind("after", position)
                .bind("last", wanted.last());
        if (wanted.sinceMillis() != null) {
            query.bind("since", wanted.sinceMillis());
        }
        if (wanted.untilMillis() != null) {
            query.bind("until", wanted.untilMillis());
        }
        if (wanted.namespace() != null) {
            query.bind("namespace", wanted.namespace());
        }
        if (wanted.job() != null) {
            query.bind("job", wanted.job());
        }
        return query;
    }
}
