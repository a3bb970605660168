package io.clew.protocol.sagemaker.rows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is one thing that a client made.
 *
 * @param name as given; empty when an artifact has none
 * @param type the client's word; of a component what it was made from, such as {@code
 *     SageMakerTrainingJob}, or empty
 * @param source URI or ARN of the source; empty when there is none
 * @param parent ARN of a trial's experiment, else empty
 * @param nodeId its node in the graph
 * @param document the other members of the describing answer
 */
public record Entity(
        Arn arn,
        EntityKind kind,
        String name,
        String type,
        String source,
        String parent,
        long createdMillis,
        long modifiedMillis,
        int nodeId,
        Map<String, @Nullable Object> document) {

    /** Returns the same thing as changed at a time. */
    public Entity changed(
            String newName, Map<String, @Nullable Object> newDocument, long atMillis) {
        return new Entity(
                arn,
                kind,
                newName,
                type,
                source,
                parent,
                createdMillis,
                Math.max(modifiedMillis, atMillis),
                nodeId,
                newDocument);
    }

    /** Returns the same thing within a container. */
    public Entity within(Arn container) {
        return new Entity(
                arn,
                kind,
                name,
                type,
                source,
                container.toString(),
                createdMillis,
                modifiedMillis,
                nodeId,
                document);
    }

    /** Returns the same thing under another ARN. */
    public Entity as(Arn other) {
        return new Entity(
                other,
                kind,
                name,
                type,
                source,
                parent,
                createdMillis,
                modifiedMillis,
                nodeId,
                document);
    }
}
