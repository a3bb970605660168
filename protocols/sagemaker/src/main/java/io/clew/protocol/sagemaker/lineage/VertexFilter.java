package io.clew.protocol.sagemaker.lineage;

import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Times;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the vertices that a query asks for; what it leaves out is walked through all the same.
 *
 * @param properties pairs of which one must be there; empty when any will do
 */
record VertexFilter(
        List<Object> types,
        List<Object> lineageTypes,
        @Nullable Long createdAfter,
        @Nullable Long createdBefore,
        @Nullable Long modifiedAfter,
        @Nullable Long modifiedBefore,
        Map<String, @Nullable Object> properties) {

    static VertexFilter of(Map<String, @Nullable Object> filters) {
        return new VertexFilter(
                Call.listOf(filters.get("Types")),
                Call.listOf(filters.get("LineageTypes")),
                Times.millis(filters, "CreatedAfter"),
                Times.millis(filters, "CreatedBefore"),
                Times.millis(filters, "ModifiedAfter"),
                Times.millis(filters, "ModifiedBefore"),
                Call.mapOf(filters.get("Properties")));
    }

    /** Says whether everything passes. */
    boolean isEmpty() {
        return types.isEmpty() && lineageTypes.isEmpty() && !needsEntity();
    }

    /** Says whether more than ARN and type is asked about. */
    boolean needsEntity() {
        return createdAfter != null
                || createdBefore != null
                || modifiedAfter != null
                || modifiedBefore != null
                || !properties.isEmpty();
    }

    /** Judges what the ARN and the type tell. */
    boolean takes(String arn, String listedType) {
        EntityKind kind = Arn.parse(arn).flatMap(Arn::entity).orElseThrow();
        return (types.isEmpty() || types.contains(VertexTypes.queried(kind, listedType)))
                && (lineageTypes.isEmpty() || lineageTypes.contains(VertexTypes.lineageType(kind)));
    }

    /** Judges the rest; an entity that was deleted meanwhile does not pass. */
    boolean takes(@Nullable Entity entity) {
        return entity != null
                && isWithin(entity.createdMillis(), createdAfter, createdBefore)
                && isWithin(entity.modifiedMillis(), modifiedAfter, modifiedBefore)
                && (properties.isEmpty()
                        || hasOne(Call.mapOf(entity.document().get("Properties"))));
    }

    private static boolean isWithin(long at, @Nullable Long after, @Nullable Long before) {
        return (after == null || at >= after) && (before == null || at <= before);
    }

    private boolean hasOne(Map<String, @Nullable Object> of) {
        return properties.entrySet().stream()
                .anyMatch(
                        wanted ->
                                wanted.getValue() != null
                                        && wanted.getValue().equals(of.get(wanted.getKey())));
    }
}
