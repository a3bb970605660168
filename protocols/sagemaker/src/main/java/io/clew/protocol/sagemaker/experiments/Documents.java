package io.clew.protocol.sagemaker.experiments;

import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills and shows the documents of experiments and what is in them. */
public final class Documents {
    private Documents() {}

    /** Returns the members of a call that the describing answer has too. */
    static Map<String, @Nullable Object> of(Call call, String... members) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        for (String member : members) {
            Object value = call.fields().get(member);
            if (value != null) {
                document.put(member, value);
            }
        }
        return document;
    }

    /** Returns an entity's document with the members that a call sets. */
    static Map<String, @Nullable Object> changed(Entity before, Call call, String... members) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(before.document());
        document.putAll(of(call, members));
        return document;
    }

    /** Returns the name shown to people: the name itself unless another was given. */
    public static Object displayName(Entity entity) {
        Object shown = entity.document().get("DisplayName");
        return shown == null ? entity.name() : shown;
    }

    /** Returns the answer that describes an entity. */
    public static Fields described(Entity entity) {
        return Entities.describe(entity).put("DisplayName", displayName(entity));
    }
}
