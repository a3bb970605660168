package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Assertion;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.rows.DesignRows;
import io.clew.protocol.openlineage.rows.EventForm;
import io.clew.protocol.openlineage.rows.EventRows;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import io.clew.protocol.openlineage.runs.Design;
import io.clew.protocol.openlineage.runs.DesignChange;
import io.clew.protocol.openlineage.runs.Producers;
import java.util.Optional;

/** Takes one JobEvent inside its commit. */
final class DesignIntake {
    private DesignIntake() {}

    /** Takes the event; false when it was taken before. */
    static boolean take(Commit commit, Prepared prepared, Event.JobEvent event) {
        Urn job = OpenLineageUrns.job(event.job().namespace(), event.job().name());
        long millis = event.at().toEpochMilli();
        int known = commit.nodeId(job);
        if (!commit.isNew(job)
                && EventRows.isJobEventThere(commit, known, millis, prepared.digest())) {
            return false;
        }
        commit.subject(job);
        DatedStatements out =
                new DatedStatements(
                        commit,
                        Producers.asserter(event.producer()),
                        Assertion.DECLARED,
                        event.at());
        String family = Producers.family(event.producer());
        NamedStatements named = new NamedStatements(commit, out, family, millis);
        int jobNode = named.job(NamedJob.of(event.job(), true, family), job);
        for (DatasetRef ref : event.inputs()) {
            named.dataset(NamedDataset.of(ref, family));
        }
        for (DatasetRef ref : event.outputs()) {
            named.dataset(NamedDataset.of(ref, family));
        }
        ColumnFacts.state(Design.derivations(event), out);
        if (!commit.isNew(job)) {
            ReplacedColumns.end(commit, ToldColumns.of(event), jobNode, true);
        }
        Design.explicit(event).ifPresent(lineage -> ColumnFacts.flows(lineage, out));
        Optional<Design> newest = DesignRows.find(commit.db(), jobNode);
        DesignChange change = DesignChange.of(newest, Design.of(event));
        change.facts(commit::add);
        DesignRows.keep(commit.db(), jobNode, change.newest());
        EventRows.insert(
                commit, millis, EventForm.JOB, null, jobNode, null, null, prepared.packed());
        named.remember(prepared.packed());
        return true;
    }
}
