package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.Facets;
import io.clew.protocol.openlineage.event.JobRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States what the facets of an event mean for the nodes that it names.
 *
 * <p>Facets that are not known become attributes {@code facet.<key>}. Of those known, {@code
 * parent}, {@code version}, {@code columnLineage}, {@code lineage} and {@code subset} are stated by
 * others. Nothing here throws, whatever the members of a facet are.
 */
public final class FacetMeanings {
    private FacetMeanings() {}

    /** States what the run facets of an event mean. */
    public static void ofRun(Event.RunEvent event, Urn run, Urn job, Statements out) {
        Subject subject = new Subject(run, job, out);
        all(event.runFacets(), KnownFacets.ofRun(), subject);
        SparkException.state(event.runFacets(), subject);
    }

    /**
     * States what job facets mean.
     *
     * @param executor the run whose event carries them, or the job itself in a JobEvent: what
     *     {@code executed} the code
     */
    public static void ofJob(JobRef ref, Urn job, Urn executor, Statements out) {
        all(ref.facets(), KnownFacets.ofJob(), new Subject(job, executor, out));
    }

    /** States what the facets of a dataset itself mean for it, whatever version it has. */
    public static void ofDataset(DatasetRef ref, Urn dataset, Statements out) {
        if (!ref.facets().byKey().isEmpty()) {
            Subject subject = new Subject(dataset, dataset, out);
            all(ref.facets(), KnownFacets.ofDataset(), subject);
            columnLineage(ref, subject);
        }
    }

    /** States what the facets of an input or output mean for the dataset, whatever its version. */
    public static void ofRole(DatasetRef ref, Urn dataset, Statements out) {
        if (!ref.roleFacets().byKey().isEmpty()) {
            all(
                    withoutDoubtfulFigures(ref),
                    KnownFacets.ofRole(),
                    new Subject(dataset, dataset, out));
        }
    }

    /** States what the facets of a dataset mean for the version that they were sent for. */
    public static void ofVersion(DatasetRef ref, Urn version, Statements out) {
        if (isBare(ref)) {
            return;
        }
        Subject subject = new Subject(version, version, out);
        known(ref.facets(), KnownFacets.ofVersion(), subject);
        known(withoutDoubtfulFigures(ref), KnownFacets.ofVersion(), subject);
    }

    private static boolean isBare(DatasetRef ref) {
        return ref.facets().byKey().isEmpty() && ref.roleFacets().byKey().isEmpty();
    }

    private static void all(Facets facets, Map<String, Meaning> meanings, Subject subject) {
        for (Map.Entry<String, Map<String, @Nullable Object>> each : facets.byKey().entrySet()) {
            String key = each.getKey();
            @Nullable Meaning meaning = meanings.get(key);
            if (meaning != null) {
                one(facets, key, each.getValue(), meaning, subject);
            } else if (facets.isDeleted(key)) {
                Unknown.end(key, subject);
            } else {
                Unknown.state(key, new Members(each.getValue()), subject);
            }
        }
    }

    private static void known(Facets facets, Map<String, Meaning> meanings, Subject subject) {
        for (Map.Entry<String, Map<String, @Nullable Object>> each : facets.byKey().entrySet()) {
            @Nullable Meaning meaning = meanings.get(each.getKey());
            if (meaning != null) {
                one(facets, each.getKey(), each.getValue(), meaning, subject);
            }
        }
    }

    private static void one(
            Facets facets,
            String key,
            Map<String, @Nullable Object> members,
            Meaning meaning,
            Subject subject) {
        if (facets.isDeleted(key)) {
            meaning.end(subject);
        } else {
            meaning.state(new Members(members), subject);
        }
    }

    /**
     * Leaves out how much a run read or wrote where that is no figure of the dataset: where the
     * event has measurements of it, or the run used a part.
     */
    private static Facets withoutDoubtfulFigures(DatasetRef ref) {
        Map<String, Map<String, @Nullable Object>> role = ref.roleFacets().byKey();
        boolean doubtful =
                role.containsKey(Subsets.KEY)
                        || role.containsKey(QualityMetrics.KEY)
                        || ref.facets().byKey().containsKey(QualityMetrics.KEY);
        if (!doubtful || Statistics.KEYS.stream().noneMatch(role::containsKey)) {
            return ref.roleFacets();
        }
        Map<String, Map<String, @Nullable Object>> kept = new HashMap<>(role);
        Statistics.KEYS.forEach(kept::remove);
        return new Facets(kept);
    }

    /** Says when a columnLineage has more pairs than become edges. */
    private static void columnLineage(DatasetRef ref, Subject subject) {
        Optional<Map<String, @Nullable Object>> facet =
                ref.facets().find(Derivations.COLUMN_LINEAGE);
        if (facet.isPresent()) {
            long told = ColumnLineage.count(new Members(facet.get()));
            if (told > Derivations.DERIVATIONS_MAX) {
                subject.say(
                        Attributes.CUT + Derivations.COLUMN_LINEAGE,
                        Map.of("stated", Derivations.DERIVATIONS_MAX, "of", told));
            }
        }
    }
}
