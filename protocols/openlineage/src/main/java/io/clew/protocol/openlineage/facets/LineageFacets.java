package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.Facets;
import io.clew.protocol.openlineage.event.JobRef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Reads the explicit {@code lineage} facets of one event. */
final class LineageFacets {
    private final @Nullable JobRef job;
    private final @Nullable Urn own;
    private final Names names = new Names();
    private final Gathering derivations = new Gathering();
    private final Map<Flowing, List<Map<String, Object>>> flows = new LinkedHashMap<>();
    private final SequencedSet<DatasetName> outputs = new LinkedHashSet<>();
    private boolean found;

    private record Flowing(Urn from, EdgeKind kind, Urn to) {}

    private LineageFacets(@Nullable JobRef job, @Nullable Urn own) {
        this.job = job;
        this.own = own;
    }

    static Optional<ExplicitLineage> read(Event event, @Nullable Urn own) {
        return switch (event) {
            case Event.RunEvent run -> {
                LineageFacets lineage = new LineageFacets(run.job(), own);
                lineage.entries(run.runFacets(), run.outputs());
                lineage.entries(run.job().facets(), run.outputs());
                lineage.datasets(run.inputs());
                lineage.datasets(run.outputs());
                yield lineage.result();
            }
            case Event.JobEvent design -> {
                LineageFacets lineage = new LineageFacets(design.job(), own);
                lineage.entries(design.job().facets(), design.outputs());
                lineage.datasets(design.inputs());
                lineage.datasets(design.outputs());
                yield lineage.result();
            }
            case Event.DatasetEvent dataset -> {
                LineageFacets lineage = new LineageFacets(null, own);
                lineage.datasets(List.of(dataset.dataset()));
                yield lineage.result();
            }
        };
    }

    private Optional<ExplicitLineage> result() {
        return found
                ? Optional.of(
                        new ExplicitLineage(
                                derivations.all(),
                                flows.entrySet().stream()
                                        .map(flow -> flow(flow.getKey(), flow.getValue()))
                                        .toList()))
                : Optional.empty();
    }

    private static ExplicitLineage.Flow flow(Flowing ends, List<Map<String, Object>> told) {
        return new ExplicitLineage.Flow(
                ends.from,
                ends.kind,
                ends.to,
                told.isEmpty() ? Map.of() : Map.of(Attributes.TRANSFORMATIONS, told));
    }

    private void entries(Facets facets, List<DatasetRef> outputRefs) {
        Optional<Map<String, @Nullable Object>> facet = facets.find(Derivations.LINEAGE);
        if (facet.isEmpty()) {
            return;
        }
        found = true;
        for (DatasetRef output : outputRefs) {
            outputs.add(names.of(output.namespace(), output.name()));
        }
        for (Members entry : new Members(facet.get()).objects("entries")) {
            if ("JOB".equals(entry.text("type"))) {
                job(entry)
                        .ifPresent(
                                target -> {
                                    for (Members input : entry.objects("inputs")) {
                                        toJob(target, input);
                                    }
                                });
            } else {
                names.of(entry).ifPresent(target -> toDataset(target, entry));
            }
        }
    }

    private void datasets(List<DatasetRef> refs) {
        for (DatasetRef ref : refs) {
            ref.facets()
                    .find(Derivations.LINEAGE)
                    .or(() -> ref.roleFacets().find(Derivations.LINEAGE))
                    .ifPresent(
                            facet -> {
                                found = true;
                                toDataset(
                                        names.of(ref.namespace(), ref.name()), new Members(facet));
                            });
        }
    }

    private void toDataset(DatasetName target, Members entry) {
        for (Members input : entry.objects("inputs")) {
            toData(target, null, input);
        }
        Members fields = entry.object("fields");
        if (fields == null) {
            return;
        }
        for (Map.Entry<String, @Nullable Object> each : fields.all().entrySet()) {
            Members field = Members.of(each.getValue());
            if (field != null && !each.getKey().isEmpty()) {
                for (Members input : field.objects("inputs")) {
                    toData(target, each.getKey(), input);
                }
            }
        }
    }

    private void toData(DatasetName target, @Nullable String field, Members input) {
        if (!"JOB".equals(input.text("type"))) {
            names.of(input)
                    .ifPresent(
                            source ->
                                    derivations.add(
                                            target,
                                            field,
                                            source,
                                            input.text("field"),
                                            Transformations.all(input)));
            return;
        }
        Optional<Urn> source = job(input);
        boolean said = field == null && source.equals(Optional.ofNullable(own));
        if (source.isPresent() && !(said && outputs.contains(target))) {
            add(data(target, field), EdgeKind.GENERATED_BY, source.get(), input);
        }
    }

    private void toJob(Urn target, Members input) {
        if ("JOB".equals(input.text("type"))) {
            job(input)
                    .filter(source -> !source.equals(target))
                    .ifPresent(source -> add(target, EdgeKind.INFORMED_BY, source, input));
        } else {
            names.of(input)
                    .ifPresent(
                            source ->
                                    add(
                                            target,
                                            EdgeKind.USED,
                                            data(source, input.text("field")),
                                            input));
        }
    }

    private void add(Urn from, EdgeKind kind, Urn to, Members input) {
        Flowing flow = new Flowing(from, kind, to);
        if (flows.size() < Derivations.DERIVATIONS_MAX || flows.containsKey(flow)) {
            flows.merge(flow, Transformations.all(input), Transformations::joined);
        }
    }

    /** Names a dataset or a column of it, which is then part of it. */
    private Urn data(DatasetName dataset, @Nullable String field) {
        Urn urn = dataset.urn();
        if (field == null) {
            return urn;
        }
        Urn column = OpenLineageUrns.column(urn, field);
        flows.putIfAbsent(new Flowing(column, EdgeKind.PART_OF, urn), List.of());
        return column;
    }

    /** Names a job or its run; empty when the event's own job is meant and it has none. */
    private Optional<Urn> job(Members end) {
        String runId = end.text("runId");
        if (runId != null) {
            return Optional.of(OpenLineageUrns.run(runId));
        }
        String namespace = end.text("namespace");
        String name = end.text("name");
        boolean isOwn =
                (namespace == null && name == null)
                        || (job != null
                                && job.namespace().equals(namespace)
                                && job.name().equals(name));
        if (isOwn) {
            return Optional.ofNullable(own);
        }
        return namespace == null || name == null
                ? Optional.empty()
                : Optional.of(OpenLineageUrns.job(namespace, name));
    }
}
