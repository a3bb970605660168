package io.clew.questions.resolve;

import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.questions.rows.NodeRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says whether nodes were there at a question's clocks: something was said of them by then. */
final class Presence {

    private static final String BY_THEN = " AND f.position <= :known AND f.at_ms <= :as_of)";

    private Presence() {}

    /** Returns those of some nodes that were there. */
    static List<NodeRow> of(Lookup lookup, List<NodeRow> nodes) {
        Clocks clocks = lookup.clocks();
        return nodes.stream()
                .filter(node -> node.position() <= clocks.knownAt())
                .filter(node -> clocks.asOf() == null || hasHappened(lookup, node))
                .toList();
    }

    private static boolean hasHappened(Lookup lookup, NodeRow node) {
        return lookup.db()
                .sql(
                        "SELECT 1 AS one FROM node n WHERE n.id = :node AND (EXISTS (SELECT 1 FROM"
                                + " attribute_fact f WHERE f.node_id = n.id"
                                + BY_THEN
                                + " OR EXISTS (SELECT 1 FROM edge_fact f WHERE f.from_id = n.id"
                                + BY_THEN
                                + " OR EXISTS (SELECT 1 FROM edge_fact f WHERE f.to_id = n.id"
                                + BY_THEN
                                + ")")
                .bind("node", node.id())
                .bind("known", lookup.clocks().knownAt())
                .bind("as_of", lookup.clocks().asOfMillis())
                .first(row -> true)
                .orElse(false);
    }

    /** Makes the refusal for nodes that are known now and were not then. */
    static ClewException notYet(Lookup lookup, String text, Collection<NodeRow> nodes) {
        Optional<Instant> first =
                nodes.stream()
                        .map(node -> firstHeard(lookup, node))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
        return ClewException.notFound(
                "%s was not there yet at the time asked for%s."
                        .formatted(
                                text.strip(),
                                first.map(at -> ": it was first heard of at " + at).orElse("")));
    }

    private static Optional<Instant> firstHeard(Lookup lookup, NodeRow node) {
        return lookup.db()
                .sql(
                        "SELECT MIN(at_ms) AS at_ms FROM (SELECT MIN(at_ms) AS at_ms FROM"
                                + " attribute_fact WHERE node_id = :node UNION ALL SELECT MIN(at_ms)"
                                + " AS at_ms FROM edge_fact WHERE from_id = :node UNION ALL SELECT"
                                + " MIN(at_ms) AS at_ms FROM edge_fact WHERE to_id = :node) f")
                .bind("node", node.id())
                .first(row -> row.optionalInteger("at_ms"))
                .flatMap(at -> at)
                .map(Instant::ofEpochMilli);
    }
}
