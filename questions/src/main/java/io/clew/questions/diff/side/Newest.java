package io.clew.questions.diff.side;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
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
    public static Map<Integer, Integer> versions(Db db, Side side, Collection<Integer> datasets) {
        Map<Integer, Integer> newest = new HashMap<>();
        for (List<Integer> batch : NodeRows.batches(datasets)) {
            db.sql(
                            "SELECT n.id AS dataset_id, (SELECT c.version_id FROM completed_version"
                                    + " c WHERE c.dataset_id = n.id AND c.completed_ms <= :as_of"
                                    + " ORDER BY c.completed_ms DESC, c.version_hash DESC LIMIT 1)"
                                    + " AS version_id FROM node n WHERE n.id IN (:datasets)")
                    .bindAll("datasets", batch)
                    .bind("as_of", side.clocks().asOfMillis())
                    .each(
                            row ->
                                    row.optionalInteger("version_id")
                                            .ifPresent(
                                                    version ->
                                                            newest.put(
                                                                    (int) row.integer("dataset_id"),
                                                                    version.intValue())));
        }
        for (int dataset : datasets) {
            if (!newest.containsKey(dataset)) {
                side.members(
                                dataset,
                                EdgeKind.VERSION_OF,
                                NodeKind.DATASET_VERSION,
                                Integer.MAX_VALUE,
                                1)
                        .forEach(version -> newest.put(dataset, version));
            }
        }
        return newest;
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
