package io.clew.graph;

import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;

/**
 * Walks the chosen edges of one node after another, without allocation; for one thread.
 *
 * <p>The order is that of the log, newest first, whatever the layout: {@code cursor.out(node);
 * while (cursor.next()) …}.
 */
public final class EdgeCursor {

    private static final EdgeKind[] KINDS = EdgeKind.values();
    private static final int ALL_ASSERTIONS = (1 << Assertion.values().length) - 1;

    private final EdgeTable table;
    private final NodeTable nodes;
    private final Csr base;
    private final Delta delta;
    private final int nodeCount;
    private final int edgeCount;
    private final int kindMask;
    private final int assertionMask;
    private final long asOfMillis;
    private final long knownAt;
    private final ColumnEdges columns;
    private final boolean anyColumns;

    private boolean out;
    private boolean fromColumn;
    private int link;
    private int start;
    private int place;
    private int edge;
    private int node;
    private int kindOrdinal;
    private long examined;

    EdgeCursor(
            EdgeTable table,
            NodeTable nodes,
            Csr base,
            Delta delta,
            int nodeCount,
            int edgeCount,
            EdgeFilter filter,
            long asOfMillis,
            long knownAt) {
        this.table = table;
        this.nodes = nodes;
        this.base = base;
        this.delta = delta;
        this.nodeCount = nodeCount;
        this.edgeCount = edgeCount;
        int kinds = 0;
        for (EdgeKind kind : filter.kinds()) {
            kinds |= 1 << kind.ordinal();
        }
        this.kindMask = kinds;
        int assertions = 0;
        for (Assertion assertion : filter.assertions()) {
            assertions |= 1 << assertion.ordinal();
        }
        this.assertionMask = assertions;
        this.asOfMillis = asOfMillis;
        this.knownAt = knownAt;
        this.columns = filter.columns();
        this.anyColumns = nodes.hasColumns();
    }

    /** Begins with the edges from a node to its causes. */
    public void out(int from) {
        begin(true, from);
    }

    /** Begins with the edges to a node from its effects. */
    public void in(int to) {
        begin(false, to);
    }

    private void begin(boolean outwards, int of) {
        out = outwards;
        fromColumn = anyColumns && of <= nodeCount && nodes.kind(of) == NodeKind.COLUMN;
        link = of <= nodeCount ? delta.head(outwards, of) : 0;
        boolean laidOut = of <= nodeCount && base.has(of);
        start = laidOut ? base.starts(outwards)[of] : 0;
        place = laidOut ? base.starts(outwards)[of + 1] : 0;
    }

    /** Moves to the next chosen edge; false when there is none. */
    public boolean next() {
        return nextChained() || nextLaidOut();
    }

    private boolean nextChained() {
        while (link != 0) {
            int candidate = link - 1;
            link = delta.next(out, candidate);
            examined++;
            if (candidate < edgeCount
                    && (kindMask >> table.kindOrdinal(candidate) & 1) != 0
                    && stands(candidate, table.isException(candidate))
                    && admits(fromColumn, out ? table.to(candidate) : table.from(candidate))) {
                edge = candidate;
                kindOrdinal = table.kindOrdinal(candidate);
                node = out ? table.to(candidate) : table.from(candidate);
                return true;
            }
        }
        return false;
    }

    private boolean nextLaidOut() {
        int[] words = base.words(out);
        int[] numbers = base.edges(out);
        while (place > start) {
            int word = words[--place];
            examined++;
            int kind = word >>> Csr.KIND_SHIFT & 0xF;
            if ((kindMask >> kind & 1) != 0
                    && numbers[place] < edgeCount
                    && stands(numbers[place], word < 0)
                    && admits(fromColumn, word & Csr.NODE_MAX)) {
                edge = numbers[place];
                kindOrdinal = kind;
                node = word & Csr.NODE_MAX;
                return true;
            }
        }
        return false;
    }

    private boolean stands(int candidate, boolean exception) {
        if (exception) {
            Claims claims = table.exception(candidate);
            if (claims != null) {
                return claims.standsAny(assertionMask, asOfMillis, knownAt);
            }
        }
        return (assertionMask == ALL_ASSERTIONS
                        || (assertionMask >> table.assertionOrdinal(candidate) & 1) != 0)
                && (asOfMillis == Long.MAX_VALUE || table.atMillis(candidate) <= asOfMillis);
    }

    /** Says whether an edge that was found otherwise is chosen too. */
    boolean chooses(int candidate) {
        return candidate < edgeCount
                && (kindMask >> table.kindOrdinal(candidate) & 1) != 0
                && stands(candidate, table.isException(candidate))
                && admits(isColumn(table.from(candidate)), table.to(candidate));
    }

    private boolean admits(boolean oneIsColumn, int other) {
        return columns == ColumnEdges.WITH || columns.admits(oneIsColumn || isColumn(other));
    }

    /** Most graphs know no columns: they do not pay for them. */
    private boolean isColumn(int of) {
        return anyColumns && nodes.kind(of) == NodeKind.COLUMN;
    }

    /** Returns the edge's number: stable, dense in log order from 0. */
    public int edge() {
        return edge;
    }

    /** Returns the node at the other end. */
    public int node() {
        return node;
    }

    /** Returns the edge's kind. */
    public EdgeKind kind() {
        return KINDS[kindOrdinal];
    }

    /** Returns how many edges were looked at so far, chosen or not: what a budget counts. */
    public long examined() {
        return examined;
    }
}
