package io.clew.protocol.openlineage.facets;

import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.Facets;
import io.clew.protocol.openlineage.event.JobRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says in one number what facets may speak of: where two events' topics of one thing share no bit,
 * nothing that the one states of it is spoken of by the other.
 */
public final class Topics {

    /** Facets that speak of the same attributes or edges as others do. */
    private static final List<Set<String>> SHARED =
            List.of(
                    Set.of(QualityMetrics.KEY, Statistics.INPUT, Statistics.OUTPUT),
                    Set.of("symlinks", Lifecycle.KEY),
                    Set.of(ErrorMessage.KEY, SparkException.KEY));

    /** Bits of facets that are known; those of others are above. */
    private static final int KNOWN_BITS = 40;

    private static final Map<String, Long> KNOWN = known();

    private Topics() {}

    private static Map<String, Long> known() {
        Map<String, Long> bits = new HashMap<>();
        for (Set<String> together : SHARED) {
            long bit = 1L << bits.values().stream().distinct().count();
            together.forEach(key -> bits.put(key, bit));
        }
        for (KnownFacets.Known facet : KnownFacets.ALL) {
            long next = 1L << bits.values().stream().distinct().count() % KNOWN_BITS;
            bits.putIfAbsent(facet.key(), next);
        }
        return Map.copyOf(bits);
    }

    /** Returns what an event may speak of its run. */
    public static long ofRun(Event.RunEvent event) {
        return of(event.runFacets(), KnownFacets.ofRun()) | ofJob(event.job());
    }

    /** Returns what an event may speak of its job. */
    public static long ofJob(JobRef ref) {
        return of(ref.facets(), KnownFacets.ofJob());
    }

    /** Returns what an event may speak of a dataset by the facets of the dataset itself. */
    public static long ofDataset(DatasetRef ref) {
        return of(ref.facets(), KnownFacets.ofDataset());
    }

    /** Returns what an event may speak of a dataset by the facets of an input or output. */
    public static long ofRole(DatasetRef ref) {
        return of(ref.roleFacets(), KnownFacets.ofRole());
    }

    private static long of(Facets facets, Map<String, Meaning> meanings) {
        long topics = 0;
        for (String key : facets.byKey().keySet()) {
            // Of column lineage it is stated here when it was cut.
            if (meanings.get(key) != Meaning.ELSEWHERE || key.equals(Derivations.COLUMN_LINEAGE)) {
                topics |= of(key);
            }
        }
        return topics;
    }

    /** Returns the topic of one facet, wherever it stands. */
    public static long of(String key) {
        Long known = KNOWN.get(key);
        return known == null
                ? 1L << KNOWN_BITS + Math.floorMod(key.hashCode(), Long.SIZE - KNOWN_BITS)
                : known;
    }
}
