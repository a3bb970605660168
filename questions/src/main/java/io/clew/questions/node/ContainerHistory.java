package io.clew.questions.node;

import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Edge;
import io.clew.model.answer.HistoryEntry;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what changed about a model or dataset through its versions: each version's coming, and
 * which version held which alias and stage when, the value being the version's URN.
 */
final class ContainerHistory {

    private static final String STAGE_NONE = "None";

    private ContainerHistory() {}

    static List<HistoryEntry> of(Db db, int container, Clocks clocks) {
        List<HistoryEntry> entries = new ArrayList<>();
        Map<Integer, Urn> versions = new HashMap<>();
        for (Link link : Links.to(db, List.of(container), clocks, EdgeKind.VERSION_OF)) {
            versions.put(link.from(), link.edge().from());
            Edge.Asserted said = link.edge().assertions().getFirst();
            entries.add(
                    new HistoryEntry(
                            Attributes.VERSION,
                            link.edge().from().toString(),
                            link.edge().at(),
                            null,
                            said.by(),
                            said.entry()));
        }
        Map<Integer, List<HistoryEntry>> histories = History.ofAll(db, versions.keySet(), clocks);
        versions.forEach(
                (id, version) ->
                        histories
                                .getOrDefault(id, List.of())
                                .forEach(entry -> promotion(version, entry, entries)));
        return entries;
    }

    private static void promotion(Urn version, HistoryEntry entry, List<HistoryEntry> entries) {
        if (entry.key().startsWith(Attributes.ALIAS)) {
            entries.add(of(entry.key(), version, entry));
        } else if (entry.key().equals(Attributes.STAGE) && !entry.value().equals(STAGE_NONE)) {
            entries.add(of(Attributes.STAGE + "." + entry.value(), version, entry));
        }
    }

    private static HistoryEntry of(String key, Urn version, HistoryEntry entry) {
        return new HistoryEntry(
                key, version.toString(), entry.from(), entry.to(), entry.by(), entry.entry());
    }
}
