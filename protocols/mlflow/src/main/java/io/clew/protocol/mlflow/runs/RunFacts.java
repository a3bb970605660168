package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.EventTimes;
import java.time.Instant;

/** Says in the graph how runs begin, end, begin anew and are deleted. */
final class RunFacts {
    private RunFacts() {}

    static void created(Commit commit, Run run, Urn experiment) {
        Urn urn = run.urn();
        EventTime start = run.startTime(commit.now());
        commit.declare(urn, EdgeKind.PART_OF, experiment, start);
        commit.declare(urn, Attributes.NAME, run.name(), start);
        commit.declare(urn, Attributes.STORAGE, run.artifactUri(), start);
        began(commit, run, start);
        associate(commit, run, commit.by().agent(), start);
        if (!run.userId().isEmpty()) {
            Urn user = MlflowUrns.claimedUser(run.userId());
            Once.declare(commit, user, Attributes.NAME, run.userId(), start);
            associate(commit, run, user, start);
        }
    }

    private static void began(Commit commit, Run run, EventTime at) {
        commit.declare(run.urn(), Attributes.ATTEMPT, (long) run.attempt(), at);
        commit.declare(run.urn(), Attributes.STARTED, EventTimes.text(at.at()), at);
        commit.declare(run.urn(), Attributes.STATUS, run.status().fact(), at);
    }

    /** A caller that gave no name is nobody to be associated with. */
    private static void associate(Commit commit, Run run, Urn agent, EventTime at) {
        if (!agent.last().equals(Call.ANONYMOUS)) {
            Once.declare(commit, run.urn(), EdgeKind.ASSOCIATED_WITH, agent, at);
        }
    }

    /** Says what an update of state and end means, when it means anything. */
    static void updated(Commit commit, Run before, Run after) {
        Instant received = commit.now();
        if (after.attempt() != before.attempt()) {
            EventTime now = after.now(received);
            commit.declare(after.urn(), Attributes.ENDED, null, now);
            began(commit, after, now);
            return;
        }
        EventTime at =
                after.status().isTerminal()
                        ? after.endTime(after.endMillis(), received)
                        : after.now(received);
        if (after.status() != before.status()) {
            commit.declare(after.urn(), Attributes.STATUS, after.status().fact(), at);
        }
        if (after.status().isTerminal() && isNewEnd(before, after)) {
            commit.declare(after.urn(), Attributes.ENDED, EventTimes.text(at.at()), at);
        }
    }

    private static boolean isNewEnd(Run before, Run after) {
        Long end = after.endMillis();
        return !before.status().isTerminal() || (end != null && !end.equals(before.endMillis()));
    }

    static void deleted(Commit commit, Run run) {
        deleted(commit, run, run.now(commit.now()));
    }

    /** Says that it was deleted or restored at a time that may be long past. */
    static void deleted(Commit commit, Run run, EventTime at) {
        commit.declare(run.urn(), Attributes.DELETED, run.deleted() ? true : null, at);
    }
}
