package io.clew.graph;

import io.clew.model.NodeKind;
import io.clew.model.Urn;

/** Holds what a traversal needs to know of nodes, by number from 1. */
final class NodeTable {

    private static final NodeKind[] KINDS = NodeKind.values();
    private static final int KIND_BITS = 5;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;
    private static final int IN_CLASS = 1 << KIND_BITS;
    private static final int WORKSPACE_SHIFT = KIND_BITS + 1;
    private static final int WORKSPACE_MAX = (1 << Integer.SIZE - WORKSPACE_SHIFT) - 1;

    private final IntColumn facts;
    private final IntColumn firstStamps;
    private final NameTable names;
    private int count;
    private boolean columns;

    NodeTable() {
        this(new IntColumn(), new IntColumn(), new NameTable(), 0, false);
    }

    /** Takes up what was stored. */
    NodeTable(IntColumn facts, IntColumn firstStamps, NameTable names, int count, boolean columns) {
        this.facts = facts;
        this.firstStamps = firstStamps;
        this.names = names;
        this.count = count;
        this.columns = columns;
    }

    int count() {
        return count;
    }

    /**
     * Adds the next node.
     *
     * @param firstStamp the first stamp of its entry
     */
    void add(int number, int workspaceId, Urn urn, int firstStamp) {
        if (number != count + 1 || number > Word.NODE_MAX) {
            throw new IllegalStateException(
                    "node " + number + " does not follow node " + count + ", or is one too many");
        }
        if (workspaceId < 0 || workspaceId > WORKSPACE_MAX) {
            throw new IllegalStateException("workspace " + workspaceId + " is one too many");
        }
        facts.set(number, workspaceId << WORKSPACE_SHIFT | urn.kind().ordinal());
        firstStamps.set(number, firstStamp);
        names.add(number, workspaceId, urn.kind(), urn.toString(), this);
        columns |= urn.kind() == NodeKind.COLUMN;
        count = number;
    }

    /** Says whether there is any column among the nodes. */
    boolean hasColumns() {
        return columns;
    }

    /** Remembers that a same-as edge once touched a node. */
    void markInClass(int number) {
        facts.set(number, facts.get(number) | IN_CLASS);
    }

    /** Says whether a same-as edge ever touched a node. */
    boolean inClass(int number) {
        return (facts.get(number) & IN_CLASS) != 0;
    }

    NodeKind kind(int number) {
        return KINDS[facts.get(number) & KIND_MASK];
    }

    int workspaceId(int number) {
        return facts.get(number) >>> WORKSPACE_SHIFT;
    }

    /** Returns the first stamp of the entry that first spoke of a node. */
    int firstStamp(int number) {
        return firstStamps.get(number);
    }

    /** Returns the last of the first nodes that came by a stamp; 0 when none did. */
    int lastBy(int stamp, int among) {
        int low = 0;
        int high = among;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstStamp(middle) <= stamp) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    String urn(int number) {
        return names.urn(number, kind(number));
    }

    /** Returns the number of a node, or 0; nodes after a number are passed over. */
    int find(int workspaceId, Urn urn, int nodeCount) {
        return names.find(workspaceId, urn.kind(), urn.toString(), this, nodeCount);
    }

    IntColumn facts() {
        return facts;
    }

    IntColumn firstStamps() {
        return firstStamps;
    }

    NameTable names() {
        return names;
    }

    long bytes() {
        return facts.bytes() + firstStamps.bytes();
    }
}
