package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetName;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Derivations;
import io.clew.protocol.openlineage.facets.Subsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shows what one event says of an output.
 *
 * @param version the producer's; null when the event names none
 * @param written the most that its statistics say was written; −1 when it has none
 * @param change its lifecycle change, such as {@code DROP}; empty for none
 * @param sources datasets that its {@code columnLineage} derives it from
 * @param columnsCut whether that tells more than is taken
 * @param facets keys of the facets that describe it, sorted, with commas between; empty for none
 * @param part which part was written
 * @param columns what its {@code columnLineage} says
 */
record ToldOutput(
        Urn dataset,
        @Nullable String version,
        long written,
        String change,
        SortedSet<Urn> sources,
        boolean columnsCut,
        String facets,
        Map<String, Object> part,
        List<Derivation> columns) {

    /**
     * Reads what an event says of an output.
     *
     * @param isExplicit whether a {@code lineage} of the event's run or job tells of it too
     */
    static ToldOutput of(DatasetRef ref, boolean isExplicit) {
        DatasetName name = Datasets.name(ref);
        List<Derivation> columns = Derivations.ofColumnLineage(ref);
        return new ToldOutput(
                Datasets.urn(ref),
                ToldRun.version(ref),
                written(ref),
                change(ref),
                sources(name, columns),
                Derivations.isColumnLineageCut(ref),
                facetKeys(ref, isExplicit),
                Subsets.of(ref),
                columns);
    }

    private static String facetKeys(DatasetRef ref, boolean isExplicit) {
        SortedSet<String> keys = new TreeSet<>(ref.facets().byKey().keySet());
        keys.addAll(ref.roleFacets().byKey().keySet());
        if (isExplicit) {
            keys.add("lineage");
        }
        return String.join(",", keys);
    }

    private static SortedSet<Urn> sources(DatasetName self, List<Derivation> columns) {
        Set<DatasetName> names = new HashSet<>();
        columns.forEach(derivation -> names.add(derivation.input()));
        names.remove(self);
        SortedSet<Urn> sources = new TreeSet<>();
        names.forEach(name -> sources.add(name.urn()));
        return sources;
    }

    private static long written(DatasetRef ref) {
        return ref.roleFacets()
                .find("outputStatistics")
                .map(
                        facet ->
                                Math.max(
                                        count(facet.get("rowCount")),
                                        Math.max(
                                                count(facet.get("size")),
                                                count(facet.get("fileCount")))))
                .orElse(-1L);
    }

    private static long count(@Nullable Object value) {
        return value instanceof Number number ? Math.max(0, number.longValue()) : -1;
    }

    private static String change(DatasetRef ref) {
        return ref.facets()
                .find("lifecycleStateChange")
                .map(facet -> facet.get("lifecycleStateChange"))
                .filter(String.class::isInstance)
                .map(value -> value.toString().toUpperCase(Locale.ROOT))
                .orElse("");
    }
}
