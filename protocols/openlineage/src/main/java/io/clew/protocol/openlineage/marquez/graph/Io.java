package io.clew.protocol.openlineage.marquez.graph;

import java.util.Set;

/**
 * Tells what a run, or a job, read and wrote.
 *
 * @param inputs nodes of datasets
 * @param outputs nodes of datasets
 */
public record Io(Set<Integer> inputs, Set<Integer> outputs) {
    static final Io NONE = new Io(Set.of(), Set.of());

    /** Says whether no dataset was named. */
    public boolean isEmpty() {
        return inputs.isEmpty() && outputs.isEmpty();
    }
}
