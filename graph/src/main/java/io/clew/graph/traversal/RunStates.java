package io.clew.graph.traversal;

import io.clew.graph.GraphView;
import io.clew.graph.RunStatus;
import io.clew.graph.StatusWord;
import io.clew.model.Clocks;
import io.clew.model.NodeKind;
import org.jspecify.annotations.Nullable;

/** Tells how runs stood at a question's clocks, by all the names that a run has. */
final class RunStates {

    private static final RunStatus[] STATUSES = RunStatus.values();

    private final GraphView view;
    private final Classes classes;
    private final Clocks clocks;
    private final IntMap statuses = new IntMap();

    RunStates(GraphView view, Classes classes, Clocks clocks) {
        this.view = view;
        this.classes = classes;
        this.clocks = clocks;
    }

    static boolean isRun(NodeKind kind) {
        return kind == NodeKind.RUN || kind == NodeKind.STEP || kind == NodeKind.TASK;
    }

    /** Says whether a class is of a run, step or task. */
    boolean isRunClass(int of) {
        for (int member : classes.members(of)) {
            if (isRun(view.kind(member))) {
                return true;
            }
        }
        return false;
    }

    /** Says whether a class is of a run, step or task that failed or was aborted. */
    boolean isAttempt(int of) {
        RunStatus status = status(of);
        return status != null && status.isAttempt();
    }

    /**
     * Says whether a class is of a run that never ended, or of a step or task that runs: it was not
     * heard of for {@link GraphView#silenceMax}, or nobody ever told how far it got.
     */
    boolean neverEnded(int of) {
        RunStatus status = status(of);
        if (status != null && status.hasEnded()) {
            return false;
        }
        if (status == RunStatus.RUNNING) {
            return isSilent(of);
        }
        boolean run = false;
        for (int member : classes.members(of)) {
            if (isRun(view.kind(member)) && view.hasEnd(member, clocks)) {
                return false;
            }
            run |= view.kind(member) == NodeKind.RUN;
        }
        return run && (status == null || isSilent(of));
    }

    /** Says whether a producer of a class says that it could not extract all of its lineage. */
    boolean isUnextracted(int of) {
        for (int member : classes.members(of)) {
            if (isRun(view.kind(member)) && view.isUnextracted(member, clocks)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSilent(int of) {
        StatusWord word = word(of);
        long heard = word == null ? Long.MIN_VALUE : word.atMillis();
        for (int member : classes.members(of)) {
            heard = Math.max(heard, view.heardMillis(member, clocks));
        }
        long now = clocks.asOf() == null ? System.currentTimeMillis() : clocks.asOfMillis();
        return heard <= now - view.silenceMax().toMillis();
    }

    private @Nullable RunStatus status(int of) {
        int known = statuses.get(of);
        if (known == IntMap.ABSENT) {
            RunStatus told = told(of);
            known = told == null ? 0 : told.ordinal() + 1;
            statuses.put(of, known);
        }
        return known == 0 ? null : STATUSES[known - 1];
    }

    private @Nullable RunStatus told(int of) {
        StatusWord word = word(of);
        return word == null ? null : word.status();
    }

    private @Nullable StatusWord word(int of) {
        StatusWord best = null;
        for (int member : classes.members(of)) {
            StatusWord word = isRun(view.kind(member)) ? view.status(member, clocks) : null;
            if (word != null
                    && (best == null || StatusWord.WEIGHTIEST_FIRST.compare(word, best) < 0)) {
                best = word;
            }
        }
        return best;
    }
}
