package io.clew.graph;

import io.clew.model.Assertion;
import java.util.Comparator;

/**
 * Shows the status that counts at a question's clocks, with what weighs it against another name's.
 *
 * @param position log position of the entry that says so
 */
public record StatusWord(RunStatus status, Assertion assertion, long atMillis, long position) {

    /** Orders by weight: the word that counts among several names of one thing comes first. */
    public static final Comparator<StatusWord> WEIGHTIEST_FIRST =
            Comparator.comparing(StatusWord::assertion)
                    .thenComparing(Comparator.comparingLong(StatusWord::atMillis).reversed())
                    .thenComparing(Comparator.comparingLong(StatusWord::position).reversed());
}
