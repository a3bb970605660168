package io.clew.questions.members;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.EnumSet;
import java.util.Set;

/** Names the lists of what belongs to a thing. */
public enum Membership {
    /** Runs, steps and tasks of a job, and those within a run. */
    RUNS(EdgeKind.PART_OF, EnumSet.of(NodeKind.RUN, NodeKind.STEP, NodeKind.TASK)),
    /** Versions of a dataset or model. */
    VERSIONS(EdgeKind.VERSION_OF, EnumSet.of(NodeKind.DATASET_VERSION, NodeKind.MODEL_VERSION));

    final EdgeKind edge;
    final Set<NodeKind> kinds;

    Membership(EdgeKind edge, Set<NodeKind> kinds) {
        this.edge = edge;
        this.kinds = kinds;
    }
}
