package io.clew.questions.edge;

import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.questions.rows.Asserters;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import io.clew.store.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the edges of some nodes at a question's clocks.
 *
 * <p>An edge is there when somebody's assertion of it was recorded by then, happened by then, and
 * was neither taken back nor ended by then.
 */
public final class Links {

    private static final String FACTS =
            "SELECT f.from_id, f.kind, f.to_id, f.asserter_id, f.assertion, f.at_ms, f.at_source,"
                    + " f.attributes, f.rule, f.inputs, f.position, f.seq, n.urn AS from_urn, m.urn"
                    + " AS to_urn, e.recorded_ms FROM edge_fact f JOIN node n ON n.id = f.from_id"
                    + " JOIN node m ON m.id = f.to_id JOIN entry e ON e.position = f.position WHERE";

    private static final String BY_THE_CLOCKS =
            " AND f.kind_id IN (SELECT w.id FROM word w WHERE w.name IN (:kinds)) AND f.position <="
                    + " :known AND f.at_ms <= :as_of ORDER BY f.position, f.seq";

    private Links() {}

    /**
     * Returns the edges from some nodes: their causes; sorted by position of their first record.
     */
    public static List<Link> from(
            Db db, Collection<Integer> nodes, Clocks clocks, EdgeKind... kinds) {
        return read(db, FACTS + " f.from_id IN (:nodes)" + BY_THE_CLOCKS, nodes, clocks, kinds);
    }

    /** Returns the edges to some nodes: their effects; sorted by position of their first record. */
    public static List<Link> to(
            Db db, Collection<Integer> nodes, Clocks clocks, EdgeKind... kinds) {
        return read(db, FACTS + " f.to_id IN (:nodes)" + BY_THE_CLOCKS, nodes, clocks, kinds);
    }

    private static List<Link> read(
            Db db, String sql, Collection<Integer> nodes, Clocks clocks, EdgeKind... kinds) {
        List<Link> all = new ArrayList<>();
        for (List<Integer> batch : NodeRows.batches(nodes)) {
            all.addAll(links(db, facts(db, sql, batch, clocks, kinds), clocks));
        }
        return all;
    }

    private static List<EdgeWord> facts(
            Db db, String sql, List<Integer> nodes, Clocks clocks, EdgeKind... kinds) {
        EdgeKind[] wanted = kinds.length == 0 ? EdgeKind.values() : kinds;
        Query query =
                db.sql(sql)
                        .bindAll("nodes", nodes)
                        .bindAll("kinds", Arrays.stream(wanted).map(EdgeKind::wireName).toList())
                        .bind("known", clocks.knownAt())
                        .bind("as_of", clocks.asOfMillis());
        return query.list(EdgeWord::read);
    }

    private static List<Link> links(Db db, List<EdgeWord> facts, Clocks clocks) {
        if (facts.isEmpty()) {
            return List.of();
        }
        Set<Integer> effects = new HashSet<>();
        Set<Long> asserterIds = new HashSet<>();
        for (EdgeWord fact : facts) {
            effects.add(fact.key().from());
            asserterIds.add(fact.asserter());
        }
        Retractions retractions = Retractions.of(db, effects, clocks);
        Map<EdgeWord.Key, List<EdgeWord>> standing = new LinkedHashMap<>();
        for (EdgeWord fact : facts) {
            if (retractions.leave(fact, clocks)) {
                standing.computeIfAbsent(fact.key(), k -> new ArrayList<>(1)).add(fact);
            }
        }
        var asserters = Asserters.of(db, asserterIds);
        List<Link> links = new ArrayList<>(standing.size());
        standing.forEach(
                (key, words) ->
                        links.add(new Link(key.from(), key.to(), EdgeWord.edge(words, asserters))));
        return links;
    }
}
