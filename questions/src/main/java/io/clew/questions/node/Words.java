package io.clew.questions.node;

import io.clew.model.Clocks;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import io.clew.store.Query;
import io.clew.store.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what was said of nodes' attributes, without what was taken back by the clocks. */
final class Words {

    /** Whose word on which attribute. */
    private record Topic(int node, String key, long asserter) {}

    /** A place in the log. */
    private record Place(long position, int seq) {
        boolean isAfter(long otherPosition, int otherSeq) {
            return position != otherPosition ? position > otherPosition : seq > otherSeq;
        }
    }

    private static final String NAMED =
            " AND name_id IN (SELECT w.id FROM word w WHERE w.name IN (:keys))";

    /** Takes the words one by one. */
    interface Visitor {
        void word(int node, String key, Word word);
    }

    private Words() {}

    /** Visits the words on all attributes of some nodes, in no order. */
    static void of(Db db, Collection<Integer> nodes, Clocks clocks, Visitor visitor) {
        of(db, nodes, clocks, List.of(), visitor);
    }

    /**
     * Visits the words on some attributes of some nodes, in no order.
     *
     * @param keys the attributes; empty for all
     */
    static void of(
            Db db,
            Collection<Integer> nodes,
            Clocks clocks,
            Collection<String> keys,
            Visitor visitor) {
        for (List<Integer> batch : NodeRows.batches(nodes)) {
            Map<Topic, Place> takenBack = takenBack(db, batch, clocks);
            facts(db, batch, clocks, keys)
                    .each(
                            row -> {
                                int node = (int) row.integer("node_id");
                                String key = row.text("name");
                                Word word = word(row);
                                Place retraction =
                                        takenBack.isEmpty()
                                                ? null
                                                : takenBack.get(
                                                        new Topic(node, key, word.asserter()));
                                if (retraction == null
                                        || !retraction.isAfter(word.position(), word.seq())) {
                                    visitor.word(node, key, word);
                                }
                            });
        }
    }

    private static Query facts(Db db, List<Integer> nodes, Clocks clocks, Collection<String> keys) {
        String facts =
                "SELECT node_id, name, value, asserter_id, assertion, at_ms, at_source, position,"
                        + " seq FROM attribute_fact WHERE node_id IN (:nodes) AND position <="
                        + " :known AND at_ms <= :as_of";
        Query query = keys.isEmpty() ? db.sql(facts) : db.sql(facts + NAMED).bindAll("keys", keys);
        return query.bindAll("nodes", nodes)
                .bind("known", clocks.knownAt())
                .bind("as_of", clocks.asOfMillis());
    }

    /** Only the last retraction of a topic counts: it takes back all before it. */
    private static Map<Topic, Place> takenBack(Db db, List<Integer> nodes, Clocks clocks) {
        Map<Topic, Place> last = new HashMap<>();
        db.sql(
                        "SELECT from_id, name, asserter_id, position, seq FROM retraction WHERE"
                                + " from_id IN (:nodes) AND name IS NOT NULL AND position <= :known")
                .bindAll("nodes", nodes)
                .bind("known", clocks.knownAt())
                .each(
                        row -> {
                            Topic topic =
                                    new Topic(
                                            (int) row.integer("from_id"),
                                            row.text("name"),
                                            row.integer("asserter_id"));
                            Place place =
                                    new Place(row.integer("position"), (int) row.integer("seq"));
                            last.merge(
                                    topic,
                                    place,
                                    (a, b) -> a.isAfter(b.position(), b.seq()) ? a : b);
                        });
        return last;
    }

    private static Word word(Row row) {
        return new Word(
                row.nullableText("value"),
                row.integer("asserter_id"),
                (int) row.integer("assertion"),
                row.integer("at_ms"),
                row.flag("at_source"),
                row.integer("position"),
                (int) row.integer("seq"));
    }
}
