package io.clew.protocol.sagemaker.rows;

import io.clew.store.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps associations, and walks them. */
public final class AssociationRows {
    private static final int BATCH = 500;

    static final String COLUMNS =
            "source_arn, destination_arn, source_type, destination_type, type, created_ms";

    private AssociationRows() {}

    /** Keeps a new association. */
    public static void insert(Scope scope, String region, AssociationRow row) {
        scope.sql(
                        "INSERT INTO sm_association (workspace_id, source_arn, destination_arn,"
                                + " region, source_type, destination_type, type, created_ms) VALUES"
                                + " (:workspace, :source, :destination, :region, :source_type,"
                                + " :destination_type, :type, :created)")
                .bind("source", row.sourceArn())
                .bind("destination", row.destinationArn())
                .bind("region", region)
                .bind("source_type", row.sourceType())
                .bind("destination_type", row.destinationType())
                .bind("type", row.type())
                .bind("created", row.createdMillis())
                .update();
    }

    /** Returns the association between two ends. */
    public static Optional<AssociationRow> find(Scope scope, String source, String destination) {
        return scope.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM sm_association WHERE workspace_id = :workspace AND"
                                + " source_arn = :source AND destination_arn = :destination")
                .bind("source", source)
                .bind("destination", destination)
                .first(AssociationRows::row);
    }

    /** Removes the association between two ends. */
    public static void delete(Scope scope, String source, String destination) {
        scope.sql(
                        "DELETE FROM sm_association WHERE workspace_id = :workspace AND source_arn ="
                                + " :source AND destination_arn = :destination")
                .bind("source", source)
                .bind("destination", destination)
                .update();
    }

    /** Says whether anything is associated with an entity, either way. */
    public static boolean has(Scope scope, String arn) {
        return !ofSource(scope, List.of(arn), 1).isEmpty()
                || !ofDestination(scope, List.of(arn), 1).isEmpty();
    }

    /** Returns the associations that lead away from some entities. */
    public static List<AssociationRow> ofSources(Scope scope, Collection<String> arns) {
        return inBatches(arns, batch -> ofSource(scope, batch, Integer.MAX_VALUE));
    }

    /** Returns the associations that lead to some entities. */
    public static List<AssociationRow> ofDestinations(Scope scope, Collection<String> arns) {
        return inBatches(arns, batch -> ofDestination(scope, batch, Integer.MAX_VALUE));
    }

    private static List<AssociationRow> inBatches(
            Collection<String> arns,
            java.util.function.Function<List<String>, List<AssociationRow>> read) {
        List<String> all = List.copyOf(arns);
        if (all.size() <= BATCH) {
            return all.isEmpty() ? List.of() : read.apply(all);
        }
        List<AssociationRow> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            found.addAll(read.apply(all.subList(from, Math.min(all.size(), from + BATCH))));
        }
        return found;
    }

    private static List<AssociationRow> ofSource(Scope scope, List<String> arns, int limit) {
        return scope.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM sm_association WHERE workspace_id = :workspace AND"
                                + " source_arn IN (:arns) LIMIT :limit")
                .bindAll("arns", arns)
                .bind("limit", limit)
                .list(AssociationRows::row);
    }

    private static List<AssociationRow> ofDestination(Scope scope, List<String> arns, int limit) {
        return scope.sql(
                        "SELECT "
                                + COLUMNS
                                // The plus keeps SQLite from the primary key: see migration 0002.
                                + " FROM sm_association WHERE +workspace_id = :workspace AND"
                                + " destination_arn IN (:arns) LIMIT :limit")
                .bindAll("arns", arns)
                .bind("limit", limit)
                .list(AssociationRows::row);
    }

    /** Reads a row that has {@link #COLUMNS}. */
    public static AssociationRow row(Row row) {
        return new AssociationRow(
                row.text("source_arn"),
                row.text("destination_arn"),
                row.text("source_type"),
                row.text("destination_type"),
                row.text("type"),
                row.integer("created_ms"));
    }
}
