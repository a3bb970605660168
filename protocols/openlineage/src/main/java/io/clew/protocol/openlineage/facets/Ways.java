package io.clew.protocol.openlineage.facets;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how the inputs of one facet became its outputs: most of its columns the same way. */
final class Ways {
    private @Nullable Object lastSent;
    private List<Map<String, Object>> last = List.of();

    /** Returns the transformations of a source; empty when it tells none. */
    List<Map<String, Object>> of(Members source) {
        Object sent = source.all().get(Transformations.KEY);
        if (sent == null) {
            return List.of();
        }
        if (!sent.equals(lastSent)) {
            last = Transformations.all(source);
            lastSent = sent;
        }
        return last;
    }
}
