package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventType;
import io.clew.protocol.openlineage.event.Facets;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Derivations;
import io.clew.protocol.openlineage.facets.ExplicitLineage;
import io.clew.protocol.openlineage.facets.Subsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Merges one event into the record of its run. */
public final class RunMerge {
    private RunMerge() {}

    /**
     * Returns a record and what one more event says.
     *
     * @param position the event's log position
     * @param hash a short hash of its bytes
     */
    public static RunRecord merge(
            RunRecord record, Event.RunEvent event, long position, long hash) {
        long millis = event.at().toEpochMilli();
        SortedSet<String> jobs =
                with(
                        record.jobs(),
                        OpenLineageUrns.job(event.job().namespace(), event.job().name())
                                .toString());
        SortedMap<String, InputUse> inputs = inputs(record, event, millis);
        SortedMap<String, OutputMade> outputs = outputs(record, event, millis, position);
        Optional<ExplicitLineage> explicit = explicit(event);
        SortedSet<String> pairs = record.pairs();
        if (explicit.isPresent()) {
            pairs = new TreeSet<>(pairs);
            for (Derivation derivation : explicit.get().derivations()) {
                pairs.add(pair(derivation));
            }
        }
        SortedSet<Long> seen = new TreeSet<>(record.seen());
        seen.add(hash);
        if (seen.size() > RunRecord.SEEN_MAX) {
            seen.remove(seen.first());
        }
        return new RunRecord(
                record.runId(),
                record.producer(),
                jobs,
                record.marks().with(millis, event.type()),
                parents(record, event),
                inputs,
                outputs,
                record.streaming() || isStreaming(event.job().facets()),
                record.explicit() || explicit.isPresent(),
                pairs,
                seen);
    }

    private static <T> SortedSet<T> with(SortedSet<T> some, T more) {
        if (some.contains(more)) {
            return some;
        }
        SortedSet<T> all = new TreeSet<>(some);
        all.add(more);
        return all;
    }

    private static String pair(Derivation derivation) {
        return derivation.output().urn() + " " + derivation.input().urn();
    }

    /** Returns what the explicit facets of an event say; empty when it has none. */
    public static Optional<ExplicitLineage> explicit(Event.RunEvent event) {
        return Derivations.ofLineage(event, OpenLineageUrns.run(event.runId()));
    }

    private static SortedMap<String, InputUse> inputs(
            RunRecord record, Event.RunEvent event, long millis) {
        if (event.inputs().isEmpty()) {
            return record.inputs();
        }
        SortedMap<String, InputUse> inputs = new TreeMap<>(record.inputs());
        for (DatasetRef ref : event.inputs()) {
            String version = version(ref);
            Map<String, Object> part = Subsets.of(ref);
            inputs.compute(
                    urn(ref),
                    (urn, known) ->
                            known == null
                                    ? new InputUse(
                                            Span.at(millis),
                                            version,
                                            millis,
                                            Part.NONE.and(millis, part))
                                    : known.and(millis, version, part));
        }
        return inputs;
    }

    private static SortedMap<String, OutputMade> outputs(
            RunRecord record, Event.RunEvent event, long millis, long position) {
        if (event.outputs().isEmpty()) {
            return record.outputs();
        }
        boolean isExplicit = explicit(event).isPresent();
        SortedMap<String, OutputMade> outputs = new TreeMap<>(record.outputs());
        for (DatasetRef ref : event.outputs()) {
            OutputMade.Mention mention =
                    new OutputMade.Mention(
                            millis,
                            position,
                            event.type() == EventType.START,
                            version(ref),
                            written(ref),
                            change(ref),
                            sources(ref),
                            Derivations.isColumnLineageCut(ref),
                            facetKeys(ref, isExplicit),
                            Subsets.of(ref));
            outputs.compute(
                    urn(ref),
                    (urn, known) ->
                            (known == null ? OutputMade.first(millis) : known).and(mention));
        }
        return outputs;
    }

    /**
     * Returns the keys of the facets that tell of an output, sorted, with commas between; a {@code
     * lineage} of the event's run or job is one of them.
     */
    private static String facetKeys(DatasetRef ref, boolean isExplicit) {
        SortedSet<String> keys = new TreeSet<>(ref.facets().byKey().keySet());
        keys.addAll(ref.roleFacets().byKey().keySet());
        if (isExplicit) {
            keys.add("lineage");
        }
        return String.join(",", keys);
    }

    private static String urn(DatasetRef ref) {
        return Datasets.urn(ref).toString();
    }

    private static SortedSet<String> sources(DatasetRef ref) {
        SortedSet<String> sources = new TreeSet<>();
        DatasetName self = DatasetNames.of(ref.namespace(), ref.name());
        for (Derivation derivation : Derivations.ofColumnLineage(ref)) {
            if (!derivation.input().equals(self)) {
                sources.add(derivation.input().urn().toString());
            }
        }
        return sources;
    }

    /** Returns the producer's version of a dataset; null when the event names none. */
    public static @Nullable String version(DatasetRef ref) {
        return ref.facets()
                .find("version")
                .map(facet -> facet.get("datasetVersion"))
                .filter(value -> value instanceof String text && !text.isBlank())
                .map(Object::toString)
                .orElse(null);
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

    private static boolean isStreaming(Facets job) {
        return job.find("jobType")
                .map(facet -> facet.get("processingType"))
                .filter(value -> "STREAMING".equalsIgnoreCase(String.valueOf(value)))
                .isPresent();
    }

    private static SortedSet<Parent> parents(RunRecord record, Event.RunEvent event) {
        SortedSet<Parent> parents = record.parents();
        Map<String, @Nullable Object> facet = event.runFacets().find("parent").orElse(Map.of());
        for (Map<?, ?> named : List.of(facet, map(facet.get("root")))) {
            Map<?, ?> run = map(named.get("run"));
            Map<?, ?> job = map(named.get("job"));
            if (run.get("runId") instanceof String runId
                    && job.get("namespace") instanceof String namespace
                    && job.get("name") instanceof String name
                    && !runId.equalsIgnoreCase(record.runId())) {
                parents = with(parents, new Parent(runId, namespace, name));
            }
        }
        return parents;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> members ? members : Map.of();
    }
}
