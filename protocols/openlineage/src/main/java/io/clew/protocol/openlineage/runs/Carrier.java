package io.clew.protocol.openlineage.runs;

import java.util.Arrays;
import java.util.List;

/**
 * Names what an event told of an output.
 *
 * @param millis event time
 * @param facets keys of the facets, sorted, with commas between
 */
record Carrier(long millis, String facets) {

    /** Says whether a later event told all of it anew. */
    boolean isReplacedBy(Carrier other) {
        return other.millis > millis && keys(other).containsAll(keys(this));
    }

    private static List<String> keys(Carrier of) {
        return Arrays.asList(of.facets.split(","));
    }
}
