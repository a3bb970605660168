package io.clew.questions.diff.side;

import java.util.List;

/**
 * Names what plays one part on one side: usually a node, several where all of them tell of it, such
 * as a model version with the logged model that it is, or the versions of one dataset that one use
 * meant.
 *
 * @param nodes their numbers, the one that people would name first
 * @param container the dataset, job or model that it is of; {@link #NONE} when there is none
 */
public record Thing(List<Integer> nodes, int container) {

    /** Stands for no container. */
    public static final int NONE = -1;

    public Thing {
        nodes = List.copyOf(nodes);
    }

    /** Returns the number of the node that people would name. */
    public int first() {
        return nodes.getFirst();
    }

    /** Says whether it is of a container. */
    public boolean isContained() {
        return container != NONE;
    }
}
