package io.clew.protocol.openlineage.marquez.rows;

import org.jspecify.annotations.Nullable;

/**
 * Shows a namespace: of jobs, of datasets, or only named by a client.
 *
 * @param owner {@code anonymous} unless a client said who
 * @param hidden whether it was deleted and nothing in it was named since
 */
public record NamespaceRow(
        String name,
        String owner,
        @Nullable String description,
        long createdMillis,
        long updatedMillis,
        boolean hidden) {}
