package io.clew.questions.diff.side;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.diff.side.Completed.Asked;
import io.clew.questions.diff.side.Completed.Version;
import io.clew.questions.diff.work.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the newest members of what lasts: versions of datasets and models, runs of jobs. */
public final class Newest {

    private Newest() {}

    /**
     * Returns the newest version of each of some datasets; one without any is absent.
     *
     * <p>That is the one which was completed last, else the one that was heard of last.
     */
    public static Map<Integer, Integer> versions(
            Work work, Side side, Collection<Integer> datasets) {
        return versions(work, List.of(side), datasets).getFirst();
    }

    /** Returns the same for each of some sides, in their order. */
    public static List<Map<Integer, Integer>> versions(
            Work work, List<Side> sides, Collection<Integer> datasets) {
        List<Asked> asked = new ArrayList<>();
        for (Side side : sides) {
            datasets.forEach(dataset -> asked.add(asked(side, dataset)));
        }
        Map<Asked, Version> completed = Completed.newest(work, asked);
        List<Map<Integer, Integer>> all = new ArrayList<>();
        for (Side side : sides) {
            Map<Integer, Integer> newest = new HashMap<>();
            for (int dataset : datasets) {
                Version version = completed.get(asked(side, dataset));
                if (version != null) {
                    newest.put(dataset, version.node());
                } else {
                    Side.Newer heard =
                            side.members(
                                    dataset,
                                    EdgeKind.VERSION_OF,
                                    member -> side.kind(member) == NodeKind.DATASET_VERSION,
                                    1);
                    heard.nodes().forEach(one -> newest.put(dataset, one));
                    if (heard.nodes().isEmpty() && !heard.all()) {
                        work.left().note("too many edges to look for a newest version", dataset);
                    }
                }
            }
            all.add(newest);
        }
        return all;
    }

    private static Asked asked(Side side, int dataset) {
        return new Asked(dataset, side.clocks().asOfMillis());
    }

    /** Returns the newest member of a model or job that did not fail; the thing itself if none. */
    public static int member(Work work, Side side, int container) {
        boolean job = side.kind(container) == NodeKind.JOB;
        EdgeKind kind = job ? EdgeKind.PART_OF : EdgeKind.VERSION_OF;
        NodeKind wanted = job ? NodeKind.RUN : NodeKind.MODEL_VERSION;
        Side.Newer good =
                side.members(
                        container,
                        kind,
                        member -> side.kind(member) == wanted && (!job || side.isComplete(member)),
                        1);
        if (!good.nodes().isEmpty()) {
            return good.nodes().getFirst();
        }
        if (!good.all()) {
            work.left().note("too many members to look for one that is good", container);
        }
        List<Integer> any =
                side.members(container, kind, member -> side.kind(member) == wanted, 1).nodes();
        return any.isEmpty() ? container : any.getFirst();
    }
}
