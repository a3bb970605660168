package io.clew.graph;

import java.util.BitSet;

/**
 * Lays out chained edges with those before: makes a new base of an immutable view while readers and
 * the writer go on. Segments in which nothing came are shared with the old base.
 */
final class Fold {

    private static final int ALL = -1;

    private final Edges edges;
    private final Base old;
    private final Delta delta;
    private final Claims claims;
    private final NodeTable nodes;
    private final int nodeCount;
    private final int stampCount;
    private final Segment[] out;
    private final Segment[] in;
    private final int[] outStarts;
    private final int[] inStarts;

    /** For each chained edge, its place among the edges of its effect. */
    private final int[] places;

    private Fold(Edges edges, Delta delta, int nodeCount, int stampCount) {
        this.edges = edges;
        this.old = edges.base();
        this.delta = delta;
        this.claims = edges.tables().claims();
        this.nodes = edges.tables().nodes();
        this.nodeCount = nodeCount;
        this.stampCount = stampCount;
        int segments = Segment.number(nodeCount) + 1;
        this.out = new Segment[segments];
        this.in = new Segment[segments];
        this.outStarts = new int[Math.multiplyExact(segments, Segment.STARTS)];
        this.inStarts = new int[outStarts.length];
        this.places = new int[delta.count()];
    }

    /**
     * Lays out a base and a delta that is not added to any more.
     *
     * @param edges what is read: its newer delta is the one that is laid out
     * @param stampCount the stamps by which it is judged what is closed
     */
    static Base of(Edges edges, int nodeCount, int stampCount) {
        Fold fold = new Fold(edges, edges.newer(), nodeCount, stampCount);
        fold.layOut();
        return Base.of(new Rows(fold.outStarts, fold.out), new Rows(fold.inStarts, fold.in));
    }

    private void layOut() {
        LinkTable links = delta.links();
        BitSet outExceptions = new BitSet();
        BitSet inExceptions = new BitSet();
        for (int i = 0; i < links.count(); i++) {
            outExceptions.set(Segment.number(EdgeKey.from(links.key(i))));
            inExceptions.set(Segment.number(EdgeKey.to(links.key(i))));
        }
        for (int number = 0; number < out.length; number++) {
            out[number] = layOut(true, number, outExceptions.get(number));
        }
        for (int number = 0; number < in.length; number++) {
            in[number] = layOut(false, number, inExceptions.get(number));
        }
    }

    private Segment layOut(boolean outwards, int number, boolean exceptions) {
        Rows rows = old.rows(outwards);
        Segment before = number < old.segments() ? rows.segment(number) : Segment.EMPTY;
        int[] all = outwards ? outStarts : inStarts;
        if (!exceptions && !delta.touches(outwards, number)) {
            rows.copyStarts(number, all);
            return before;
        }
        int[] startsBefore = rows.starts(number);
        int[] starts = starts(outwards, number, startsBefore);
        System.arraycopy(starts, 0, all, number * Segment.STARTS, Segment.STARTS);
        int[] words = new int[starts[Segment.NODES]];
        int[] offsets = new int[words.length];
        int copied = 0;
        int at = 0;
        for (int local = 0; local < Segment.NODES; local++) {
            int end = startsBefore[local + 1];
            int next = starts[local + 1];
            if (next - at > end - copied) {
                copy(before, copied, end, words, offsets, at);
                chain(
                        outwards,
                        number * Segment.NODES + local,
                        starts[local],
                        next,
                        words,
                        offsets);
                copied = end;
                at = next;
            }
        }
        copy(before, copied, before.edges(), words, offsets, at);
        if (exceptions) {
            judge(outwards, number, starts, words, offsets);
        }
        Offsets packed = Offsets.of(offsets);
        return outwards
                ? Segment.out(number, starts, 0, words, packed, nodes, nodeCount)
                : Segment.in(words, packed);
    }

    private static void copy(Segment from, int start, int end, int[] words, int[] offsets, int at) {
        System.arraycopy(from.words(), start, words, at, end - start);
        from.offsets().copy(start, end, offsets, at);
    }

    private int[] starts(boolean outwards, int number, int[] before) {
        int[] starts = new int[Segment.NODES + 1];
        int more = 0;
        for (int local = 0; local < Segment.NODES; local++) {
            int link = delta.head(outwards, number * Segment.NODES + local);
            while (link != 0) {
                more++;
                link = delta.next(outwards, link - 1);
            }
            starts[local + 1] = before[local + 1] + more;
        }
        return starts;
    }

    /** Lays out a node's chain, which is newest first, up to the end of its row. */
    private void chain(boolean outwards, int node, int start, int end, int[] words, int[] offsets) {
        int at = end;
        int link = delta.head(outwards, node);
        while (link != 0) {
            int edge = link - 1;
            int word = delta.word(edge);
            at--;
            if (outwards) {
                words[at] = word;
                offsets[at] = delta.stamp(edge) - nodes.firstStamp(Math.max(node, Word.node(word)));
                places[edge - delta.firstEdge()] = at - start;
            } else {
                words[at] = word & ~Word.NODE_MAX | delta.from(edge);
                offsets[at] = places[edge - delta.firstEdge()];
            }
            link = delta.next(outwards, edge);
        }
    }

    /** Looks at all exceptions of a segment: which chain is theirs now, and whether any stands. */
    private void judge(boolean outwards, int number, int[] starts, int[] words, int[] offsets) {
        for (int local = 0; local < Segment.NODES; local++) {
            for (int place = starts[local]; place < starts[local + 1]; place++) {
                if (Word.isException(words[place])) {
                    if (outwards) {
                        judgeOut(number * Segment.NODES + local, place, words, offsets);
                    } else {
                        int from = Word.node(words[place]);
                        words[place] = judged(from, offsets[place]) & ~Word.NODE_MAX | from;
                    }
                }
            }
        }
    }

    /** Returns the word outwards of an edge that is laid out already. */
    private int judged(int from, int place) {
        Segment effects = out[Segment.number(from)];
        int start = outStarts[from + (from >>> Segment.BITS)];
        return effects.words()[start + place];
    }

    private void judgeOut(int from, int place, int[] words, int[] offsets) {
        int word = words[place];
        int to = Word.node(word);
        int kind = Word.kindOrdinal(word);
        if (kind == Word.CLOSED) {
            kind = claims.kindOrdinal(~offsets[place]);
        }
        int chain = edges.chain(EdgeKey.of(from, kind, to), offsets[place]);
        if (chain > 0) {
            boolean stands = claims.standsAny(chain, ALL, Long.MAX_VALUE, stampCount);
            offsets[place] = ~chain;
            words[place] = Word.of(stands ? kind : Word.CLOSED, to) | Word.EXCEPTION;
        }
    }
}
