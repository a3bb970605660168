package io.clew.graph.traversal;

/**
 * Bounds what one question may cost; beyond it the answer is truncated and says so.
 *
 * @param nodesMax most nodes reached: bounds memory
 * @param edgesMax most edges followed: bounds work
 * @param millisMax most time: bounds how long one question can hold a thread
 */
public record Budget(int nodesMax, long edgesMax, long millisMax) {

    /** What one question of a client may cost: about 100 MB and some seconds at the very worst. */
    public static final Budget DEFAULT = new Budget(1_000_000, 10_000_000, 10_000);

    /** Names the part of a budget that a question used up. */
    public enum Part {
        NODES,
        EDGES,
        TIME
    }

    String reason(Part part) {
        return switch (part) {
            case NODES -> "more than " + nodesMax + " nodes";
            case EDGES -> "more than " + edgesMax + " edges to follow";
            case TIME -> "more than " + millisMax + " ms";
        };
    }
}
