package io.clew.questions.lineage;

import io.clew.graph.GraphEdge;
import io.clew.graph.traversal.Traversal;
import io.clew.questions.paging.PageCursor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a page out of a walk: so many nodes at most, with the edges whose later end is among them;
 * fewer where these have very many edges, and the rest of one node's edges on the pages after it.
 *
 * @param next where the next page begins; null on the last
 */
record LineageSlice(List<Integer> nodes, List<GraphEdge> edges, @Nullable PageCursor next) {

    /**
     * Most edges on a page: more than the largest page of usual lineage has, some 30 MB of JSON.
     */
    static final int EDGES_MAX = 100_000;

    static LineageSlice of(Traversal walk, PageCursor page, int limit) {
        return of(walk, page, limit, EDGES_MAX);
    }

    static LineageSlice of(Traversal walk, PageCursor page, int limit, int edgesMax) {
        int start = page.start();
        int end = start + walk.nodes(start, limit).length;
        int from = page.edges() > 0 ? start - 1 : start;
        List<GraphEdge> edges = walk.edges(from, end - from, page.edges(), edgesMax + 1);
        int shown = 0;
        if (edges.size() > edgesMax) {
            edges = edges.subList(0, edgesMax);
            int last = later(walk, edges.getLast());
            end = last + 1;
            shown = edgesOf(walk, edges, last) + (last < start ? page.edges() : 0);
        }
        return new LineageSlice(
                Arrays.stream(walk.nodes(start, end - start)).boxed().toList(),
                edges,
                end < walk.size() || shown > 0
                        ? new PageCursor(page.position(), end, shown, walk.cut())
                        : null);
    }

    private static int later(Traversal walk, GraphEdge edge) {
        return Math.max(walk.place(edge.from()), walk.place(edge.to()));
    }

    /** Counts the last edges that have a place as their later end. */
    private static int edgesOf(Traversal walk, List<GraphEdge> edges, int place) {
        int count = 0;
        while (count < edges.size() && later(walk, edges.get(edges.size() - 1 - count)) == place) {
            count++;
        }
        return count;
    }
}
