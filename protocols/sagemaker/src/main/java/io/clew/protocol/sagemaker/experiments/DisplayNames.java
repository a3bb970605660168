package io.clew.protocol.sagemaker.experiments;

import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.wire.Fields;

/** Knows what is shown to people: the name itself unless another was given. */
public final class DisplayNames {
    private static final String MEMBER = "DisplayName";

    private DisplayNames() {}

    /** Adds what an entity is shown as. */
    static Fields put(Fields fields, Entity entity) {
        Object shown = entity.document().get(MEMBER);
        return fields.put(MEMBER, shown == null ? entity.name() : shown);
    }

    /** Returns the answer that describes an entity. */
    public static Fields described(Entity entity) {
        return put(Entities.describe(entity), entity);
    }
}
