package io.clew.protocol.openlineage.runs;

import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.facets.Subsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows what one event says of an input.
 *
 * @param version the producer's; null when the event names none
 * @param part which part was read
 */
record ToldInput(Urn dataset, @Nullable String version, Map<String, Object> part) {

    static ToldInput of(DatasetRef ref) {
        return new ToldInput(Datasets.urn(ref), ToldRun.version(ref), Subsets.of(ref));
    }
}
