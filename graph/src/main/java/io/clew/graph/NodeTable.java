package io.clew.graph;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds what a traversal needs to know of nodes, by number from 1. */
final class NodeTable {

    private static final NodeKind[] KINDS = NodeKind.values();
    private static final int KIND_BITS = 5;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;
    private static final int IN_CLASS = 1 << KIND_BITS;
    private static final int WORKSPACE_SHIFT = KIND_BITS + 1;

    private final IntColumn facts = new IntColumn();
    private final IntColumn positions = new IntColumn();
    private final TextColumn urns = new TextColumn();
    private final Map<Integer, Map<String, Integer>> numbers = new ConcurrentHashMap<>();
    private int count;
    private boolean columns;

    int count() {
        return count;
    }

    void add(int number, int workspaceId, Urn urn, int position) {
        if (number != count + 1 || number > Csr.NODE_MAX) {
            throw new IllegalStateException(
                    "node " + number + " does not follow node " + count + ", or is one too many");
        }
        String text = urn.toString();
        facts.set(number, workspaceId << WORKSPACE_SHIFT | urn.kind().ordinal());
        positions.set(number, position);
        urns.set(number, text);
        numbers.computeIfAbsent(workspaceId, w -> new ConcurrentHashMap<>()).put(text, number);
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

    int position(int number) {
        return positions.get(number);
    }

    String urn(int number) {
        return urns.get(number);
    }

    /** Returns the number of a node, or 0. */
    int find(int workspaceId, String urn) {
        return numbers.getOrDefault(workspaceId, Map.of()).getOrDefault(urn, 0);
    }
}
