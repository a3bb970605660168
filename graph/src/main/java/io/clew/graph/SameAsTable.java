package io.clew.graph;

/** Chains the same-as edges of each node aside, both ways: they are few and asked for first. */
final class SameAsTable {

    private final IntColumn heads;
    private final IntColumn others;
    private final IntColumn before;
    private int count;

    SameAsTable() {
        this(new IntColumn(), new IntColumn(), new IntColumn(), 0);
    }

    /** Takes up what was stored. */
    SameAsTable(IntColumn heads, IntColumn others, IntColumn before, int count) {
        this.heads = heads;
        this.others = others;
        this.before = before;
        this.count = count;
    }

    void add(int from, int to) {
        append(from, to, true);
        if (to != from) {
            append(to, from, false);
        }
    }

    private void append(int node, int other, boolean out) {
        others.set(count, out ? other : -other);
        before.set(count, heads.get(node));
        heads.setRelease(node, ++count);
    }

    /** Returns the link to a node's newest same-as edge; 0 when there is none. */
    int head(int node) {
        return heads.getAcquire(node);
    }

    /** Returns the link to the one before; 0 behind the oldest. */
    int before(int link) {
        return before.get(link - 1);
    }

    /** Returns the node at the other end: as it is when that is the cause, negative when not. */
    int other(int link) {
        return others.get(link - 1);
    }

    int count() {
        return count;
    }

    IntColumn heads() {
        return heads;
    }

    IntColumn others() {
        return others;
    }

    IntColumn before() {
        return before;
    }

    long bytes() {
        return heads.bytes() + others.bytes() + before.bytes();
    }
}
