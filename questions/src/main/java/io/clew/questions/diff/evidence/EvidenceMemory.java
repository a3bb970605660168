package io.clew.questions.diff.evidence;

import io.clew.questions.kept.Kept;
import io.clew.questions.kept.Recall;
import java.util.List;
import java.util.SortedMap;

/**
 * Keeps what was told of nodes from one question to the next.
 *
 * @param kept what was told of a node up to a log position, by key
 */
public record EvidenceMemory(Kept<SortedMap<String, List<Said>>> kept) {

    private static final int MEMORY_PERCENT = 25;

    /** What a word takes beside its value. */
    private static final int WORD_BYTES = 64;

    /** What a key takes: its text, a place in the map and a list. */
    private static final int KEY_BYTES = 160;

    /** Makes an empty one. */
    public static EvidenceMemory of(Recall recall) {
        return new EvidenceMemory(recall.memory(MEMORY_PERCENT, EvidenceMemory::bytes));
    }

    private static long bytes(SortedMap<String, List<Said>> told) {
        long bytes = 0;
        for (List<Said> words : told.values()) {
            bytes += KEY_BYTES;
            for (Said word : words) {
                String json = word.json();
                bytes += WORD_BYTES + (json == null ? 0 : 2L * json.length());
            }
        }
        return bytes;
    }
}
