package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.RunRows;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.State;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import java.time.Duration;

/** Says that runs and tasks failed which are not heard of any more. */
public final class Silence {
    /** Most runs or tasks of one look; the next look takes the others. */
    private static final int LOOK_MAX = 1000;

    private final MetaflowStore store;
    private final Duration longest;

    public Silence(MetaflowStore store, Duration longest) {
        this.store = store;
        this.longest = longest;
    }

    /** Looks for what runs and was not heard of for too long. */
    public void look() {
        long since = store.now().minus(longest).getEpochSecond();
        for (int node : store.read(scope -> TaskRows.silent(scope, since, LOOK_MAX))) {
            store.write(Asserter.CLEW, "metaflow/silence", commit -> task(commit, node, since));
        }
        for (int node : store.read(scope -> RunRows.silent(scope, since, LOOK_MAX))) {
            store.write(Asserter.CLEW, "metaflow/silence", commit -> run(commit, node, since));
        }
    }

    /** Another server may have been faster, or the task is heard of again. */
    private static boolean task(Commit commit, int node, long since) {
        Scope scope = Scope.of(commit);
        Task task = TaskRows.find(scope, node).orElse(null);
        Long heard = task == null ? null : task.heartbeatSeconds();
        if (task == null || task.state() != State.RUNNING || heard == null || heard >= since) {
            commit.abandon();
            return false;
        }
        Run run = RunRows.find(scope, TaskRows.runOf(scope, node)).orElseThrow();
        commit.subject(run.taskUrn(task.step(), task.idText()));
        States.silent(commit, run, task, Moment.heard(heard));
        return true;
    }

    private static boolean run(Commit commit, int node, long since) {
        Run run = RunRows.find(Scope.of(commit), node).orElse(null);
        Long heard = run == null ? null : run.heartbeatSeconds();
        if (run == null || run.state() != State.RUNNING || heard == null || heard >= since) {
            commit.abandon();
            return false;
        }
        commit.subject(run.urn());
        States.silent(commit, run, Moment.heard(heard));
        return true;
    }
}
