package io.clew.questions.diff.evidence;

import io.clew.questions.kept.Kept;
import io.clew.questions.kept.Recall;

/**
 * Keeps what was told of nodes from one question to the next.
 *
 * @param kept what was told of a node up to a log position
 */
public record EvidenceMemory(Kept<Told> kept) {

    private static final int MEMORY_PERCENT = 25;

    /** Makes an empty one. */
    public static EvidenceMemory of(Recall recall) {
        return new EvidenceMemory(recall.memory(MEMORY_PERCENT, Told::bytes));
    }
}
