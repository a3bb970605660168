package io.clew.commit.inference;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;

/**
 * Says when the attempts of a run started and what it used, as its standing facts have it.
 *
 * @param starts when its attempts started, earliest first; none if nobody said
 * @param uses what it used of datasets
 */
record RunUses(List<Instant> starts, List<Use> uses) {

    /**
     * Shows one use.
     *
     * @param isConclusion whether it is what the rule concluded before
     * @param atMillis its event time
     */
    record Use(int dataset, Urn to, boolean isConclusion, long atMillis) {

        /** Says whether it names a version that can be relied on. */
        boolean isNamed() {
            return !isConclusion && to.kind() == NodeKind.DATASET_VERSION && !isWeak(to);
        }
    }

    /** Says whether a node is a dataset or a version of one. */
    static boolean isDataset(Urn urn) {
        return urn.kind() == NodeKind.DATASET || urn.kind() == NodeKind.DATASET_VERSION;
    }

    /** Returns the dataset that a version is of; a dataset itself. */
    static Urn datasetOf(Urn urn) {
        return urn.kind() == NodeKind.DATASET
                ? urn
                : new Urn(NodeKind.DATASET, urn.segments().subList(0, urn.segments().size() - 1));
    }

    /** MLflow's 8-hex digest covers 10,000 rows at most: it names a version only weakly. */
    static boolean isWeak(Urn version) {
        return version.last().startsWith("mlflow-");
    }
}
