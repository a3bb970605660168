package io.clew.questions.diff.compare;

import io.clew.graph.RunStatus;
import io.clew.graph.StatusWord;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.past.History;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code upstream-run}: the newest run of a job upstream failed, so that what was used is old.
 *
 * <p>Looked for even where both sides used the same.
 */
final class UpstreamRunChanges {

    /** Newest runs of a job that had ended by a moment, of which the last to end counts. */
    private static final int RUNS_MAX = 24;

    /** Runs that are looked at in one answer: some seconds. */
    private static final int LOOKED_AT_MAX = 3_000_000;

    private final Scene scene;
    private final Map<Integer, List<Integer>> runs = new HashMap<>();
    private int lookedAt;

    private UpstreamRunChanges(Scene scene) {
        this.scene = scene;
    }

    static void find(Scene scene) {
        UpstreamRunChanges all = new UpstreamRunChanges(scene);
        Set<Integer> done = new HashSet<>();
        for (Pair pair : scene.alignment().pairs()) {
            Pair.Step step = pair.step();
            Thing later = pair.after();
            if (pair.role() == Role.RUN
                    && pair.isWhole()
                    && step != null
                    && step.from().role() == Role.DATA
                    && later != null
                    && later.isContained()
                    && scene.job(pair) != null
                    && done.add(later.container())) {
                all.compare(pair, step.from(), later.container());
            }
        }
    }

    private void compare(Pair pair, Pair data, int job) {
        Pair consumer = data.nearestOtherRun();
        if (!scene.isOfTwoTimes() && consumer == null) {
            return;
        }
        Pair at = consumer == null ? data : consumer;
        StatusWord before = newest(scene.alignment().before(), job, scene.startBefore(at));
        StatusWord after = newest(scene.alignment().after(), job, scene.startAfter(at));
        boolean failedBefore = before != null && before.status().isAttempt();
        boolean failedAfter = after != null && after.status().isAttempt();
        boolean aborted = after != null && after.status() == RunStatus.ABORTED;
        if (failedBefore == failedAfter) {
            return;
        }
        Urn subject = scene.urn(job);
        scene.add(
                pair,
                Change.Kind.UPSTREAM_RUN,
                subject,
                "status",
                word(before),
                word(after),
                failedAfter
                        ? "The newest run of %s %s, so an old output of it was used."
                                .formatted(Scene.name(subject), aborted ? "was aborted" : "failed")
                        : "The newest run of %s had failed before, and no longer had."
                                .formatted(Scene.name(subject)),
                new Trait.Known(Thing.NONE, habit(job)));
    }

    private static @Nullable String word(@Nullable StatusWord word) {
        return word == null ? null : word.status().name().toLowerCase(Locale.ROOT);
    }

    /** Returns how the newest run that had ended by a moment ended; null when none had. */
    private @Nullable StatusWord newest(Side side, int job, long moment) {
        return ended(side, job, moment).stream()
                .map(run -> side.status(run, moment))
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(StatusWord::atMillis))
                .orElse(null);
    }

    private List<Integer> ended(Side side, int job, long moment) {
        Side.Newer found =
                side.members(
                        job,
                        EdgeKind.PART_OF,
                        run -> side.kind(run) == NodeKind.RUN && hasEnded(side, run, moment),
                        RUNS_MAX);
        if (!found.all() && found.nodes().size() < RUNS_MAX) {
            scene.work().left().note("too many runs of one job", job);
        }
        return found.nodes();
    }

    private boolean hasEnded(Side side, int run, long moment) {
        scene.work().tick();
        if (++lookedAt > LOOKED_AT_MAX) {
            scene.work().left().note("more than " + LOOKED_AT_MAX + " upstream runs");
            return false;
        }
        StatusWord word = side.status(run, moment);
        return word != null && word.status().hasEnded();
    }

    private List<Integer> members(int job) {
        return runs.computeIfAbsent(
                job,
                j ->
                        scene.alignment()
                                .after()
                                .members(
                                        j,
                                        EdgeKind.PART_OF,
                                        run -> scene.alignment().after().kind(run) == NodeKind.RUN,
                                        RUNS_MAX)
                                .nodes());
    }

    /** A job that fails every other day says little. */
    private History habit(int job) {
        List<Object> readings = new ArrayList<>();
        Side side = scene.alignment().after();
        List<Integer> members = members(job);
        for (int i = members.size() - 1; i > 0; i--) {
            StatusWord word = side.status(members.get(i), Long.MAX_VALUE);
            if (word != null && word.status().hasEnded()) {
                readings.add(word.status().isAttempt());
            }
        }
        return History.of(readings);
    }
}
