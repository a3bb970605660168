package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.protocol.openlineage.event.EventType;
import io.clew.protocol.openlineage.facets.FacetMeanings;
import io.clew.protocol.openlineage.rows.EventForm;
import io.clew.protocol.openlineage.rows.EventRows;
import io.clew.protocol.openlineage.rows.LaterEventRows;
import io.clew.protocol.openlineage.rows.RunRows;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import io.clew.protocol.openlineage.runs.RunChange;
import io.clew.protocol.openlineage.runs.RunMerge;
import io.clew.protocol.openlineage.runs.RunRecord;
import io.clew.protocol.openlineage.runs.ToldRun;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes one RunEvent inside its commit. */
final class RunIntake {

    private final Commit commit;
    private final Prepared prepared;
    private final PreparedRun run;
    private final Event.RunEvent event;
    private final ToldRun told;
    private final DatedStatements out;
    private final NamedStatements named;

    RunIntake(Commit commit, Prepared prepared, PreparedRun run) {
        this.commit = commit;
        this.prepared = prepared;
        this.run = run;
        this.event = run.event();
        this.told = run.told();
        this.out = statements(run);
        this.named = named(run, out);
    }

    private DatedStatements statements(PreparedRun of) {
        return new DatedStatements(commit, of.told().by(), Assertion.OBSERVED, of.event().at());
    }

    private NamedStatements named(PreparedRun of, DatedStatements to) {
        return new NamedStatements(commit, to, of.told().producer(), of.told().millis());
    }

    /** Takes the event; false when it was taken before. */
    boolean take() {
        int runNode = commit.nodeId(told.run());
        Optional<RunRecord> known =
                commit.isNew(told.run()) ? Optional.empty() : RunRows.find(commit, runNode);
        RunRecord before = known.orElseGet(() -> RunRecord.empty(event.runId(), told.producer()));
        if (before.hasSeen(prepared.digest().hash())) {
            return false;
        }
        commit.subject(told.run());
        RunRecord after = RunMerge.merge(before, told, commit.position(), prepared.digest().hash());
        RunChange change = new RunChange(before, after, told.run(), told.millis());
        change.facts(commit::add);
        change.sharedFacts(this::addUnlessInForce);
        int jobNode = named.job(run.job(), told.run());
        FacetMeanings.ofRun(event, told.run(), told.job(), out);
        if (isUnderWay(event.type())) {
            out.say(told.run(), Attributes.HEARD, event.at().toString());
        }
        named.names(runNode, run.topics());
        if (before.isLaterThan(event.at())) {
            new LaterEvents(commit, LaterEventRows.OF_RUN, runNode, told.producer())
                    .putRight(
                            out.changes().take(changed -> true),
                            run.topics(),
                            told.millis(),
                            new Again.OfRun(told.run()));
        }
        datasets(change);
        RunRows.keep(commit, runNode, jobNode, after);
        EventRows.insert(
                commit,
                told.millis(),
                EventForm.RUN,
                event.type() == null ? null : event.type().name(),
                jobNode,
                runNode,
                null,
                prepared.packed());
        named.remember(prepared.packed());
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

    private void datasets(RunChange change) {
        for (NamedDataset input : run.inputs()) {
            named.dataset(input);
            change.versionUsed(input.urn())
                    .filter(version -> ToldRun.version(input.ref()) != null)
                    .ifPresent(version -> FacetMeanings.ofVersion(input.ref(), version, out));
        }
        boolean tells = run.outputs().isEmpty();
        for (NamedDataset output : run.outputs()) {
            named.dataset(output);
            if (change.telling(output.urn()).contains(commit.position())) {
                tells = true;
                change.versionsMade(output.urn())
                        .forEach(version -> FacetMeanings.ofVersion(output.ref(), version, out));
            }
        }
        for (Urn dataset : change.outputs()) {
            if (named.wasDropped(dataset)) {
                RunDrops.state(commit, change, dataset, told.run(), event.at());
            }
        }
        Map<Long, Set<Urn>> tellers = new LinkedHashMap<>();
        for (Urn dataset : change.versionedAnew()) {
            for (long position : change.telling(dataset)) {
                tellers.computeIfAbsent(position, p -> new LinkedHashSet<>()).add(dataset);
            }
        }
        if (change.isEffective() && tells) {
            columns(run, out);
        } else if (change.turnedOutFailed()) {
            FailedColumns.takeBack(commit, named, event, change.outputs());
        }
        tellers.forEach((position, datasets) -> earlier(position, datasets, change));
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
                                describe(PreparedRun.of(then), datasets, change);
                            }
                        });
    }

    private void describe(PreparedRun then, Set<Urn> datasets, RunChange change) {
        DatedStatements dated = statements(then);
        for (NamedDataset output : then.outputs()) {
            if (datasets.contains(output.urn())) {
                change.versionsMade(output.urn())
                        .forEach(version -> FacetMeanings.ofVersion(output.ref(), version, dated));
            }
        }
        if (change.isEffective()) {
            columns(then, dated);
        }
    }

    /** States column lineage, which counts once the run did what it says. */
    private void columns(PreparedRun of, DatedStatements to) {
        of.told().explicit().ifPresent(lineage -> ColumnFacts.flows(lineage, to));
        if (!of.derivations().isEmpty()) {
            int node = commit.nodeId(of.derivations().getFirst().output().urn());
            if (named(of, to).isNewsOfColumns(node, of.derivationsHash())) {
                ColumnFacts.state(of.derivations(), to);
            }
        }
    }
}
