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

    private int queued;
    private boolean swept;

    /**
     * Begins with nothing.
     *
     * @param kinds a bit for each kind that the word of an edge that counts may have
     */
    Reached(int nodeCount, int queueSize, int kinds) {
        this.marks = new long[(nodeCount >>> 6) + 1];
        this.queue = new int[queueSize];
        this.chosen = kinds & ~(1 << Word.CLOSED);
        this.exceptions = kinds << Word.KINDS;
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
        if (!swept) {
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
        int aside = 0;
        for (int place = start; place < end; place++) {
            int word = words[place];
            int node = Word.node(word);
            aside |= others >>> (word >>> Word.KIND_SHIFT);
            bits[node >> 6] |= (long) (plain >>> (word >>> Word.KIND_SHIFT) & 1) << node;
        }
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
