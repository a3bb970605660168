package io.clew.protocol.metaflow.rows;

import org.jspecify.annotations.Nullable;

/**
 * Holds one task.
 *
 * @param nodeId its node in the graph, and its key
 * @param id the service's id
 * @param name the client's id; null when the service made it
 * @param heartbeatSeconds when it was last heard of; null for a client that sends no heartbeats
 * @param attempt the latest attempt that began, from 0; −1 before the first
 * @param startedMillis when that attempt began; null before the first
 * @param foreachPath such as {@code a:1,b:2}; empty outside of a foreach
 */
public record Task(
        int nodeId,
        String step,
        long id,
        @Nullable String name,
        @Nullable String user,
        long tsMillis,
        @Nullable Long heartbeatSeconds,
        State state,
        int attempt,
        @Nullable Long startedMillis,
        String foreachPath) {
    /** The step that holds a run's parameters, which is no step of the flow. */
    public static final String PARAMETERS = "_parameters";

    /** Returns the id as clients see it: Long or text. */
    public Object exposedId() {
        return name == null ? (Object) id : name;
    }

    /** Returns the id as text. */
    public String idText() {
        return name == null ? Long.toString(id) : name;
    }
}
