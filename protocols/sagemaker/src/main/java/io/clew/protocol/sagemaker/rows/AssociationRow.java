package io.clew.protocol.sagemaker.rows;

/**
 * Is one association.
 *
 * @param sourceType what the list of associations calls the source's type
 * @param type such as {@code Produced}
 */
public record AssociationRow(
        String sourceArn,
        String destinationArn,
        String sourceType,
        String destinationType,
        String type,
        long createdMillis) {}
