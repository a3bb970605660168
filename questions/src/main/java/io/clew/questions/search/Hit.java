package io.clew.questions.search;

import java.util.Comparator;

/**
 * Holds a candidate.
 *
 * @param score how well its texts match; 0 when no words were asked for
 */
record Hit(int node, int score) {

    /** Best first, then the node heard of last. */
    static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingInt(Hit::score).thenComparingInt(Hit::node).reversed();
}
