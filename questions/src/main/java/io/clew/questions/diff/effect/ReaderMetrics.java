package io.clew.questions.diff.effect;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.diff.align.Alignment;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the metrics of those that read two versions of a dataset: of each job the newest run
 * that read the one and the newest that read the other.
 */
final class ReaderMetrics {

    /** Runs that read a version which are looked at, the newest. */
    private static final int READERS_MAX = 2000;

    /** Jobs that read both which are compared, the latest. */
    private static final int JOBS_MAX = 200;

    private ReaderMetrics() {}

    /** Compares for asked datasets; nothing for anything else, and where both are one version. */
    static List<Measured> of(Work work, Alignment alignment, Points points) {
        Pair asked = alignment.asked();
        Thing earlier = asked.before();
        Thing later = asked.after();
        List<Measured> measured = new ArrayList<>();
        if (asked.role() != Role.DATA || earlier == null || later == null || asked.isSame()) {
            return measured;
        }
        Map<Integer, Integer> before = readers(work, earlier, alignment.before());
        readers(work, later, alignment.after())
                .forEach(
                        (job, run) -> {
                            Integer other = before.get(job);
                            if (other == null || other.equals(run)) {
                                return;
                            }
                            if (measured.size() == JOBS_MAX) {
                                work.left()
                                        .note(
                                                "more than " + JOBS_MAX + " jobs that read both",
                                                run);
                            } else {
                                measured.add(
                                        RunMetrics.of(
                                                List.of(other),
                                                List.of(run),
                                                alignment.after().urn(run),
                                                1,
                                                points));
                            }
                        });
        return measured;
    }

    private static Map<Integer, Integer> readers(Work work, Thing version, Side side) {
        Map<Integer, Integer> newest = new LinkedHashMap<>();
        for (int node : version.nodes()) {
            Side.Newer found = side.effects(node, EdgeKind.USED, READERS_MAX);
            if (!found.all()) {
                work.left().note("more than " + READERS_MAX + " that read one version", node);
            }
            for (int run : found.nodes()) {
                int job = side.container(run, EdgeKind.PART_OF, NodeKind.JOB);
                if (side.kind(run) == NodeKind.RUN && job != Thing.NONE && side.isGood(run)) {
                    newest.putIfAbsent(side.canonical(job), run);
                }
            }
        }
        return newest;
    }
}
