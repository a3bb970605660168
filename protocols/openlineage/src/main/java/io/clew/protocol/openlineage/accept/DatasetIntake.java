package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.identity.dataset.DatasetVersions;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Derivations;
import io.clew.protocol.openlineage.facets.ExplicitLineage;
import io.clew.protocol.openlineage.facets.FacetMeanings;
import io.clew.protocol.openlineage.rows.EventForm;
import io.clew.protocol.openlineage.rows.EventRows;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import io.clew.protocol.openlineage.runs.Datasets;
import io.clew.protocol.openlineage.runs.Producers;
import io.clew.protocol.openlineage.runs.ToldRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes one DatasetEvent inside its commit. */
final class DatasetIntake {
    private DatasetIntake() {}

    /** Takes the event; false when it was taken before. */
    static boolean take(Commit commit, Prepared prepared, Event.DatasetEvent event) {
        DatasetRef ref = event.dataset();
        Urn dataset = Datasets.urn(ref);
        long millis = event.at().toEpochMilli();
        int known = commit.nodeId(dataset);
        if (!commit.isNew(dataset)
                && EventRows.isDatasetEventThere(commit, known, millis, prepared.digest())) {
            return false;
        }
        commit.subject(dataset);
        DatedStatements out =
                new DatedStatements(
                        commit,
                        Producers.asserter(event.producer()),
                        Assertion.DECLARED,
                        event.at());
        String family = Producers.family(event.producer());
        NamedStatements statements = new NamedStatements(commit, out, family, millis);
        int node = statements.dataset(NamedDataset.of(ref, family));
        String version = ToldRun.version(ref);
        if (version != null) {
            Urn named = DatasetVersions.byProducer(dataset, version);
            out.draw(named, EdgeKind.VERSION_OF, dataset, Map.of());
            FacetMeanings.ofVersion(ref, named, out);
        }
        derivations(event, out);
        replace(commit, node, event);
        EventRows.insert(
                commit, millis, EventForm.DATASET, null, null, null, node, prepared.packed());
        statements.remember(prepared.packed());
        return true;
    }

    /** An event that says nothing of what the dataset derives from replaces nothing. */
    private static void replace(Commit commit, int node, Event.DatasetEvent event) {
        ToldColumns told = ToldColumns.of(event);
        if (!told.edges().isEmpty() && !commit.isNew(Datasets.urn(event.dataset()))) {
            ReplacedColumns.end(commit, told, node, false);
        }
    }

    private static List<Derivation> all(
            Event.DatasetEvent event, Optional<ExplicitLineage> explicit) {
        return explicit.map(ExplicitLineage::derivations)
                .orElseGet(() -> Derivations.ofColumnLineage(event.dataset()));
    }

    private static void derivations(Event.DatasetEvent event, DatedStatements out) {
        Optional<ExplicitLineage> explicit = Derivations.ofLineage(event, null);
        List<Derivation> all = all(event, explicit);
        for (Derivation derivation : all) {
            Urn effect = derivation.output().urn();
            Urn cause = derivation.input().urn();
            if (!effect.equals(cause)) {
                out.draw(effect, EdgeKind.DERIVED_FROM, cause, Map.of());
            }
        }
        ColumnFacts.state(all, out);
        explicit.ifPresent(lineage -> ColumnFacts.flows(lineage, out));
    }
}
