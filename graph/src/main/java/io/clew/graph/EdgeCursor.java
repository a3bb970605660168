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
    private final Rows outRows;
    private final Rows inRows;
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
    private final int taken;
    private final boolean anyChained;
    private final ColumnEdges columns;
    private final boolean anyColumns;

    private boolean out;
    private boolean fromColumn;
    private int of;
    private @Nullable Delta chained;
    private int link;
    private int[] words = {};
    private Offsets offsets = Segment.EMPTY.offsets();
    private int firstStamp;
    private int start;
    private int end;
    private int place;

    /** The edge met last, with the other end's node; and its number when it is chained. */
    private int word;

    private int edge = Edges.NOT_FOUND;
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
        this.outRows = base.rows(true);
        this.inRows = base.rows(false);
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
        this.anyColumns = columns != ColumnEdges.WITH && nodes.hasColumns();
        boolean takesAll =
                plain
                        && (columns == ColumnEdges.WITH
                                || (columns == ColumnEdges.WITHOUT && !anyColumns));
        this.taken = takesAll ? kinds : 0;
        this.anyChained = edgeCount > base.edges();
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
        examined += end - place;
        out = outwards;
        of = asked;
        boolean known = asked <= nodeCount;
        Rows rows = outwards ? outRows : inRows;
        int[] starts = rows.allStarts();
        int number = asked >>> Segment.BITS;
        int first = asked + number;
        if (known && first < starts.length - 1) {
            start = starts[first];
            end = starts[first + 1];
            int[] read = rows.allWords()[number];
            words = read != null ? read : rows.words(asked);
        } else {
            start = 0;
            end = 0;
        }
        place = end;
        if (!plain && outwards && start < end) {
            offsets = rows.offsets(asked);
            firstStamp = nodes.firstStamp(asked);
        }
        fromColumn = known && isColumn(asked);
        chained = known && anyChained ? edges.newer() : null;
        link = chained == null ? 0 : chained.head(outwards, asked);
    }

    /** Moves to the next chosen edge; false when there is none. */
    public boolean next() {
        if (chained != null && nextChained()) {
            return true;
        }
        int[] row = words;
        int at = place;
        while (at > start) {
            int candidate = row[--at];
            if (Word.isPlainOf(taken, candidate)) {
                place = at;
                word = candidate;
                return true;
            }
            if ((wordMask >> Word.kindOrdinal(candidate) & 1) != 0) {
                place = at;
                if (choosesLaidOut(candidate)) {
                    return true;
                }
            }
        }
        place = at;
        return false;
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
        edge = Edges.NOT_FOUND;
        return false;
    }

    private boolean choosesChained(Delta delta, int candidate) {
        int outWord = delta.word(candidate);
        int kind = Word.kindOrdinal(outWord);
        int from = delta.from(candidate);
        int to = Word.node(outWord);
        int chain = Word.isException(outWord) ? edges.chain(EdgeKey.of(from, kind, to), 0) : 0;
        if ((kindMask >> kind & 1) == 0
                || !stands(chain, delta.stamp(candidate))
                || !admits(fromColumn, out ? to : from)) {
            return false;
        }
        edge = candidate;
        word = Word.of(kind, out ? to : from);
        return true;
    }

    private boolean choosesLaidOut(int candidate) {
        word = candidate;
        return (plain && candidate >= 0 || choosesAside(candidate))
                && admits(fromColumn, Word.node(candidate));
    }

    /** Looks at what was said of a laid out edge. */
    private boolean choosesAside(int candidate) {
        int other = Word.node(candidate);
        int from = out ? of : other;
        int to = out ? other : of;
        int offset =
                out && !plain
                        ? offsets.get(place)
                        : outRows.offsets(from).get(out ? place : base.placeOfIn(from, to, place));
        if (Word.isException(candidate)) {
            int kind = Word.kindOrdinal(candidate);
            if (kind == Word.CLOSED) {
                kind = claims.kindOrdinal(~offset);
                word = Word.of(kind, other);
                if ((kindMask >> kind & 1) == 0) {
                    return false;
                }
            }
            int chain = edges.chain(EdgeKey.of(from, kind, to), offset);
            if (chain > 0) {
                return stands(chain, 0);
            }
        }
        int first = out && !plain && to < from ? firstStamp : nodes.firstStamp(Math.max(from, to));
        return stands(0, first + offset);
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

    /** Returns a bit for each kind of which every edge is chosen that is no exception. */
    int taken() {
        return taken;
    }

    /**
     * Returns the stamp before which all stand by the clocks, so that a plain edge with such a
     * stamp is chosen if its kind is; 0 when more than clocks is to be looked at.
     */
    int settledBefore() {
        boolean anyMeant =
                columns == ColumnEdges.WITH || (columns == ColumnEdges.WITHOUT && !anyColumns);
        return anyMeant && assertionMask == ALL_ASSERTIONS ? Math.min(allBy, stampCount) : 0;
    }

    /** Says whether any edges are not laid out yet. */
    boolean anyChained() {
        return anyChained;
    }

    /** Says whether edges of a node in one direction may not be laid out yet. */
    boolean isChained(boolean outwards, int node) {
        if (!anyChained) {
            return false;
        }
        Delta older = edges.older();
        return edges.newer().head(outwards, node) != 0
                || (older != null && older.head(outwards, node) != 0);
    }

    /** Returns a bit for each kind that a chosen edge's word may have. */
    int wordMask() {
        return wordMask;
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
        return out ? base.edge(of, place) : base.edgeOfIn(node(), of, place);
    }

    /** Returns the node at the other end. */
    public int node() {
        return Word.node(word);
    }

    /** Returns the edge's kind. */
    public EdgeKind kind() {
        return KINDS[Word.kindOrdinal(word)];
    }

    /** Returns how many edges were looked at so far, chosen or not: what a budget counts. */
    public long examined() {
        return examined + end - place;
    }
}
