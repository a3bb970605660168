package io.clew.questions.node;

import io.clew.model.Clocks;
import io.clew.model.NodeKind;
import io.clew.model.answer.HistoryEntry;
import io.clew.questions.rows.NodeRow;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows what changed about a node, newest first.
 *
 * @param entries at most {@link #ENTRIES_MAX}
 * @param omitted how many older ones there are beyond
 */
public record NodeHistory(List<HistoryEntry> entries, int omitted) {

    /** Most changes shown: more than a page can hold; the newest are those that people ask for. */
    public static final int ENTRIES_MAX = 10_000;

    /** Returns what changed about a node; of a model or dataset also its versions. */
    public static NodeHistory of(Db db, NodeRow node, Clocks clocks) {
        List<HistoryEntry> all = new ArrayList<>(History.of(db, node.id(), clocks));
        if (node.urn().kind() == NodeKind.MODEL || node.urn().kind() == NodeKind.DATASET) {
            all.addAll(ContainerHistory.of(db, node.id(), clocks));
            all.sort(History.NEWEST_FIRST);
        }
        int shown = Math.min(all.size(), ENTRIES_MAX);
        return new NodeHistory(List.copyOf(all.subList(0, shown)), all.size() - shown);
    }
}
