package io.clew.questions.node;

import io.clew.model.Clocks;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells since when, and from whom, there is word of a node itself: an attribute of it or an edge
 * from it. An edge to it only refers to it.
 *
 * @param atMillis least event time; {@code Long.MAX_VALUE} when it was only ever referred to
 * @param protocols who spoke of it, and who mentioned it first
 */
record FirstHeard(long atMillis, Set<String> protocols) {

    static final FirstHeard NEVER = new FirstHeard(Long.MAX_VALUE, Set.of());

    /** Returns what was heard of some nodes by the clocks; one never heard of is absent. */
    static Map<Integer, FirstHeard> of(Db db, Collection<Integer> nodes, Clocks clocks) {
        Map<Integer, FirstHeard> heard = new HashMap<>();
        for (List<Integer> batch : NodeRows.batches(nodes)) {
            own(db, batch, clocks, heard);
            firstMention(db, batch, clocks, heard);
        }
        return heard;
    }

    private static void own(
            Db db, List<Integer> nodes, Clocks clocks, Map<Integer, FirstHeard> heard) {
        db.sql(
                        "SELECT f.node, a.protocol, MIN(f.at_ms) AS at_ms FROM (SELECT node_id AS"
                                + " node, asserter_id, at_ms FROM attribute_fact WHERE node_id IN"
                                + " (:nodes) AND assertion <> 2 AND position <= :known AND at_ms <="
                                + " :as_of UNION ALL SELECT from_id AS node, asserter_id, at_ms FROM"
                                + " edge_fact WHERE from_id IN (:nodes) AND assertion <> 2 AND"
                                + " position <= :known AND at_ms <= :as_of) f JOIN asserter a ON"
                                + " a.id = f.asserter_id GROUP BY f.node, a.protocol")
                .bindAll("nodes", nodes)
                .bind("known", clocks.knownAt())
                .bind("as_of", clocks.asOfMillis())
                .each(
                        row ->
                                add(
                                        heard,
                                        (int) row.integer("node"),
                                        row.integer("at_ms"),
                                        row.text("protocol")));
    }

    private static void firstMention(
            Db db, List<Integer> nodes, Clocks clocks, Map<Integer, FirstHeard> heard) {
        db.sql(
                        "SELECT n.id, e.protocol FROM node n JOIN entry e ON e.position ="
                                + " n.position WHERE n.id IN (:nodes) AND n.position <= :known")
                .bindAll("nodes", nodes)
                .bind("known", clocks.knownAt())
                .each(
                        row ->
                                add(
                                        heard,
                                        (int) row.integer("id"),
                                        Long.MAX_VALUE,
                                        row.text("protocol")));
    }

    private static void add(
            Map<Integer, FirstHeard> heard, int node, long atMillis, String protocol) {
        FirstHeard before = heard.getOrDefault(node, NEVER);
        Set<String> protocols = new HashSet<>(before.protocols());
        protocols.add(protocol);
        heard.put(node, new FirstHeard(Math.min(before.atMillis(), atMillis), protocols));
    }
}
