package io.clew.questions.edge;

import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows what was taken back of the edges from some nodes, by the clocks. */
final class Retractions {

    /** Whose word on which edge. */
    private record Topic(EdgeWord.Key edge, long asserter) {}

    /**
     * Takes back what was said before it.
     *
     * @param untilMillis when the edge ended; {@code Long.MIN_VALUE} when it was never true
     */
    private record Retraction(long position, int seq, long untilMillis) {
        boolean concerns(EdgeWord word) {
            return position != word.position() ? position > word.position() : seq > word.seq();
        }
    }

    private final Map<Topic, List<Retraction>> all = new HashMap<>();

    private Retractions() {}

    static Retractions of(Db db, Collection<Integer> effects, Clocks clocks) {
        Retractions retractions = new Retractions();
        for (List<Integer> batch : NodeRows.batches(effects)) {
            db.sql(
                            "SELECT from_id, kind, to_id, asserter_id, until_ms, position, seq FROM"
                                    + " retraction WHERE from_id IN (:nodes) AND kind IS NOT NULL"
                                    + " AND position <= :known")
                    .bindAll("nodes", batch)
                    .bind("known", clocks.knownAt())
                    .each(
                            row ->
                                    retractions
                                            .all
                                            .computeIfAbsent(
                                                    new Topic(
                                                            new EdgeWord.Key(
                                                                    (int) row.integer("from_id"),
                                                                    EdgeKind.fromWireName(
                                                                                    row.text(
                                                                                            "kind"))
                                                                            .orElseThrow(),
                                                                    (int) row.integer("to_id")),
                                                            row.integer("asserter_id")),
                                                    topic -> new ArrayList<>(1))
                                            .add(
                                                    new Retraction(
                                                            row.integer("position"),
                                                            (int) row.integer("seq"),
                                                            row.optionalInteger("until_ms")
                                                                    .orElse(Long.MIN_VALUE))));
        }
        return retractions;
    }

    /** Says whether a word still stands at the clocks. */
    boolean leave(EdgeWord word, Clocks clocks) {
        return all.getOrDefault(new Topic(word.key(), word.asserter()), List.of()).stream()
                .filter(retraction -> retraction.concerns(word))
                .allMatch(retraction -> clocks.asOfMillis() < retraction.untilMillis());
    }
}
