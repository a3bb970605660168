package io.clew.protocol.openlineage.runs;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Asserter;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventType;
import io.clew.protocol.openlineage.event.Facets;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Derivations;
import io.clew.protocol.openlineage.facets.ExplicitLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows what one event says of its run, read from the event alone: what is stored has no part in
 * it, so that it is read before the writer's turn.
 *
 * @param producer the family of the event's producer
 * @param by who asserts what it says
 * @param millis event time
 * @param parents runs that it names as what the run is part of
 * @param streaming whether it says that the job never ends by design
 * @param explicit what its explicit {@code lineage} facets say; empty when it has none
 */
public record ToldRun(
        String producer,
        Asserter by,
        Urn run,
        Urn job,
        long millis,
        @Nullable EventType type,
        List<Parent> parents,
        List<ToldInput> inputs,
        List<ToldOutput> outputs,
        boolean streaming,
        Optional<ExplicitLineage> explicit) {

    /** Reads what an event says of its run. */
    public static ToldRun of(Event.RunEvent event) {
        String producer = Producers.family(event.producer());
        Urn run = OpenLineageUrns.run(event.runId());
        Optional<ExplicitLineage> explicit = Derivations.ofLineage(event, run);
        return new ToldRun(
                producer,
                Producers.asserterOf(producer),
                run,
                OpenLineageUrns.job(event.job().namespace(), event.job().name()),
                event.at().toEpochMilli(),
                event.type(),
                parents(event),
                event.inputs().stream().map(ToldInput::of).toList(),
                event.outputs().stream()
                        .map(ref -> ToldOutput.of(ref, explicit.isPresent()))
                        .toList(),
                isStreaming(event.job().facets()),
                explicit);
    }

    /** Returns what the event says was derived from what; its {@code lineage} supersedes. */
    public List<Derivation> derivations() {
        if (explicit.isPresent()) {
            return explicit.get().derivations();
        }
        List<Derivation> columns = new ArrayList<>();
        outputs.forEach(output -> columns.addAll(output.columns()));
        return columns;
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

    private static boolean isStreaming(Facets job) {
        return job.find("jobType")
                .map(facet -> facet.get("processingType"))
                .filter(value -> "STREAMING".equalsIgnoreCase(String.valueOf(value)))
                .isPresent();
    }

    private static List<Parent> parents(Event.RunEvent event) {
        List<Parent> parents = new ArrayList<>();
        Map<String, @Nullable Object> facet = event.runFacets().find("parent").orElse(Map.of());
        for (Map<?, ?> named : List.of(facet, map(facet.get("root")))) {
            Map<?, ?> run = map(named.get("run"));
            Map<?, ?> job = map(named.get("job"));
            if (run.get("runId") instanceof String runId
                    && job.get("namespace") instanceof String namespace
                    && job.get("name") instanceof String name
                    && !runId.equalsIgnoreCase(event.runId())) {
                parents.add(Parent.of(runId, namespace, name));
            }
        }
        return parents;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> members ? members : Map.of();
    }
}
