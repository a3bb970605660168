package io.clew.questions.diff.side;

import io.clew.model.Urn;

/** Knows which columns derive from which. */
@FunctionalInterface
public interface ColumnWays {

    /** Nobody told how columns derive from others. */
    ColumnWays UNKNOWN = (column, from) -> true;

    /** Says whether a column derives from another, over any number of steps, or nobody knows. */
    boolean mayDerive(Urn column, Urn from);
}
