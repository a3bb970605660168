package io.clew.protocol.sagemaker.lineage;

import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes maps that updates add to and remove from. */
public final class Properties {
    /** Most properties of an entity. */
    private static final int PROPERTIES_MAX = 30;

    private Properties() {}

    /** Returns a document with its properties changed as an updating call says. */
    static Map<String, @Nullable Object> updated(
            Map<String, @Nullable Object> document, Call call) {
        return updated(document, call, "Properties", PROPERTIES_MAX);
    }

    /**
     * Returns a document with one of its maps changed: by the call's member of that name, and
     * without what its member with {@code ToRemove} behind names.
     *
     * @throws Refusal VALIDATION when the map would have more entries than it may
     */
    public static Map<String, @Nullable Object> updated(
            Map<String, @Nullable Object> document, Call call, String field, int most) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(document);
        Map<String, @Nullable Object> entries = new LinkedHashMap<>(Call.mapOf(changed.get(field)));
        entries.putAll(call.map(field));
        call.list(field + "ToRemove").forEach(key -> entries.remove(String.valueOf(key)));
        if (entries.size() > most) {
            throw Refusal.invalid(
                    "%s may have at most %d entries and would have %d."
                            .formatted(field, most, entries.size()));
        }
        if (entries.isEmpty()) {
            changed.remove(field);
        } else {
            changed.put(field, entries);
        }
        return changed;
    }
}
