package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.RunRows;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.State;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Concludes how runs and tasks stand, for the service hears of tasks only: a run is complete when
 * its end task is, failed when a task's last attempt is not ok or nothing is heard any more, and
 * runs otherwise.
 */
public final class States {
    private static final String RULE = "metaflow-state";

    private States() {}

    /** Says that a run is there and runs. */
    static void created(Commit commit, Run run, Moment moment) {
        say(commit, run.urn(), Attributes.STATUS, run.state().fact(), "registered", moment);
    }

    /** Says that an attempt of a task began. */
    static void began(Commit commit, Run run, Task task, int attempt, Moment moment) {
        TaskRows.began(Scope.of(commit), task.nodeId(), attempt, moment.millis());
        Urn urn = urn(run, task);
        commit.declare(urn, Attributes.ATTEMPT, attempt + 1L, moment.at());
        commit.declare(urn, Attributes.STARTED, moment.text(), moment.at());
        if (task.state().isOver()) {
            say(commit, urn, Attributes.ENDED, null, "attempt " + attempt + " began", moment);
        }
        String why = "attempt " + attempt + " began";
        say(commit, urn, Attributes.STATUS, State.RUNNING.fact(), why, moment);
        settle(commit, run, why, moment);
    }

    /** Says how the last attempt of a task ended. */
    static void ended(Commit commit, Run run, Task task, boolean ok, Moment moment) {
        over(commit, run, task, ok ? State.COMPLETE : State.FAILED, "attempt_ok is " + ok, moment);
    }

    /** Says that nothing was heard of a task for too long. */
    static void silent(Commit commit, Run run, Task task, Moment lastHeard) {
        over(commit, run, task, State.SILENT, "not heard of since " + lastHeard.text(), lastHeard);
    }

    private static void over(
            Commit commit, Run run, Task task, State state, String why, Moment moment) {
        TaskRows.state(Scope.of(commit), task.nodeId(), state, moment.millis());
        Urn urn = urn(run, task);
        say(commit, urn, Attributes.STATUS, state.fact(), why, moment);
        say(commit, urn, Attributes.ENDED, moment.text(), why, moment);
        settle(commit, run, "task %s/%s: %s".formatted(task.step(), task.idText(), why), moment);
    }

    /** Says that a task that was silent is heard of again. */
    static void heardAgain(Commit commit, Run run, Task task, Moment moment) {
        TaskRows.state(Scope.of(commit), task.nodeId(), State.RUNNING, null);
        Urn urn = urn(run, task);
        String why = "heard of again";
        say(commit, urn, Attributes.STATUS, State.RUNNING.fact(), why, moment);
        say(commit, urn, Attributes.ENDED, null, why, moment);
        settle(commit, run, why, moment);
    }

    /** Says that nothing was heard of a run for too long. */
    static void silent(Commit commit, Run run, Moment lastHeard) {
        change(commit, run, State.SILENT, "not heard of since " + lastHeard.text(), lastHeard);
    }

    /** Concludes a run's state anew, and says it when it differs. */
    static void settle(Commit commit, Run run, String why, Moment moment) {
        Scope scope = Scope.of(commit);
        State state;
        if (TaskRows.any(scope, run.nodeId(), State.COMPLETE, run.endStep())) {
            state = State.COMPLETE;
        } else if (TaskRows.any(scope, run.nodeId(), State.FAILED, "")
                || TaskRows.any(scope, run.nodeId(), State.SILENT, "")) {
            state = State.FAILED;
        } else {
            state = State.RUNNING;
        }
        Run now = RunRows.find(scope, run.nodeId()).orElse(run);
        change(commit, now, state, why, moment);
    }

    private static void change(Commit commit, Run run, State state, String why, Moment moment) {
        if (state == run.state()) {
            return;
        }
        RunRows.state(Scope.of(commit), run.nodeId(), state);
        say(commit, run.urn(), Attributes.STATUS, state.fact(), why, moment);
        if (state.isOver()) {
            say(commit, run.urn(), Attributes.ENDED, moment.text(), why, moment);
        } else if (run.state().isOver()) {
            say(commit, run.urn(), Attributes.ENDED, null, why, moment);
        }
    }

    private static Urn urn(Run run, Task task) {
        return run.taskUrn(task.step(), task.idText());
    }

    private static void say(
            Commit commit, Urn node, String key, @Nullable Object value, String why, Moment at) {
        commit.add(
                new Fact.AttributeFact(
                        node,
                        key,
                        value,
                        Assertion.INFERRED,
                        at.at(),
                        Asserter.CLEW,
                        new Inference(RULE, List.of(why))));
    }
}
