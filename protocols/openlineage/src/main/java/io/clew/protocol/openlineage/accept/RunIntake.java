package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.protocol.openlineage.event.EventType;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Derivations;
import io.clew.protocol.openlineage.facets.ExplicitLineage;
import io.clew.protocol.openlineage.facets.FacetMeanings;
import io.clew.protocol.openlineage.rows.EventForm;
import io.clew.protocol.openlineage.rows.EventRows;
import io.clew.protocol.openlineage.rows.LaterEventRows;
import io.clew.protocol.openlineage.rows.RunRows;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import io.clew.protocol.openlineage.runs.Datasets;
import io.clew.protocol.openlineage.runs.Producers;
import io.clew.protocol.openlineage.runs.RunChange;
import io.clew.protocol.openlineage.runs.RunMerge;
import io.clew.protocol.openlineage.runs.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes one RunEvent inside its commit. */
final class RunIntake {

    private final Commit commit;
    private final Prepared prepared;
    private final Event.RunEvent event;
    private final DatedStatements out;
    private final NamedStatements named;

    RunIntake(Commit commit, Prepared prepared, Event.RunEvent event) {
        this.commit = commit;
        this.prepared = prepared;
        this.event = event;
        this.out = statements(event);
        this.named =
                new NamedStatements(
                        commit, out, Producers.family(event.producer()), event.at().toEpochMilli());
    }

    private DatedStatements statements(Event.RunEvent of) {
        return new DatedStatements(
                commit, Producers.asserter(of.producer()), Assertion.OBSERVED, of.at());
    }

    /** Takes the event; false when it was taken before. */
    boolean take() {
        Urn run = OpenLineageUrns.run(event.runId());
        int runNode = commit.nodeId(run);
        Optional<RunRecord> known =
                commit.isNew(run) ? Optional.empty() : RunRows.find(commit, runNode);
        RunRecord before =
                known.orElseGet(
                        () -> RunRecord.empty(event.runId(), Producers.family(event.producer())));
        if (before.hasSeen(prepared.digest().hash())) {
            return false;
        }
        commit.subject(run);
        RunRecord after =
                RunMerge.merge(before, event, commit.position(), prepared.digest().hash());
        RunChange change = new RunChange(before, after, event.at().toEpochMilli());
        change.facts(commit::add);
        change.sharedFacts(this::addUnlessInForce);
        int jobNode = named.job(event.job(), run);
        FacetMeanings.ofRun(
                event, run, OpenLineageUrns.job(event.job().namespace(), event.job().name()), out);
        if (isUnderWay(event.type())) {
            out.say(run, Attributes.HEARD, event.at().toString());
        }
        if (before.isLaterThan(event.at())) {
            new LaterEvents(
                            commit,
                            LaterEventRows.OF_RUN,
                            runNode,
                            Producers.family(event.producer()))
                    .putRight(
                            out.changes().take(changed -> true),
                            event.at().toEpochMilli(),
                            new Again.OfRun(run));
        }
        datasets(change, run);
        RunRows.keep(commit, runNode, jobNode, after);
        EventRows.insert(
                commit,
                event.at().toEpochMilli(),
                EventForm.RUN,
                event.type() == null ? null : event.type().name(),
                jobNode,
                runNode,
                null,
                prepared.packed());
        return true;
    }

    private static boolean isUnderWay(@Nullable EventType type) {
        return type == null || type == EventType.RUNNING || type == EventType.OTHER;
    }

    private void addUnlessInForce(Fact.EdgeFact fact) {
        if (!commit.isInForce(
                fact.from(),
                fact.kind(),
                fact.to(),
                fact.attributes(),
                fact.by(),
                fact.at().at())) {
            commit.add(fact);
        }
    }

    private void datasets(RunChange change, Urn run) {
        for (DatasetRef ref : event.inputs()) {
            named.dataset(ref);
            change.versionUsed(Datasets.urn(ref))
                    .filter(version -> RunMerge.version(ref) != null)
                    .ifPresent(version -> FacetMeanings.ofVersion(ref, version, out));
        }
        boolean tells = event.outputs().isEmpty();
        for (DatasetRef ref : event.outputs()) {
            named.dataset(ref);
            Urn dataset = Datasets.urn(ref);
            if (change.telling(dataset).contains(commit.position())) {
                tells = true;
                change.versionsMade(dataset)
                        .forEach(version -> FacetMeanings.ofVersion(ref, version, out));
            }
        }
        for (Urn dataset : change.outputs()) {
            if (named.wasDropped(dataset)) {
                RunDrops.state(commit, change, dataset, run, event.at());
            }
        }
        Map<Long, Set<Urn>> told = new LinkedHashMap<>();
        for (Urn dataset : change.versionedAnew()) {
            for (long position : change.telling(dataset)) {
                told.computeIfAbsent(position, p -> new LinkedHashSet<>()).add(dataset);
            }
        }
        if (change.isEffective() && tells) {
            columns(event, out);
        } else if (change.turnedOutFailed()) {
            FailedColumns.takeBack(commit, named, event, change.outputs());
        }
        told.forEach((position, datasets) -> earlier(position, datasets, change));
    }

    /** States what an earlier event told of outputs that had no version then. */
    private void earlier(long position, Set<Urn> datasets, RunChange change) {
        if (position == commit.position()) {
            return;
        }
        EventRows.find(commit.db(), commit.workspaceId(), position)
                .map(row -> EventReader.read(row.json()).event())
                .ifPresent(
                        earlier -> {
                            if (earlier instanceof Event.RunEvent then) {
                                describe(then, datasets, change);
                            }
                        });
    }

    private void describe(Event.RunEvent then, Set<Urn> datasets, RunChange change) {
        DatedStatements dated = statements(then);
        for (DatasetRef ref : then.outputs()) {
            Urn dataset = Datasets.urn(ref);
            if (datasets.contains(dataset)) {
                change.versionsMade(dataset)
                        .forEach(version -> FacetMeanings.ofVersion(ref, version, dated));
            }
        }
        if (change.isEffective()) {
            columns(then, dated);
        }
    }

    /** States column lineage, which counts once the run did what it says. */
    private void columns(Event.RunEvent of, DatedStatements to) {
        Optional<ExplicitLineage> explicit = RunMerge.explicit(of);
        explicit.ifPresent(lineage -> ColumnFacts.flows(lineage, to));
        List<Derivation> derivations = new ArrayList<>();
        if (explicit.isPresent()) {
            derivations.addAll(explicit.get().derivations());
        } else {
            of.outputs().forEach(ref -> derivations.addAll(Derivations.ofColumnLineage(ref)));
        }
        if (!derivations.isEmpty()) {
            int node = commit.nodeId(derivations.getFirst().output().urn());
            NamedStatements by =
                    new NamedStatements(
                            commit, to, Producers.family(of.producer()), of.at().toEpochMilli());
            if (by.isNewsOfColumns(node, tree(derivations))) {
                ColumnFacts.state(derivations, to);
            }
        }
    }

    /** Returns derivations as lists and texts, which have the same hash on every machine. */
    private static List<List<@Nullable Object>> tree(List<Derivation> derivations) {
        return derivations.stream()
                .map(
                        each ->
                                Arrays.<@Nullable Object>asList(
                                        each.output().text(),
                                        each.outputField(),
                                        each.input().text(),
                                        each.inputField(),
                                        each.transformations()))
                .toList();
    }
}
