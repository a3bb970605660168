package io.clew.graph;

import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Shows the graph as of one log position; whatever is written meanwhile, it stays the same.
 *
 * <p>Nodes are ints from 1 to {@link #nodeCount()} in log order, the same in all views. Edges are
 * ints from 0 to {@link #edgeCount()} exclusive, in no order that means anything, and the same only
 * within one view: {@link #edgeKey} is the same in all. Safe for use by many threads; nothing here
 * waits.
 */
public final class GraphView {

    private static final EdgeKind[] KINDS = EdgeKind.values();

    private final Edges edges;
    private final NodeTable nodes;
    private final NodeStates states;
    private final SameAsTable sameAs;
    private final long position;
    private final int nodeCount;
    private final int edgeCount;
    private final int stampCount;

    GraphView(Edges edges, long position, int nodeCount, int edgeCount, int stampCount) {
        this.edges = edges;
        this.nodes = edges.tables().nodes();
        this.states = edges.tables().states();
        this.sameAs = edges.tables().sameAs();
        this.position = position;
        this.nodeCount = nodeCount;
        this.edgeCount = edgeCount;
        this.stampCount = stampCount;
    }

    /** Returns the position of the last log entry that this view holds. */
    public long position() {
        return position;
    }

    /** Returns how many nodes there are. */
    public int nodeCount() {
        return nodeCount;
    }

    /** Returns how many edges there are, standing or taken back. */
    public int edgeCount() {
        return edgeCount;
    }

    /**
     * Returns the SHA-256 in hex of all that the view holds: equal for all graphs of one log at one
     * position. Reads everything, a second for each ten million edges or so.
     */
    public String digest() {
        return GraphDigest.of(edges, nodeCount, edgeCount, stampCount, position);
    }

    /**
     * Finds a node by name; empty when nobody had spoken of it by the clocks' {@code knownAt}.
     *
     * @param workspaceId the workspace's number
     */
    public OptionalInt find(int workspaceId, Urn urn, Clocks clocks) {
        int node = nodes.find(workspaceId, urn, nodeCount);
        return node > 0 && nodes.firstStamp(node) < stampsKnown(clocks)
                ? OptionalInt.of(node)
                : OptionalInt.empty();
    }

    /** Returns a node's name. */
    public Urn urn(int node) {
        String text = nodes.urn(node);
        return Urn.parse(text).orElseThrow(() -> new IllegalStateException("not a URN: " + text));
    }

    /** Returns a node's name as text: what answers are sorted by. */
    public String urnText(int node) {
        return nodes.urn(node);
    }

    /** Returns a node's kind. */
    public NodeKind kind(int node) {
        return nodes.kind(node);
    }

    /** Returns the number of the workspace that a node belongs to. */
    public int workspaceId(int node) {
        return nodes.workspaceId(node);
    }

    /** Walks chosen edges; a cursor is for one thread. */
    public EdgeCursor cursor(EdgeFilter filter) {
        int known = stampsKnown(filter.clocks());
        return new EdgeCursor(edges, nodeCount, edgeCount, known, known < stampCount, filter);
    }

    /** Returns an edge's ends and kind. */
    public GraphEdge edge(int edge) {
        return new GraphEdge(edges.from(edge), edgeKind(edge), edges.to(edge));
    }

    /** Returns the effect's end of an edge. */
    public int from(int edge) {
        return edges.from(edge);
    }

    /** Returns the cause's end of an edge. */
    public int to(int edge) {
        return edges.to(edge);
    }

    /** Returns an edge's kind. */
    public EdgeKind edgeKind(int edge) {
        return KINDS[edges.kindOrdinal(edge)];
    }

    /** Returns what names an edge in all views: a number made of its ends and kind. */
    public long edgeKey(int edge) {
        return edges.key(edge);
    }

    /** Says whether a same-as edge ever touched a node; when not, it is alone in its class. */
    public boolean mayHaveOtherNames(int node) {
        return nodes.inClass(node);
    }

    /**
     * Takes the nodes at the other ends of a node's same-as edges that a cursor's filter admits.
     */
    public void otherNames(int node, EdgeCursor chosen, EdgeVisitor visitor) {
        for (int link = sameAs.head(node); link != 0; link = sameAs.before(link)) {
            int other = sameAs.other(link);
            int from = other > 0 ? node : -other;
            int to = other > 0 ? other : node;
            int edge = edges.find(from, EdgeKind.SAME_AS.ordinal(), to, edgeCount);
            if (edge != Edges.NOT_FOUND && chosen.chooses(edge)) {
                visitor.visit(edge, Math.abs(other));
            }
        }
    }

    /** Takes edges found, with the node at the other end. */
    @FunctionalInterface
    public interface EdgeVisitor {
        void visit(int edge, int node);
    }

    /** Returns the status of a run, step or task; null when nobody told one by the clocks. */
    public @Nullable StatusWord status(int node, Clocks clocks) {
        return states.status(node, clocks.asOfMillis(), stampsKnown(clocks));
    }

    /** Returns when a run was last heard of while it ran; {@code Long.MIN_VALUE} for never. */
    public long heardMillis(int node, Clocks clocks) {
        return states.heardMillis(node, clocks.asOfMillis(), stampsKnown(clocks));
    }

    /** Returns how long nobody may have heard of a run that still runs. */
    public Duration silenceMax() {
        return states.silenceMax();
    }

    /** Says whether the producer of a run says that it could not extract all of its lineage. */
    public boolean isUnextracted(int node, Clocks clocks) {
        return states.unextracted(node, clocks.asOfMillis(), stampsKnown(clocks));
    }

    /** Says whether column lineage was told of all that a run wrote or a job writes. */
    public boolean tellsColumns(int node, Clocks clocks) {
        return states.tellsColumns(node, clocks.asOfMillis(), stampsKnown(clocks));
    }

    /** Says whether a run, step or task has a time at which it ended. */
    public boolean hasEnd(int node, Clocks clocks) {
        return states.ended(node, clocks.asOfMillis(), stampsKnown(clocks));
    }

    /** Says whether anybody ever told an attribute of a dataset version or model version. */
    public boolean described(int node, Clocks clocks) {
        return states.described(node, clocks.asOfMillis(), stampsKnown(clocks));
    }

    private int stampsKnown(Clocks clocks) {
        return clocks.knownAt() >= position
                ? stampCount
                : edges.tables().stamps().countAt(clocks.knownAt(), stampCount);
    }

    Edges edges() {
        return edges;
    }

    int stampCount() {
        return stampCount;
    }
}
