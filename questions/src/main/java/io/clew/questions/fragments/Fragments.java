package io.clew.questions.fragments;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphEdge;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.Viewer;
import io.clew.model.answer.Edge;
import io.clew.model.answer.Node;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.questions.details.Details;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Shows nodes and edges in the form in which they are sent, from memory where nothing has changed.
 *
 * <p>It is a listener of the log, and must be told each entry <em>before</em> the graph is: then
 * whoever sees the graph at a position finds nothing here that was changed up to it. What is read
 * at one position is kept only when nothing touched it meanwhile, so an answer shows what was known
 * at its own position, whoever writes and however late this server hears of it.
 *
 * <p>A node is touched by what is said of it (its attributes, the edges from it) and by every
 * same-as edge of the things that it is the same as; an edge by what is said of it. Only questions
 * without {@code as_of} are answered from memory: all others read the past, and rarely twice.
 */
public final class Fragments implements Consumer<LogEntry> {

    /** A larger set of names of one thing is not walked on the writer's thread. */
    private static final int CLASS_NODES_MAX = 1000;

    /**
     * The part of the heap that may hold fragments: some 700 bytes a node or edge, so a heap of 512
     * MB holds the newest 90,000 of them. The graph and the requests have the rest.
     */
    private static final int HEAP_PARTS = 8;

    private final GraphIndex graph;
    private final Details details;
    private final Rendering rendering;
    private final FragmentCache cache;

    /**
     * Makes an empty memory.
     *
     * @param graph as it is at the start; told each entry after this
     * @param bytesMax about as many bytes as may be kept
     */
    public Fragments(GraphIndex graph, Details details, Rendering rendering, long bytesMax) {
        this.graph = graph;
        this.details = details;
        this.rendering = rendering;
        this.cache = new FragmentCache(bytesMax, graph.position());
    }

    /** Returns the bytes that fragments may take in the heap that this process may have. */
    public static long bytesOfHeap() {
        return Runtime.getRuntime().maxMemory() / HEAP_PARTS;
    }

    /**
     * Returns nodes in the order given; one that is not in the viewer's workspace is left out.
     *
     * @param view the graph that the nodes were found in
     * @param clocks of the question, known up to the view's position at most
     */
    public List<byte[]> nodes(Viewer viewer, GraphView view, List<Integer> nodes, Clocks clocks) {
        int workspace = details.workspaceId(viewer);
        byte[][] shown = new byte[nodes.size()][];
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < shown.length; i++) {
            int node = nodes.get(i);
            if (view.workspaceId(node) != workspace) {
                continue;
            }
            if (clocks.asOf() == null) {
                shown[i] = cache.get(FragmentKeys.of(node), clocks.knownAt());
            }
            if (shown[i] == null) {
                missing.add(node);
            }
        }
        if (!missing.isEmpty()) {
            var read = details.nodesById(viewer, missing, clocks);
            for (int i = 0; i < shown.length; i++) {
                int id = nodes.get(i);
                Node node = shown[i] == null ? read.get(id) : null;
                if (node != null) {
                    shown[i] = rendering.node(node);
                    keep(FragmentKeys.of(id), shown[i], clocks);
                }
            }
        }
        return Arrays.stream(shown).filter(Objects::nonNull).toList();
    }

    /**
     * Returns edges with everyone who asserts them, in the order given.
     *
     * @param clocks of the question, known up to the graph's position at most
     */
    public List<byte[]> edges(Viewer viewer, List<GraphEdge> edges, Clocks clocks) {
        return Arrays.stream(shown(viewer, edges, clocks)).filter(Objects::nonNull).toList();
    }

    /** Returns the edges of each of some ways, as {@link #edges} does of one. */
    public List<List<byte[]>> ways(Viewer viewer, List<List<GraphEdge>> ways, Clocks clocks) {
        byte[][] all = shown(viewer, ways.stream().flatMap(List::stream).toList(), clocks);
        List<List<byte[]>> shown = new ArrayList<>(ways.size());
        int start = 0;
        for (List<GraphEdge> way : ways) {
            int end = start + way.size();
            shown.add(Arrays.stream(all, start, end).filter(Objects::nonNull).toList());
            start = end;
        }
        return shown;
    }

    private byte[][] shown(Viewer viewer, List<GraphEdge> edges, Clocks clocks) {
        byte[][] shown = new byte[edges.size()][];
        List<GraphEdge> missing = new ArrayList<>();
        for (int i = 0; i < shown.length; i++) {
            if (clocks.asOf() == null) {
                shown[i] = cache.get(FragmentKeys.of(edges.get(i)), clocks.knownAt());
            }
            if (shown[i] == null) {
                missing.add(edges.get(i));
            }
        }
        if (!missing.isEmpty()) {
            var read = details.edgesByEnds(viewer, missing, clocks);
            for (int i = 0; i < shown.length; i++) {
                Edge edge = shown[i] == null ? read.get(edges.get(i)) : null;
                if (edge != null) {
                    shown[i] = rendering.edge(edge);
                    keep(FragmentKeys.of(edges.get(i)), shown[i], clocks);
                }
            }
        }
        return shown;
    }

    private void keep(long key, byte[] bytes, Clocks clocks) {
        if (clocks.asOf() == null) {
            cache.put(key, bytes, clocks.knownAt());
        }
    }

    /** Forgets what an entry changes. */
    @Override
    public void accept(LogEntry entry) {
        int position = Math.toIntExact(entry.position());
        try {
            for (LogRecord record : entry.records()) {
                forget(record, position);
            }
        } catch (RuntimeException unforeseen) {
            cache.clear(position);
            throw unforeseen;
        }
    }

    private void forget(LogRecord record, int position) {
        switch (record) {
            // A page of an older position must not leave here that nobody had spoken of it.
            case LogRecord.NodeAdded added -> forget(added.id(), position);
            case LogRecord.AttributeAsserted said -> forget(said.node(), position);
            case LogRecord.AttributeRetracted taken -> forget(taken.node(), position);
            case LogRecord.EdgeAsserted said ->
                    forget(said.from(), said.fact().kind(), said.to(), position);
            case LogRecord.EdgeRetracted taken ->
                    forget(taken.from(), taken.fact().kind(), taken.to(), position);
        }
    }

    private void forget(int node, int position) {
        cache.touch(FragmentKeys.of(node), position);
    }

    private void forget(int from, EdgeKind kind, int to, int position) {
        cache.touch(FragmentKeys.of(from, kind, to), position);
        forget(from, position);
        if (kind == EdgeKind.SAME_AS) {
            forgetNames(from, position);
            forgetNames(to, position);
        }
    }

    /** Forgets all that were the same thing up to now: they show each other's names. */
    private void forgetNames(int node, int position) {
        GraphView before = graph.view();
        List<Integer> names = new ArrayList<>(List.of(node));
        Set<Integer> seen = new HashSet<>(names);
        EdgeCursor standing = before.cursor(EdgeFilter.at(Clocks.NOW));
        for (int i = 0; i < names.size(); i++) {
            forget(names.get(i), position);
            if (names.size() > CLASS_NODES_MAX) {
                cache.clear(position);
                return;
            }
            if (names.get(i) <= before.nodeCount()) {
                before.otherNames(
                        names.get(i),
                        standing,
                        (edge, other) -> {
                            if (seen.add(other)) {
                                names.add(other);
                            }
                        });
            }
        }
    }
}
