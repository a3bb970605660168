package io.clew.graph;

/**
 * Chains the edges that came after the base was laid out, newest first, both ways, and links what
 * was said since of any edge that is an exception.
 *
 * <p>A reader may meet edges newer than its view; it skips them by number. Links hold an edge's
 * number plus one; 0 ends a chain.
 */
final class Delta {

    private final int firstEdge;
    private final IntColumn outHeads = new IntColumn();
    private final IntColumn inHeads = new IntColumn();
    private final IntColumn outNext = new IntColumn();
    private final IntColumn inNext = new IntColumn();
    private final IntColumn froms = new IntColumn();
    private final IntColumn words = new IntColumn();
    private final IntColumn stamps = new IntColumn();
    private final LinkTable links = new LinkTable();
    private int count;

    /** Begins empty: edges from this number on are chained here. */
    Delta(int firstEdge) {
        this.firstEdge = firstEdge;
    }

    /** Adds an edge and returns its number. */
    int add(int from, int kindOrdinal, int to, int stamp) {
        int link = firstEdge + count + 1;
        froms.set(count, from);
        words.set(count, Word.of(kindOrdinal, to));
        stamps.set(count, stamp);
        outNext.set(count, outHeads.get(from));
        outHeads.setRelease(from, link);
        inNext.set(count, inHeads.get(to));
        inHeads.setRelease(to, link);
        count++;
        return link - 1;
    }

    int firstEdge() {
        return firstEdge;
    }

    /** Returns how many edges are chained; for the writer, or once it writes to the next one. */
    int count() {
        return count;
    }

    /** Returns the link to a node's newest edge. */
    int head(boolean out, int node) {
        return (out ? outHeads : inHeads).getAcquire(node);
    }

    /** Returns the link that follows an edge. */
    int next(boolean out, int edge) {
        return (out ? outNext : inNext).get(edge - firstEdge);
    }

    int from(int edge) {
        return froms.get(edge - firstEdge);
    }

    /** Returns the word of an edge, with its cause. */
    int word(int edge) {
        return words.get(edge - firstEdge);
    }

    int stamp(int edge) {
        return stamps.get(edge - firstEdge);
    }

    void markException(int edge) {
        int index = edge - firstEdge;
        words.set(index, words.get(index) | Word.EXCEPTION);
    }

    LinkTable links() {
        return links;
    }

    /** Says whether the heads of any of the nodes of a segment may be set. */
    boolean touches(boolean out, int segment) {
        int chunk = segment * Segment.NODES / IntColumn.CHUNK;
        return (out ? outHeads : inHeads).chunkAt(chunk) != null;
    }

    long bytes() {
        return outHeads.bytes()
                + inHeads.bytes()
                + outNext.bytes()
                + inNext.bytes()
                + froms.bytes()
                + words.bytes()
                + stamps.bytes();
    }
}
