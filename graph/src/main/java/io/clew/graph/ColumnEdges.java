package io.clew.graph;

/** Says which edges a walk knows, by whether an end of them is a column. */
public enum ColumnEdges {
    /** None with a column: the graph as if there were no columns. */
    WITHOUT,
    /** Only those with a column. */
    ONLY,
    /** All. */
    WITH;

    boolean admits(boolean touchesColumn) {
        return switch (this) {
            case WITHOUT -> !touchesColumn;
            case ONLY -> touchesColumn;
            case WITH -> true;
        };
    }
}
