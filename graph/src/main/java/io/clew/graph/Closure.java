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

    /** How many nodes are looked at together. */
    private static final int BATCH = 32;

    /** Beside the nodes that it is to hold, the queue has room for the edges of some more. */
    private static final int SPARE = 1024;

    private final Rows rows;
    private final EdgeCursor cursor;
    private final NodeTable nodes;
    private final boolean upstream;

    /** Whether there are nodes whose words tell all that the filter asks for. */
    private final boolean usesWords;

    /** Stamps before this one stand by the filter's clocks; 0 when all that stands now is meant. */
    private final int settledBefore;

    private final int kinds;
    private final int chosen;
    private final int nodeCount;
    private final long[] seen;
    private final long[] done;
    private final int[] queue;
    private int queued;
    private boolean swept;
    private long reached;
    private int touched;

    /**
     * Prepares questions to a view; takes a quarter of a byte a node.
     *
     * @param upstream along edges to causes; else against them to effects
     */
    public Closure(GraphView view, EdgeFilter filter, boolean upstream) {
        this(view, filter, upstream, view.nodeCount() / SWEEP_SHARE + SPARE);
    }

    /** Prepares the same with a queue of so many nodes; beyond them it sweeps. */
    Closure(GraphView view, EdgeFilter filter, boolean upstream, int queueSize) {
        this.rows = view.edges().base().rows(upstream);
        this.cursor = view.cursor(filter);
        this.upstream = upstream;
        this.nodes = view.edges().tables().nodes();
        this.settledBefore = cursor.taken() != 0 || !upstream ? 0 : cursor.settledBefore();
        this.usesWords = cursor.taken() != 0 || settledBefore > 0;
        this.kinds = cursor.wordMask();
        this.chosen = kinds & ~(1 << Word.CLOSED);
        this.nodeCount = view.nodeCount();
        this.seen = new long[(nodeCount >>> 6) + 1];
        this.done = new long[seen.length];
        this.queue = new int[queueSize];
    }

    /** Reaches from a node, and returns how many nodes that are, itself among them. */
    public long reach(int node) {
        clear();
        mark(node);
        queued = 1;
        queue[0] = node;
        int head = usesWords ? walkPlain() : walk(0);
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

    /** Walks until all are expanded or the queue may have no room; returns how many were. */
    private int walkPlain() {
        int head = 0;
        while (head < queued) {
            int count = Math.min(BATCH, queued - head);
            int edges = look(head, count);
            for (int end = head + count; head < end; ) {
                if (queued + edges > queue.length) {
                    return head;
                }
                head = expandPlain(head, end);
                if (head < end) {
                    if (!expand(queue[head])) {
                        return head;
                    }
                    head++;
                }
            }
        }
        return head;
    }

    /**
     * Reads a little of the rows of the next nodes, so that the memory answers for all of them at
     * once, and counts their edges.
     */
    private int look(int head, int count) {
        int[] all = queue;
        int[] starts = rows.allStarts();
        int sum = 0;
        int edges = 0;
        for (int i = 0; i < count; i++) {
            int node = all[head + i];
            int at = node + (node >>> Segment.BITS);
            if (at + 1 < starts.length && starts[at] < starts[at + 1]) {
                int[] words = rows.words(node);
                sum += words[starts[at]] + words[starts[at + 1] - 1];
                edges += starts[at + 1] - starts[at];
            }
        }
        touched = sum;
        return edges;
    }

    /**
     * Expands nodes by their words alone, without a branch on whether a node was reached before,
     * which cannot be guessed; returns the place of the first one that needs a cursor.
     */
    private int expandPlain(int head, int end) {
        int[] all = queue;
        long[] marks = seen;
        int[] starts = rows.allStarts();
        boolean asks = settledBefore != 0 || cursor.anyChained();
        int chosen = this.chosen;
        int exceptions = kinds << Word.KINDS;
        int tail = queued;
        for (int next = head; next < end; next++) {
            int node = all[next];
            int at = node + (node >>> Segment.BITS);
            if (at + 1 >= starts.length) {
                queued = tail;
                return next;
            }
            int[] words = rows.words(node);
            int last = starts[at + 1];
            if (asks && !isTold(node, words, starts[at], last)) {
                queued = tail;
                return next;
            }
            int aside = 0;
            for (int place = starts[at]; place < last; place++) {
                int word = words[place];
                int other = Word.node(word);
                int isTaken = chosen >>> (word >>> Word.KIND_SHIFT) & 1;
                aside |= exceptions >>> (word >>> Word.KIND_SHIFT);
                long before = marks[other >> 6];
                marks[other >> 6] = before | (long) isTaken << other;
                all[tail] = other;
                tail += (int) (~before >>> other) & isTaken;
            }
            if ((aside & 1) != 0) {
                queued = tail;
                return next;
            }
        }
        queued = tail;
        return end;
    }

    /**
     * Says whether a node's words tell all: nothing came since, and at clocks in the past, all its
     * plain edges were there by then. Inwards the stamps are elsewhere, and it is never said.
     */
    private boolean isTold(int node, int[] words, int start, int end) {
        if (cursor.isChained(upstream, node)) {
            return false;
        }
        if (settledBefore == 0) {
            return true;
        }
        if (nodes.firstStamp(node) > settledBefore - Offsets.ASIDE
                || !rows.offsets(node).areSmall(start, end)) {
            return false;
        }
        for (int place = start; place < end; place++) {
            if (Word.node(words[place]) > node) {
                return false;
            }
        }
        return true;
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
        int[] words = rows.words(node);
        int end = rows.end(node);
        boolean aside = !usesWords || !isTold(node, words, rows.start(node), end);
        if (!aside) {
            for (int place = rows.start(node); place < end; place++) {
                int word = words[place];
                if (Word.isPlainOf(chosen, word)) {
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
