package io.clew.protocol.openlineage.marquez.rows;

/**
 * Shows a job or a dataset that events named.
 *
 * @param id its node
 * @param createdMillis when it was first named, in milliseconds since the epoch
 * @param updatedMillis when it was last named
 */
public record Thing(
        int id, String namespace, String name, long createdMillis, long updatedMillis) {}
