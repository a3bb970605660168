package io.clew.protocol.sagemaker.lineage;

import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import org.jspecify.annotations.Nullable;

/** Knows the two words that SageMaker has for what an end of an association is. */
public final class VertexTypes {
    private static final String SYSTEM = "SageMaker";

    private VertexTypes() {}

    /**
     * Returns the word in lists of associations: the client's own type, of a component that of what
     * it was made from, such as {@code SageMakerTrainingJob}.
     */
    public static String listed(Entity entity) {
        return entity.type().isEmpty() ? entity.kind().prefix() : entity.type();
    }

    /** Returns the word of queries for one of lists: {@code TrainingJob}. */
    public static String queried(EntityKind kind, String listed) {
        return kind == EntityKind.COMPONENT && listed.startsWith(SYSTEM)
                ? listed.substring(SYSTEM.length())
                : listed;
    }

    /** Returns the {@code LineageType} of a vertex; null for experiments, which have none. */
    public static @Nullable String lineageType(EntityKind kind) {
        return switch (kind) {
            case ARTIFACT, ACTION, CONTEXT, COMPONENT -> kind.prefix();
            case EXPERIMENT, TRIAL -> null;
        };
    }
}
