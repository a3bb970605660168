package io.clew.protocol.openlineage.accept;

import io.clew.identity.dataset.DatasetName;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.facets.Lifecycle;
import io.clew.protocol.openlineage.facets.Topics;
import io.clew.protocol.openlineage.runs.Datasets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows what an event says of a dataset, whatever version it has; read from the event alone.
 *
 * @param parts what it says, to be compared with what was stated last
 * @param isMeasured whether it has facets that state what others do too: what one of them stated
 *     last may not hold
 * @param isChange whether it tells that something was done to the dataset as a whole
 * @param isDrop whether it tells that the dataset was dropped
 * @param topics what it speaks of, by {@link Topics} of the facets of the dataset itself
 * @param topicsOfRole the same of the facets of an input or output
 */
record NamedDataset(
        DatasetRef ref,
        DatasetName name,
        Urn urn,
        List<StatedPart> parts,
        boolean isMeasured,
        boolean isChange,
        boolean isDrop,
        long topics,
        long topicsOfRole) {

    /** Facets of a dataset that differ with each event, and say nothing of it as such. */
    private static final Set<String> OF_THE_EVENT = Set.of("version", "columnLineage", "lineage");

    /** Facets that state what others do too. */
    private static final Set<String> MEASURED =
            Set.of("dataQualityMetrics", "dataQualityAssertions");

    /** Reads what an event says of a dataset, by the word of a family of producers. */
    static NamedDataset of(DatasetRef ref, String family) {
        Map<String, Map<String, @Nullable Object>> lasting = new HashMap<>(ref.facets().byKey());
        lasting.keySet().removeAll(OF_THE_EVENT);
        boolean isMeasured = lasting.keySet().removeAll(MEASURED);
        return new NamedDataset(
                ref,
                Datasets.name(ref),
                Datasets.urn(ref),
                StatedPart.of(family, lasting, List.of(ref.namespace(), ref.name())),
                isMeasured,
                lasting.containsKey(Lifecycle.KEY),
                Lifecycle.isDrop(lasting.get(Lifecycle.KEY)),
                Topics.ofDataset(ref),
                Topics.ofRole(ref));
    }
}
