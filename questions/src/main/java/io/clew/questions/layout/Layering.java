package io.clew.questions.layout;

import java.util.Arrays;

/**
 * Gives each node a layer, causes lower than effects: as low as can be first, then nearer to where
 * most of its edges lead, so that edges are short.
 */
final class Layering {

    /** Sweeps in which nodes are drawn together; more hardly change anything. */
    private static final int SWEEPS = 8;

    private final Links links;
    private final int[] layers;

    private Layering(int nodes, Links links) {
        this.links = links;
        this.layers = new int[nodes];
    }

    /** Returns the layer of each node, from 0; no layer is empty. */
    static int[] of(int nodes, Links links) {
        Layering layering = new Layering(nodes, links);
        int[] order = layering.fromCauses(nodes);
        for (int sweep = 0; sweep < SWEEPS && layering.drawTogether(order); sweep++) {
            // each sweep that moved something may let something else move
        }
        layering.closeRanks();
        return layering.layers;
    }

    /** Puts each node just above its highest cause and returns the nodes in that order. */
    private int[] fromCauses(int nodes) {
        int[] waitsFor = new int[nodes];
        int[] order = new int[nodes];
        int ready = 0;
        for (int node = 0; node < nodes; node++) {
            waitsFor[node] = links.lowCount(node);
            if (waitsFor[node] == 0) {
                order[ready++] = node;
            }
        }
        for (int i = 0; i < ready; i++) {
            int low = order[i];
            for (int j = links.highsBegin(low); j < links.highsEnd(low); j++) {
                int high = links.high(j);
                layers[high] = Math.max(layers[high], layers[low] + 1);
                if (--waitsFor[high] == 0) {
                    order[ready++] = high;
                }
            }
        }
        return order;
    }

    /**
     * Moves each node within the room it has, from effects to causes: to its effects when these are
     * as many as its causes, since then the causes may be able to follow.
     */
    private boolean drawTogether(int[] order) {
        boolean moved = false;
        for (int i = order.length - 1; i >= 0; i--) {
            int node = order[i];
            int lowest = 0;
            for (int j = links.lowsBegin(node); j < links.lowsEnd(node); j++) {
                lowest = Math.max(lowest, layers[links.low(j)] + 1);
            }
            int highest = Integer.MAX_VALUE;
            for (int j = links.highsBegin(node); j < links.highsEnd(node); j++) {
                highest = Math.min(highest, layers[links.high(j)] - 1);
            }
            boolean toEffects =
                    links.highCount(node) > 0 && links.highCount(node) >= links.lowCount(node);
            int layer = toEffects ? highest : lowest;
            moved |= layer != layers[node];
            layers[node] = layer;
        }
        return moved;
    }

    private void closeRanks() {
        int[] used = Arrays.stream(layers).sorted().distinct().toArray();
        for (int node = 0; node < layers.length; node++) {
            layers[node] = Arrays.binarySearch(used, layers[node]);
        }
    }
}
