package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import io.clew.model.Asserter;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows under which names a thing goes: nodes that standing same-as edges join, both ways and to
 * the end. Costs one look-up where no thing has two names.
 */
final class SameNames {

    /** Most names of one thing that are looked at, the nearest; bounds what a question costs. */
    static final int NAMES_MAX = 1000;

    /** Nodes of which the names are remembered, mostly one or two of each. */
    private static final int REMEMBERED_MAX = 20_000;

    private final Map<Integer, List<Integer>> known = new HashMap<>();
    private @Nullable Boolean none;

    /** Forgets what was read: the database may have changed. */
    void forget() {
        known.clear();
        none = null;
    }

    /** Returns all names of a node, itself among them, in an order that all of them share. */
    List<Integer> of(News news, int node) {
        if (none == null) {
            none = news.db().sql("SELECT 1 FROM same_name LIMIT 1").first(row -> true).isEmpty();
        }
        if (none) {
            return List.of(node);
        }
        List<Integer> names = known.get(node);
        if (names == null) {
            if (known.size() >= REMEMBERED_MAX) {
                known.clear();
            }
            names = read(news, node);
            known.put(node, names);
        }
        return names;
    }

    private static List<Integer> read(News news, int node) {
        Set<Integer> names = new LinkedHashSet<>(List.of(node));
        List<Integer> queue = new ArrayList<>(names);
        for (int next = 0; next < queue.size(); next++) {
            news.db()
                    .sql(
                            "SELECT DISTINCT other_id FROM same_name WHERE node_id = :node ORDER BY"
                                    + " other_id")
                    .bind("node", queue.get(next))
                    .each(
                            row -> {
                                int other = (int) row.integer("other_id");
                                if (names.size() < NAMES_MAX && names.add(other)) {
                                    queue.add(other);
                                }
                            });
        }
        return names.stream().sorted().toList();
    }

    /** Adds what a same-as edge says. */
    void add(News news, Urn one, Urn other, Asserter by) {
        int from = news.nodeId(one);
        int to = news.nodeId(other);
        if (from != to) {
            List<Integer> ours = of(news, from);
            List<Integer> theirs = of(news, to);
            long asserter = news.asserterId(by);
            news.keep(RuleTable.SAME_NAME, List.of(from, to, asserter, 1));
            news.keep(RuleTable.SAME_NAME, List.of(to, from, asserter, 0));
            none = false;
            if (ours.size() < NAMES_MAX && theirs.size() < NAMES_MAX) {
                ours.forEach(known::remove);
                theirs.forEach(known::remove);
            } else {
                known.clear();
            }
        }
    }

    /** Takes back what an asserter said of a same-as edge; one the other way is another fact. */
    void remove(News news, Urn one, Urn other, Asserter by) {
        news.db()
                .sql(
                        "DELETE FROM same_name WHERE (node_id = :one AND other_id = :other AND"
                                + " forward = 1 OR node_id = :other AND other_id = :one AND forward"
                                + " = 0) AND asserter_id = :asserter")
                .bind("one", news.nodeId(one))
                .bind("other", news.nodeId(other))
                .bind("asserter", news.asserterId(by))
                .update();
        forget();
    }
}
