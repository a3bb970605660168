package io.clew.questions.layout;

import java.util.Arrays;

/** Orders the vertices of each layer so that few links cross, by barycenter sweeps. */
final class Crossings {

    /** Sweeps to and fro; the best order met counts. */
    private static final int SWEEPS = 12;

    /** Sweeps without a better order after which none is to be expected. */
    private static final int PATIENCE = 4;

    /** Barycenters are compared to this part of a place. */
    private static final int FINENESS = 1 << 10;

    private static final int PLACE_BITS = 17;

    private final Lattice lattice;
    private final Links links;
    private final int[][] layers;
    private final int[] places;

    private Crossings(Lattice lattice) {
        this.lattice = lattice;
        this.links = lattice.links();
        int count = 0;
        for (int vertex = 0; vertex < lattice.vertices(); vertex++) {
            count = Math.max(count, lattice.layer(vertex) + 1);
        }
        int[] sizes = new int[count];
        for (int vertex = 0; vertex < lattice.vertices(); vertex++) {
            sizes[lattice.layer(vertex)]++;
        }
        this.layers = new int[count][];
        Arrays.setAll(layers, layer -> new int[sizes[layer]]);
        this.places = new int[lattice.vertices()];
        int[] next = new int[count];
        for (int vertex = 0; vertex < lattice.vertices(); vertex++) {
            int layer = lattice.layer(vertex);
            places[vertex] = next[layer];
            layers[layer][next[layer]++] = vertex;
        }
    }

    /** Returns the vertices of each layer in order. */
    static int[][] order(Lattice lattice) {
        Crossings crossings = new Crossings(lattice);
        int[][] best = crossings.copy();
        long fewest = crossings.count();
        int inVain = 0;
        for (int sweep = 0; sweep < SWEEPS && inVain < PATIENCE && fewest > 0; sweep++) {
            crossings.sweep(sweep % 2 == 0);
            long count = crossings.count();
            inVain++;
            if (count < fewest) {
                fewest = count;
                best = crossings.copy();
                inVain = 0;
            }
        }
        return best;
    }

    private int[][] copy() {
        int[][] copy = new int[layers.length][];
        Arrays.setAll(copy, layer -> layers[layer].clone());
        return copy;
    }

    private void sweep(boolean upwards) {
        for (int i = 1; i < layers.length; i++) {
            sort(layers[upwards ? i : layers.length - 1 - i], upwards);
        }
    }

    /** Sorts a layer by barycenter; where these are equal, the order stays. */
    private void sort(int[] layer, boolean byLows) {
        long[] keys = new long[layer.length];
        for (int place = 0; place < layer.length; place++) {
            keys[place] = barycenter(layer[place], byLows) << PLACE_BITS | place;
        }
        Arrays.sort(keys);
        int[] before = layer.clone();
        for (int place = 0; place < layer.length; place++) {
            layer[place] = before[(int) (keys[place] & ((1 << PLACE_BITS) - 1))];
            places[layer[place]] = place;
        }
    }

    private long barycenter(int vertex, boolean byLows) {
        int begin = byLows ? links.lowsBegin(vertex) : links.highsBegin(vertex);
        int end = byLows ? links.lowsEnd(vertex) : links.highsEnd(vertex);
        if (begin == end) {
            return (long) places[vertex] * FINENESS;
        }
        long sum = 0;
        for (int i = begin; i < end; i++) {
            sum += places[byLows ? links.low(i) : links.high(i)];
        }
        return sum * FINENESS / (end - begin);
    }

    private long count() {
        long crossings = 0;
        for (int i = 0; i + 1 < layers.length; i++) {
            crossings += count(layers[i], layers[i + 1].length);
        }
        return crossings;
    }

    /** Counts links that end above ones that begin lower: inversions, by a Fenwick tree. */
    private long count(int[] lows, int highSize) {
        int[] tree = new int[highSize + 1];
        long crossings = 0;
        long seen = 0;
        for (int low : lows) {
            for (int i = links.highsBegin(low); i < links.highsEnd(low); i++) {
                crossings += seen - upTo(tree, places[links.high(i)]);
            }
            for (int i = links.highsBegin(low); i < links.highsEnd(low); i++) {
                add(tree, places[links.high(i)]);
                seen++;
            }
        }
        return crossings;
    }

    private static long upTo(int[] tree, int place) {
        long sum = 0;
        for (int i = place + 1; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    private static void add(int[] tree, int place) {
        for (int i = place + 1; i < tree.length; i += i & -i) {
            tree[i]++;
        }
    }
}
