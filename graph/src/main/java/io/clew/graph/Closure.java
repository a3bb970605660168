package io.clew.graph;

import java.util.Arrays;

/**
 * Reaches all that is upstream or downstream of a node along chosen edges, as fast as the layout
 * allows: for who asks only what is there, not how far or by which way. For one thread, for many
 * questions to one view.
 *
 * <p>It goes breadth first, by the words of many nodes at a time; a cursor is for nodes whose words
 * do not tell all. Edges mostly run from later to earlier nodes, so once it has reached one node in
 * {@value #SWEEP_SHARE} it sweeps over the nodes in order instead, which reads memory in order too.
 */
public final class Closure {

    private static final int SWEEP_SHARE = 64;

    /** Beside the nodes that it is to hold, the queue has room for the edges of some more. */
    private static final int SPARE = 1024;

    private final Rows rows;
    private final EdgeCursor cursor;
    private final boolean upstream;

    private final RowBatch batch;
    private final Reached reached;
    private long[] done = {};

    /**
     * Prepares questions to a view; takes an eighth of a byte a node, and once one of them sweeps a
     * quarter.
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
        NodeTable nodes = view.edges().tables().nodes();
        boolean isNow = cursor.taken() != 0;
        int settledBefore = isNow || !upstream ? 0 : cursor.settledBefore();
        this.reached = new Reached(view.nodeCount(), queueSize, cursor.wordMask());
        int settledNode = nodes.lastBy(settledBefore - Offsets.ASIDE, view.nodeCount());
        boolean usesWords = isNow || settledBefore > 0;
        this.batch = new RowBatch(rows, cursor, upstream, usesWords, !isNow, settledNode);
    }

    /** Reaches from a node, and returns how many nodes that are, itself among them. */
    public long reach(int node) {
        reached.clear();
        reached.add(node);
        int head = walk();
        if (head < reached.queued()) {
            sweep(head);
        }
        return reached.count();
    }

    /** Says whether the last question reached a node. */
    public boolean has(int node) {
        return reached.has(node);
    }

    /** Walks until all are expanded or the queue may have no room; returns how many were. */
    private int walk() {
        int head = 0;
        while (head < reached.queued()) {
            int end = Math.min(reached.queued(), head + RowBatch.NODES);
            if (!expand(reached.queue(), head, end)) {
                return head;
            }
            head = end;
        }
        return head;
    }

    /** Expands some nodes; false when the queue has no room for all that they lead to. */
    private boolean expand(int[] from, int first, int end) {
        batch.gather(from, first, end);
        if (!reached.hasRoom(batch.count())) {
            return false;
        }
        if (!reached.addAll(batch.words(), 0, batch.count())) {
            for (int i = first; i < end; i++) {
                if (hasException(from[i]) && !expandByCursor(from[i])) {
                    return false;
                }
            }
        }
        return expandAside();
    }

    private boolean expandAside() {
        for (int i = 0; i < batch.asideCount(); i++) {
            if (!expand(batch.aside()[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean hasException(int node) {
        int[] words = rows.words(node);
        int end = rows.end(node);
        for (int place = rows.start(node); place < end; place++) {
            if (Word.isException(words[place])) {
                return true;
            }
        }
        return false;
    }

    /** Expands a node that was put aside. */
    private boolean expand(int node) {
        int start = rows.start(node);
        int end = rows.end(node);
        if (reached.hasRoom(end - start)) {
            return (batch.isTold(node) && reached.addAll(rows.words(node), start, end))
                    || expandByCursor(node);
        }
        return false;
    }

    private boolean expandByCursor(int node) {
        if (upstream) {
            cursor.out(node);
        } else {
            cursor.in(node);
        }
        while (cursor.next()) {
            if (!reached.hasRoom(1)) {
                return false;
            }
            reached.add(cursor.node());
        }
        return true;
    }

    /** Sweeps the way that most edges go, then back for those that go the other way, and so on. */
    private void sweep(int expanded) {
        long[] marks = reached.marks();
        if (done.length == 0) {
            done = new long[marks.length];
        } else {
            Arrays.fill(done, 0);
        }
        for (int i = 0; i < expanded; i++) {
            done[reached.queue()[i] >>> 6] |= 1L << reached.queue()[i];
        }
        reached.sweep();
        boolean down = upstream;
        while (sweepOnce(down)) {
            down = !down;
        }
    }

    /** Sweeps over all nodes; false when there was nothing to do. */
    private boolean sweepOnce(boolean down) {
        long[] marks = reached.marks();
        int step = down ? -1 : 1;
        boolean any = false;
        for (int at = down ? marks.length - 1 : 0; at >= 0 && at < marks.length; at += step) {
            for (long left = marks[at] & ~done[at]; left != 0; left = marks[at] & ~done[at]) {
                any = true;
                done[at] |= left;
                expandBlock(at << 6, left);
            }
        }
        return any;
    }

    /** Expands some of 64 nodes, given by their bits. */
    private void expandBlock(int first, long some) {
        batch.gatherBlock(first, some);
        if (!reached.addAll(batch.words(), 0, batch.count())) {
            for (long bits = some; bits != 0; bits &= bits - 1) {
                int node = first + Long.numberOfTrailingZeros(bits);
                if (hasException(node)) {
                    expandByCursor(node);
                }
            }
        }
        expandAside();
    }
}
