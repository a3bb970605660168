package io.clew.graph;

import java.util.Arrays;

/**
 * Reaches all that is upstream or downstream of a node along chosen edges, as fast as the layout
 * allows: for who asks only what is there, not how far or by which way. For one thread, for many
 * questions to one view.
 *
 * <p>It goes breadth first. Edges mostly run from later to earlier nodes, so once it has reached
 * one node in {@value #SWEEP_SHARE} it sweeps over the nodes in order instead, which reads memory
 * in order too.
 */
public final class Closure {

    private static final int SWEEP_SHARE = 64;

    private final Rows rows;
    private final EdgeCursor cursor;
    private final boolean upstream;
    private final boolean plain;
    private final int kinds;
    private final int taken;
    private final int nodeCount;
    private final long[] seen;
    private final long[] done;
    private final int[] queue;
    private int queued;
    private boolean swept;
    private long reached;

    /**
     * Prepares questions to a view; takes a quarter of a byte a node.
     *
     * @param upstream along edges to causes; else against them to effects
     */
    public Closure(GraphView view, EdgeFilter filter, boolean upstream) {
        this.rows = view.edges().base().rows(upstream);
        this.cursor = view.cursor(filter);
        this.upstream = upstream;
        this.taken = cursor.taken();
        this.plain = taken != 0 && !cursor.anyChained();
        this.kinds = cursor.wordMask();
        this.nodeCount = view.nodeCount();
        this.seen = new long[(nodeCount >>> 6) + 1];
        this.done = new long[seen.length];
        this.queue = new int[nodeCount / SWEEP_SHARE + 2];
    }

    /** Reaches from a node, and returns how many nodes that are, itself among them. */
    public long reach(int node) {
        clear();
        mark(node);
        queued = 1;
        queue[0] = node;
        int head = plain ? walkPlain() : walk(0);
        if (head < queued) {
            sweep(head);
        }
        return swept ? reached : queued;
    }

    /** Says whether the last question reached a node. */
    public boolean has(int node) {
        return (seen[node >>> 6] & 1L << node) != 0;
    }

    private void clear() {
        if (swept) {
            Arrays.fill(seen, 0);
            Arrays.fill(done, 0);
            swept = false;
        } else {
            for (int i = 0; i < queued; i++) {
                seen[queue[i] >>> 6] = 0;
            }
        }
    }

    private void mark(int node) {
        seen[node >>> 6] |= 1L << node;
    }

    /** Walks until all are expanded or the queue has room for no more; returns how many were. */
    private int walkPlain() {
        int[] all = queue;
        long[] marks = seen;
        int tail = queued;
        int most = all.length;
        int chosen = taken;
        int[] starts = rows.allStarts();
        int[][] allWords = rows.allWords();
        for (int head = 0; head < tail; head++) {
            int node = all[head];
            int number = node >>> Segment.BITS;
            int start = node + number;
            if (start >= starts.length - 1) {
                continue;
            }
            int end = starts[start + 1];
            int[] words = allWords[number];
            if (words == null) {
                words = rows.words(node);
            }
            boolean aside = false;
            for (int place = starts[start]; place < end; place++) {
                int word = words[place];
                if (!Word.isPlainOf(chosen, word)) {
                    aside |= (kinds >> Word.kindOrdinal(word) & 1) != 0;
                    continue;
                }
                int other = Word.node(word);
                long before = marks[other >> 6];
                long after = before | 1L << other;
                if (before != after) {
                    if (tail == most) {
                        queued = tail;
                        return head;
                    }
                    marks[other >> 6] = after;
                    all[tail++] = other;
                }
            }
            if (aside) {
                queued = tail;
                if (!expand(node)) {
                    return head;
                }
                tail = queued;
            }
        }
        queued = tail;
        return tail;
    }

    private int walk(int from) {
        int head = from;
        while (head < queued && expand(queue[head])) {
            head++;
        }
        return head;
    }

    /** Expands a node; false when the queue has no room for all. */
    private boolean expand(int node) {
        begin(node);
        while (cursor.next()) {
            if (!has(cursor.node())) {
                if (queued == queue.length) {
                    return false;
                }
                mark(cursor.node());
                queue[queued++] = cursor.node();
            }
        }
        return true;
    }

    private void begin(int node) {
        if (upstream) {
            cursor.out(node);
        } else {
            cursor.in(node);
        }
    }

    /** Sweeps from the far end to the near one, again where an edge led the other way. */
    private void sweep(int expanded) {
        swept = true;
        for (int i = 0; i < expanded; i++) {
            done[queue[i] >>> 6] |= 1L << queue[i];
        }
        int at = upstream ? seen.length - 1 : 0;
        while (at >= 0 && at < seen.length) {
            int again = sweepFrom(at);
            at = again;
        }
        reached = 0;
        for (long marks : seen) {
            reached += Long.bitCount(marks);
        }
    }

    /** Sweeps once; returns where to begin again, or -1 when nothing is left behind. */
    private int sweepFrom(int from) {
        int step = upstream ? -1 : 1;
        int again = -1;
        for (int at = from; at >= 0 && at < seen.length; at += step) {
            for (long left = seen[at] & ~done[at]; left != 0; left = seen[at] & ~done[at]) {
                int bit =
                        upstream
                                ? Long.SIZE - 1 - Long.numberOfLeadingZeros(left)
                                : Long.numberOfTrailingZeros(left);
                done[at] |= 1L << bit;
                int behind = expandAll((at << 6) + bit, at);
                if (behind >= 0 && (again < 0 || (upstream ? behind > again : behind < again))) {
                    again = behind;
                }
            }
        }
        return again;
    }

    /** Expands a node; returns the farthest place behind at which one was reached, or -1. */
    private int expandAll(int node, int at) {
        int behind = -1;
        boolean aside = !plain;
        if (plain) {
            int[] words = rows.words(node);
            int end = rows.end(node);
            for (int place = rows.start(node); place < end; place++) {
                int word = words[place];
                if (Word.isPlainOf(taken, word)) {
                    behind = farther(behind, reached(Word.node(word), at));
                } else {
                    aside |= (kinds >> Word.kindOrdinal(word) & 1) != 0;
                }
            }
        }
        if (aside) {
            begin(node);
            while (cursor.next()) {
                behind = farther(behind, reached(cursor.node(), at));
            }
        }
        return behind;
    }

    private int farther(int one, int other) {
        return one < 0 || (other >= 0 && (upstream ? other > one : other < one)) ? other : one;
    }

    /** Marks a node; returns its place when the sweep is past it already, else -1. */
    private int reached(int node, int at) {
        int place = node >>> 6;
        long mark = 1L << node;
        if ((seen[place] & mark) != 0) {
            return -1;
        }
        seen[place] |= mark;
        return (upstream ? place > at : place < at) ? place : -1;
    }
}
