package io.clew.graph;

import java.util.Arrays;

/**
 * Holds the nodes that a closure reached: a bit for each, and while they are few, a queue of them
 * in the order in which they were reached.
 *
 * <p>Its two loops over words are hot. Neither branches on whether a node was reached before, since
 * that cannot be guessed: four in five edges lead to one that was, and each wrong guess costs as
 * much as two edges. Every edge is stored at the end of the queue, which grows or does not.
 */
final class Reached {

    private final long[] marks;
    private final int[] queue;
    private final int chosen;
    private final int exceptions;

    /** 0 where a sweep goes from later to earlier nodes; all bits the other way. */
    private final int flip;

    private int queued;
    private boolean swept;
    private int farthest;

    /**
     * Begins with nothing.
     *
     * @param kinds a bit for each kind that the word of an edge that counts may have
     * @param upstream whether edges mostly lead to earlier nodes
     */
    Reached(int nodeCount, int queueSize, int kinds, boolean upstream) {
        this.marks = new long[(nodeCount >>> 6) + 1];
        this.queue = new int[queueSize];
        this.chosen = kinds & ~(1 << Word.CLOSED);
        this.exceptions = kinds << Word.KINDS;
        this.flip = upstream ? 0 : -1;
    }

    boolean has(int node) {
        return (marks[node >>> 6] & 1L << node) != 0;
    }

    void clear() {
        if (swept) {
            Arrays.fill(marks, 0);
            swept = false;
        } else {
            for (int i = 0; i < queued; i++) {
                marks[queue[i] >>> 6] = 0;
            }
        }
        queued = 0;
    }

    /** Says whether so many more may be added: a queue may have no room. */
    boolean hasRoom(int more) {
        return swept || queued + more <= queue.length;
    }

    /** Adds a node; while there is a queue, it must have room. */
    void add(int node) {
        if (has(node)) {
            return;
        }
        marks[node >>> 6] |= 1L << node;
        if (swept) {
            farthest = Math.max(farthest, node >>> 6 ^ flip);
        } else {
            queue[queued++] = node;
        }
    }

    /**
     * Adds the other ends of plain edges of the kinds; the queue must have room for all.
     *
     * @return whether no other edge that may count was among them
     */
    boolean addAll(int[] words, int start, int end) {
        return swept ? mark(words, start, end) : enqueue(words, start, end);
    }

    private boolean enqueue(int[] words, int start, int end) {
        long[] bits = marks;
        int[] all = queue;
        int plain = chosen;
        int others = exceptions;
        int aside = 0;
        int tail = queued;
        for (int place = start; place < end; place++) {
            int word = words[place];
            int node = Word.node(word);
            int isTaken = plain >>> (word >>> Word.KIND_SHIFT) & 1;
            aside |= others >>> (word >>> Word.KIND_SHIFT);
            long before = bits[node >> 6];
            bits[node >> 6] = before | (long) isTaken << node;
            all[tail] = node;
            tail += (int) (~before >>> node) & isTaken;
        }
        queued = tail;
        return (aside & 1) == 0;
    }

    private boolean mark(int[] words, int start, int end) {
        long[] bits = marks;
        int plain = chosen;
        int others = exceptions;
        int turn = flip;
        int aside = 0;
        int far = farthest;
        for (int place = start; place < end; place++) {
            int word = words[place];
            int node = Word.node(word);
            int isTaken = plain >>> (word >>> Word.KIND_SHIFT) & 1;
            aside |= others >>> (word >>> Word.KIND_SHIFT);
            long before = bits[node >> 6];
            bits[node >> 6] = before | (long) isTaken << node;
            int isNew = (int) (~before >>> node) & isTaken;
            far = Math.max(far, (node >> 6 ^ turn) - (1 - isNew << 30));
        }
        farthest = far;
        return (aside & 1) == 0;
    }

    int[] queue() {
        return queue;
    }

    int queued() {
        return queued;
    }

    /** Gives the queue up; from now on nodes are marked alone. */
    void sweep() {
        swept = true;
    }

    /** Returns a bit for each node, 64 a place. */
    long[] marks() {
        return marks;
    }

    /** Begins to look how far back the sweep must go. */
    void resetFarthest() {
        farthest = Integer.MIN_VALUE;
    }

    /**
     * Returns the place nearest to where a sweep begins at which a node was reached since, as a
     * number that is the larger, the nearer it is: see {@link #turned}.
     */
    int farthest() {
        return farthest;
    }

    /**
     * Turns a place into a number that is the larger, the nearer a sweep's beginning is; and back.
     */
    int turned(int place) {
        return place ^ flip;
    }

    /** Returns how many were reached. */
    long count() {
        if (!swept) {
            return queued;
        }
        long sum = 0;
        for (long bits : marks) {
            sum += Long.bitCount(bits);
        }
        return sum;
    }
}
