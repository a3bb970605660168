package io.clew.graph;

import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the graph in memory, as the log tells it.
 *
 * <p>One thread at a time applies entries, in order. Readers take {@link #view()} once for each
 * question and never wait: an entry is in a view as a whole or not at all.
 *
 * <p>It holds 134,217,727 nodes, 2,147,483,647 edges and log positions, and 33,554,431 asserters:
 * what fits beside the kinds in one int.
 */
public final class GraphIndex {

    /** Chained edges below which laying them out anew would gain nothing. */
    private static final int DELTA_MIN_DEFAULT = 4096;

    /** The delta is laid out at one part in so many of the base: its chains cost readers more. */
    private static final int LIVE_SHARE = 50;

    /** The same while a log is replayed, when nobody reads yet. */
    private static final int REPLAY_SHARE = 2;

    private final NodeTable nodes = new NodeTable();
    private final EdgeTable edges = new EdgeTable();
    private final NodeStates states = new NodeStates();
    private final SameAsTable sameAs = new SameAsTable();
    private final Map<Asserter, Integer> asserters = new HashMap<>();
    private final int deltaMin;
    private Csr base = Csr.EMPTY;
    private Delta delta = new Delta(0);
    private volatile GraphView view =
            new GraphView(nodes, edges, states, sameAs, base, delta, 0, 0, 0);

    /** Makes an empty index. */
    public GraphIndex() {
        this(DELTA_MIN_DEFAULT);
    }

    /** Makes an empty index that lays out anew from so many chained edges on. */
    GraphIndex(int deltaMin) {
        this.deltaMin = deltaMin;
    }

    /** Returns the graph as of the last entry applied; take it once for each question. */
    public GraphView view() {
        return view;
    }

    /** Returns the log position of the last entry applied; 0 before the first. */
    public long position() {
        return view.position();
    }

    /**
     * Applies the next entry of the log; one that was applied before is ignored.
     *
     * @throws IllegalStateException when an entry between was left out
     */
    public void apply(LogEntry entry) {
        add(entry);
        publish(entry.position(), LIVE_SHARE);
    }

    /** Applies many entries in order, for replay at the start: faster than one by one. */
    public void applyAll(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            add(entry);
            publish(entry.position(), REPLAY_SHARE);
        }
    }

    private void add(LogEntry entry) {
        long before = position();
        if (entry.position() <= before) {
            return;
        }
        if (entry.position() != before + 1 || entry.position() > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "entry " + entry.position() + " does not follow entry " + before);
        }
        int position = (int) entry.position();
        for (LogRecord record : entry.records()) {
            switch (record) {
                case LogRecord.NodeAdded added ->
                        nodes.add(added.id(), entry.workspaceId(), added.urn(), position);
                case LogRecord.EdgeAsserted edge ->
                        assertEdge(edge.from(), edge.to(), edge.fact(), position);
                case LogRecord.EdgeRetracted edge ->
                        retractEdge(edge.from(), edge.to(), edge.fact(), position);
                case LogRecord.AttributeAsserted attribute ->
                        states.asserted(
                                attribute.node(),
                                attribute.fact(),
                                position,
                                number(attribute.fact().by()));
                case LogRecord.AttributeRetracted attribute ->
                        states.retracted(
                                attribute.node(),
                                attribute.fact().key(),
                                position,
                                number(attribute.fact().by()));
            }
        }
    }

    private void publish(long position, int share) {
        if (position <= position()) {
            return;
        }
        int chained = edges.count() - base.edges();
        if (chained > deltaMin && chained > base.edges() / share) {
            base = Csr.of(edges, nodes.count());
            delta = new Delta(edges.count());
        }
        view =
                new GraphView(
                        nodes,
                        edges,
                        states,
                        sameAs,
                        base,
                        delta,
                        position,
                        nodes.count(),
                        edges.count());
    }

    private void assertEdge(int from, int to, Fact.EdgeFact fact, int position) {
        int asserter = number(fact.by());
        long at = Millis.of(fact.at().at());
        int edge = find(from, fact.kind(), to);
        if (edge < 0) {
            int added = edges.add(from, fact.kind(), to, fact.assertion(), asserter, position, at);
            delta.add(added, from, to);
            if (fact.kind() == EdgeKind.SAME_AS) {
                sameAs.add(added, from, to);
                nodes.markInClass(from);
                nodes.markInClass(to);
            }
            return;
        }
        Claims claims = edges.claims(edge);
        if (!claims.repeats(at, asserter, fact.assertion().ordinal())) {
            setAside(
                    edge,
                    from,
                    to,
                    claims.claimed(position, at, asserter, fact.assertion().ordinal()));
        }
    }

    private void retractEdge(int from, int to, Fact.EdgeRetraction fact, int position) {
        int asserter = number(fact.by());
        int edge = find(from, fact.kind(), to);
        if (edge < 0) {
            return;
        }
        Claims claims = edges.claims(edge);
        if (claims.speaks(asserter)) {
            setAside(
                    edge,
                    from,
                    to,
                    fact.until() == null
                            ? claims.retracted(position, asserter)
                            : claims.ended(position, Millis.of(fact.until()), asserter));
        }
    }

    private void setAside(int edge, int from, int to, Claims claims) {
        if (edges.setAside(edge, claims) && edge < base.edges()) {
            base.markException(edge, from, to);
        }
    }

    /**
     * Finds an edge, or -1: walks its two ends' edges in step and stops with the shorter, since a
     * popular thing has many effects and few causes.
     */
    private int find(int from, EdgeKind kind, int to) {
        EdgeWalk out = new EdgeWalk(base, delta, edges.count(), true, from);
        EdgeWalk in = new EdgeWalk(base, delta, edges.count(), false, to);
        while (true) {
            int outEdge = out.next();
            if (outEdge < 0 || isEdge(outEdge, from, kind, to)) {
                return outEdge;
            }
            int inEdge = in.next();
            if (inEdge < 0 || isEdge(inEdge, from, kind, to)) {
                return inEdge;
            }
        }
    }

    private boolean isEdge(int edge, int from, EdgeKind kind, int to) {
        return edges.from(edge) == from
                && edges.to(edge) == to
                && edges.kindOrdinal(edge) == kind.ordinal();
    }

    private int number(Asserter asserter) {
        return asserters.computeIfAbsent(asserter, a -> asserters.size());
    }
}
