package io.clew.graph;

import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chosen edges of one node after another, without allocation; for one thread.
 *
 * <p>The order is that of the log, newest first, whatever the layout: {@code cursor.out(node);
 * while (cursor.next()) …}.
 */
public final class EdgeCursor {

    private static final EdgeKind[] KINDS = EdgeKind.values();
    private static final int ALL_ASSERTIONS = (1 << Assertion.values().length) - 1;

    private final Edges edges;
    private final Base base;
    private final NodeTable nodes;
    private final Stamps stamps;
    private final Voices voices;
    private final Claims claims;
    private final int nodeCount;
    private final int edgeCount;
    private final int stampCount;
    private final int kindMask;
    private final int wordMask;
    private final int assertionMask;
    private final long asOfMillis;
    private final int allBy;
    private final boolean plain;
    private final ColumnEdges columns;
    private final boolean anyColumns;

    private boolean out;
    private boolean fromColumn;
    private int of;
    private @Nullable Delta chained;
    private int link;
    private Segment segment = Segment.EMPTY;
    private int[] words = {};
    private int start;
    private int place;
    private int edge;
    private int node;
    private int kindOrdinal;
    private long examined;

    /**
     * Begins without a node.
     *
     * @param stampCount only what these first stamps say
     * @param isPast whether they are fewer than those of the view
     */
    EdgeCursor(
            Edges edges,
            int nodeCount,
            int edgeCount,
            int stampCount,
            boolean isPast,
            EdgeFilter filter) {
        this.edges = edges;
        this.base = edges.base();
        this.nodes = edges.tables().nodes();
        this.stamps = edges.tables().stamps();
        this.voices = edges.tables().voices();
        this.claims = edges.tables().claims();
        this.nodeCount = nodeCount;
        this.edgeCount = edgeCount;
        this.stampCount = stampCount;
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
        this.asOfMillis = filter.clocks().asOfMillis();
        boolean isNow = asOfMillis == Long.MAX_VALUE && !isPast;
        this.wordMask = isNow ? kinds : kinds | 1 << Word.CLOSED;
        this.plain = isNow && assertions == ALL_ASSERTIONS;
        this.allBy =
                asOfMillis == Long.MAX_VALUE ? stampCount : stamps.allBy(asOfMillis, stampCount);
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

    private void begin(boolean outwards, int asked) {
        out = outwards;
        of = asked;
        boolean known = asked <= nodeCount;
        fromColumn = anyColumns && known && nodes.kind(asked) == NodeKind.COLUMN;
        segment = known ? base.segmentOf(outwards, asked) : Segment.EMPTY;
        words = segment.words();
        start = segment.start(asked);
        place = segment.end(asked);
        chained = known ? edges.newer() : null;
        link = known ? edges.newer().head(outwards, asked) : 0;
    }

    /** Moves to the next chosen edge; false when there is none. */
    public boolean next() {
        return (chained != null && nextChained()) || nextLaidOut();
    }

    private boolean nextChained() {
        Delta delta = chained;
        while (delta != null) {
            while (link != 0) {
                int candidate = link - 1;
                link = delta.next(out, candidate);
                examined++;
                if (candidate < edgeCount && choosesChained(delta, candidate)) {
                    return true;
                }
            }
            delta = delta == edges.newer() ? edges.older() : null;
            chained = delta;
            link = delta == null ? 0 : delta.head(out, of);
        }
        return false;
    }

    private boolean choosesChained(Delta delta, int candidate) {
        int word = delta.word(candidate);
        int kind = Word.kindOrdinal(word);
        int from = delta.from(candidate);
        int other = out ? Word.node(word) : from;
        if ((kindMask >> kind & 1) == 0
                || !stands(
                        Word.isException(word)
                                ? edges.chain(EdgeKey.of(from, kind, Word.node(word)), 0)
                                : 0,
                        delta.stamp(candidate))
                || !admits(fromColumn, other)) {
            return false;
        }
        edge = candidate;
        kindOrdinal = kind;
        node = other;
        return true;
    }

    private boolean nextLaidOut() {
        int[] row = words;
        while (place > start) {
            int word = row[--place];
            examined++;
            int kind = Word.kindOrdinal(word);
            if ((wordMask >> kind & 1) == 0) {
                continue;
            }
            kindOrdinal = kind;
            if (((plain && word >= 0) || choosesAside(word))
                    && admits(fromColumn, Word.node(word))) {
                edge = Edges.NOT_FOUND;
                node = Word.node(word);
                return true;
            }
        }
        return false;
    }

    /** Looks at what was said of a laid out edge. */
    private boolean choosesAside(int word) {
        int from = out ? of : Word.node(word);
        int to = out ? Word.node(word) : of;
        int offset =
                out
                        ? segment.offsets().get(place)
                        : base.segmentOf(true, from)
                                .offsets()
                                .get(base.placeOfIn(from, segment, place));
        if (Word.isException(word)) {
            if (kindOrdinal == Word.CLOSED) {
                kindOrdinal = claims.kindOrdinal(~offset);
                if ((kindMask >> kindOrdinal & 1) == 0) {
                    return false;
                }
            }
            int chain = edges.chain(EdgeKey.of(from, kindOrdinal, to), offset);
            if (chain > 0) {
                return stands(chain, 0);
            }
        }
        return stands(0, nodes.firstStamp(Math.max(from, to)) + offset);
    }

    private boolean stands(int chain, int stamp) {
        if (chain > 0) {
            return claims.standsAny(chain, assertionMask, asOfMillis, stampCount);
        }
        return plain
                || (stamp < stampCount
                        && (stamp < allBy || stamps.atMillis(stamp) <= asOfMillis)
                        && (assertionMask == ALL_ASSERTIONS
                                || (assertionMask >> voices.codeOf(stamps.voice(stamp)) & 1) != 0));
    }

    /** Says whether an edge that was found otherwise is chosen too. */
    boolean chooses(int candidate) {
        return candidate < edgeCount
                && (kindMask >> edges.kindOrdinal(candidate) & 1) != 0
                && stands(edges.chain(candidate), edges.firstStamp(candidate))
                && admits(isColumn(edges.from(candidate)), edges.to(candidate));
    }

    private boolean admits(boolean oneIsColumn, int other) {
        return columns == ColumnEdges.WITH || columns.admits(oneIsColumn || isColumn(other));
    }

    /** Most graphs know no columns: they do not pay for them. */
    private boolean isColumn(int asked) {
        return anyColumns && nodes.kind(asked) == NodeKind.COLUMN;
    }

    /** Returns the edge's number: the same for one edge wherever it is met in one view. */
    public int edge() {
        if (edge != Edges.NOT_FOUND) {
            return edge;
        }
        return out ? base.edge(of, place) : base.edgeOfIn(node, segment, place);
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
