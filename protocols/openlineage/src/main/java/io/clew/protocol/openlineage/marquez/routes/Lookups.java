package io.clew.protocol.openlineage.marquez.routes;

import io.clew.graph.GraphView;
import io.clew.identity.Segments;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.NamespaceRows;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.rows.RunRows;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.rows.Things;
import io.clew.protocol.openlineage.marquez.views.Entities;
import io.clew.protocol.openlineage.marquez.wire.MarquezErrors;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds what a call names, or says in Marquez's words that it is not there. */
final class Lookups {
    private final MarquezStore store;

    Lookups(MarquezStore store) {
        this.store = store;
    }

    /** Returns the graph as of the last commit. */
    GraphView view() {
        return store.view();
    }

    /** Begins to answer one question. */
    Entities entities(Scope scope) {
        return new Entities(scope, store.view());
    }

    /** Refuses a namespace that nobody named. */
    static void requireNamespace(Scope scope, String namespace) {
        if (NamespaceRows.find(scope, namespace).isEmpty()) {
            throw MarquezErrors.notFound("Namespace", namespace);
        }
    }

    /** Finds a job. */
    static Optional<Thing> findJob(Scope scope, String namespace, String name) {
        return Things.JOBS.find(scope, Segments.of(namespace), Segments.of(name));
    }

    /** Finds a job that must be there. */
    static Thing job(Scope scope, String namespace, String name) {
        return findJob(scope, namespace, name)
                .orElseThrow(() -> notFound(scope, namespace, "Job", name));
    }

    /** Finds a dataset by any name it has, such as one with another scheme for the same store. */
    Optional<Thing> findDataset(Scope scope, String namespace, String name) {
        DatasetName canonical = DatasetNames.of(namespace, name);
        return Things.DATASETS
                .find(scope, canonical.namespace(), canonical.name())
                .or(() -> otherName(scope, canonical));
    }

    private Optional<Thing> otherName(Scope scope, DatasetName name) {
        GraphView view = store.view();
        OptionalInt node = view.find(scope.workspaceId(), name.urn(), Clocks.NOW);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        int known = new JobGraph(view).canonical(node.getAsInt());
        return Optional.ofNullable(Things.DATASETS.byNode(scope, List.of(known)).get(known));
    }

    /** Finds a dataset that must be there. */
    Thing dataset(Scope scope, String namespace, String name) {
        return findDataset(scope, namespace, name)
                .orElseThrow(
                        () -> notFound(scope, namespaceOfDatasets(namespace), "Dataset", name));
    }

    /** Returns the one name of a namespace of datasets. */
    static String namespaceOfDatasets(String namespace) {
        return DatasetNames.of(namespace, "-").namespace();
    }

    private static ClewException notFound(Scope scope, String namespace, String what, String name) {
        requireNamespace(scope, namespace);
        return MarquezErrors.notFound(what, name);
    }

    /** Finds a run that must be there. */
    static RunRow run(Scope scope, String runId) {
        return RunRows.find(scope, runId).orElseThrow(() -> MarquezErrors.notFound("Run", runId));
    }
}
