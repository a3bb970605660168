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

    /** Members that are looked at for one that is good; failures in a row are fewer. */
    private static final int LOOKED_AT_MAX = 200;

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
                    side.members(
                                    dataset,
                                    EdgeKind.VERSION_OF,
                                    NodeKind.DATASET_VERSION,
                                    Integer.MAX_VALUE,
                                    1)
                            .forEach(heard -> newest.put(dataset, heard));
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
    public static int member(Side side, int container) {
        boolean job = side.kind(container) == NodeKind.JOB;
        List<Integer> members =
                side.members(
                        container,
                        job ? EdgeKind.PART_OF : EdgeKind.VERSION_OF,
                        job ? NodeKind.RUN : NodeKind.MODEL_VERSION,
                        Integer.MAX_VALUE,
                        LOOKED_AT_MAX);
        return members.stream()
                .filter(member -> !job || side.isComplete(member))
                .findFirst()
                .or(() -> members.stream().findFirst())
                .orElse(container);
    }
}
