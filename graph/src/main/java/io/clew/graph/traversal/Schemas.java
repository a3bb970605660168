package io.clew.graph.traversal;

import io.clew.model.Clocks;
import java.util.Collection;
import java.util.Map;

/**
 * Tells which columns versions of datasets have: it is an attribute, which the graph does not hold.
 */
@FunctionalInterface
public interface Schemas {

    /** Knows nothing. */
    Schemas UNKNOWN = (versions, clocks) -> Map.of();

    /**
     * Returns the columns of versions by number, as told at the clocks; one whose columns are not
     * told, or not all of them, is absent.
     */
    Map<Integer, ColumnNames> of(Collection<Integer> versions, Clocks clocks);
}
