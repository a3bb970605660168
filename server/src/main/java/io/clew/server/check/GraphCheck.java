package io.clew.server.check;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphEdge;
import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.check.Findings;
import io.clew.store.Db;
import io.clew.store.Store;
import io.clew.store.UrnHash;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares a graph that was built from the log with what SQL alone makes of the tables: every node,
 * every edge ever told, and which of them stand.
 */
final class GraphCheck {

    /** Nodes of a page: few enough that one snapshot is short. */
    private static final int PAGE_NODES = 1_000;

    private final Store store;
    private final GraphView view;
    private final Findings findings;
    private final Map<EdgeKind, Long> told = new EnumMap<>(EdgeKind.class);

    private GraphCheck(Store store, GraphView view, Findings findings) {
        this.store = store;
        this.view = view;
        this.findings = findings;
    }

    static void check(Store store, GraphView view, Findings findings) {
        GraphCheck check = new GraphCheck(store, view, findings);
        check.nodes();
        check.edges();
    }

    private void nodes() {
        findings.count("nodes", view.nodeCount());
        long seen = 0;
        long after = 0;
        while (true) {
            long from = after;
            long[] page = store.read(db -> nodes(db, from));
            seen += page[0];
            if (page[0] < PAGE_NODES) {
                break;
            }
            after = page[1];
        }
        findings.same(
                "the number of nodes in the graph", "the table has", (long) view.nodeCount(), seen);
        Map<String, Long> kinds = new TreeMap<>();
        for (int node = 1; node <= view.nodeCount(); node++) {
            kinds.merge(view.kind(node).wireName(), 1L, Long::sum);
        }
        kinds.forEach((kind, count) -> findings.count("nodes." + kind, count));
    }

    /** Returns how many nodes the page has and the id of its last. */
    private long[] nodes(Db db, long after) {
        long[] page = new long[2];
        db.sql(
                        "SELECT id, workspace_id, kind, urn_hash, urn FROM node WHERE id > :after"
                                + " AND position <= :position ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("position", view.position())
                .bind("limit", PAGE_NODES)
                .each(
                        row -> {
                            page[0]++;
                            page[1] = row.integer("id");
                            String urn = row.text("urn");
                            if (page[1] > view.nodeCount()) {
                                findings.add(
                                        "node " + page[1] + ", " + urn + ", is not in the graph");
                                return;
                            }
                            int node = (int) page[1];
                            String what = "node " + node + " of the graph";
                            findings.same(what, "the table says", view.urnText(node), urn);
                            findings.same(
                                    "the kind of " + what,
                                    "the table says",
                                    view.kind(node).wireName(),
                                    row.text("kind"));
                            findings.same(
                                    "the workspace of " + what,
                                    "the table says",
                                    (long) view.workspaceId(node),
                                    row.integer("workspace_id"));
                            if (!Arrays.equals(UrnHash.of(urn), row.bytes("urn_hash"))) {
                                findings.add("node " + node + ", " + urn + ", has a wrong hash");
                            }
                        });
        return page;
    }

    private void edges() {
        findings.count("edges", view.edgeCount());
        findings.count("edges standing", 0);
        EdgeCursor cursor = view.cursor(EdgeFilter.at(Clocks.NOW));
        for (int first = 1; first <= view.nodeCount(); first += PAGE_NODES) {
            int from = first;
            int last = Math.min(view.nodeCount(), first + PAGE_NODES - 1);
            Set<GraphEdge> stored = store.read(db -> standing(db, from, last));
            Set<GraphEdge> standing = new HashSet<>();
            for (int node = from; node <= last; node++) {
                cursor.out(node);
                while (cursor.next()) {
                    standing.add(new GraphEdge(node, cursor.kind(), cursor.node()));
                }
            }
            findings.count("edges standing", standing.size());
            compare(standing, stored, "stands in the graph and not in the tables");
            compare(stored, standing, "stands in the tables and not in the graph");
        }
        Map<EdgeKind, Long> inGraph = new EnumMap<>(EdgeKind.class);
        for (int edge = 0; edge < view.edgeCount(); edge++) {
            inGraph.merge(view.edgeKind(edge), 1L, Long::sum);
        }
        for (EdgeKind kind : EdgeKind.values()) {
            long count = inGraph.getOrDefault(kind, 0L);
            findings.same(
                    "the number of edges " + kind.wireName() + " in the graph",
                    "the tables have",
                    count,
                    told.getOrDefault(kind, 0L));
            if (count > 0) {
                findings.count("edges." + kind.wireName(), count);
            }
        }
    }

    private void compare(Set<GraphEdge> some, Set<GraphEdge> others, String what) {
        for (GraphEdge edge : some) {
            if (!others.contains(edge)) {
                findings.add(
                        "the edge "
                                + name(edge.from())
                                + " "
                                + edge.kind().wireName()
                                + " "
                                + name(edge.to())
                                + " "
                                + what);
            }
        }
    }

    private String name(int node) {
        return node >= 1 && node <= view.nodeCount() ? view.urnText(node) : "node " + node;
    }

    /** Returns the edges from some nodes that somebody still asserts, and counts all ever told. */
    private Set<GraphEdge> standing(Db db, int first, int last) {
        Set<GraphEdge> standing = new HashSet<>();
        db.sql(
                        """
                        SELECT e.from_id, e.kind, e.to_id, MAX(CASE WHEN EXISTS (
                            SELECT 1 FROM retraction r
                            WHERE r.from_id = e.from_id AND r.kind = e.kind
                                AND r.to_id = e.to_id AND r.asserter_id = e.asserter_id
                                AND (r.position, r.seq) > (e.position, e.seq)
                                AND r.position <= :position
                        ) THEN 0 ELSE 1 END) AS stands
                        FROM edge_fact e
                        WHERE e.from_id >= :first AND e.from_id <= :last AND e.position <= :position
                        GROUP BY e.from_id, e.kind, e.to_id
                        """)
                .bind("first", first)
                .bind("last", last)
                .bind("position", view.position())
                .each(
                        row -> {
                            EdgeKind kind = EdgeKind.fromWireName(row.text("kind")).orElseThrow();
                            told.merge(kind, 1L, Long::sum);
                            if (row.flag("stands")) {
                                standing.add(
                                        new GraphEdge(
                                                (int) row.integer("from_id"),
                                                kind,
                                                (int) row.integer("to_id")));
                            }
                        });
        return standing;
    }
}
