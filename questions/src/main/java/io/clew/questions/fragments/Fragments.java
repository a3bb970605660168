package io.clew.questions.fragments;

import io.clew.graph.GraphEdge;
import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.Viewer;
import io.clew.model.answer.Edge;
import io.clew.model.answer.Node;
import io.clew.questions.details.Details;
import io.clew.questions.kept.Kept;
import io.clew.questions.kept.Key;
import io.clew.questions.kept.Recall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Shows nodes and edges in the form in which they are sent, from memory where nothing has changed.
 *
 * <p>Only questions without {@code as_of} are answered from memory: all others read the past, and
 * rarely twice.
 */
public final class Fragments {

    /** Most of what is kept: the answers that are asked for again and again are made of them. */
    private static final int MEMORY_PERCENT = 75;

    private final Details details;
    private final Rendering rendering;
    private final Kept<byte[]> kept;

    /**
     * Shows what the details tell.
     *
     * @param recall is told each entry of the log before the graph is
     */
    public Fragments(Recall recall, Details details, Rendering rendering) {
        this.details = details;
        this.rendering = rendering;
        this.kept = recall.memory(MEMORY_PERCENT, bytes -> bytes.length);
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
                shown[i] = kept.get(Key.of(node), clocks.knownAt());
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
                    keep(Key.of(id), shown[i], clocks);
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
                shown[i] = kept.get(Key.of(edges.get(i)), clocks.knownAt());
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
                    keep(Key.of(edges.get(i)), shown[i], clocks);
                }
            }
        }
        return shown;
    }

    private void keep(long key, byte[] bytes, Clocks clocks) {
        if (clocks.asOf() == null) {
            kept.put(key, bytes, clocks.knownAt());
        }
    }
}
