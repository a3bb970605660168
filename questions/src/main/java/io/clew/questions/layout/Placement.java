package io.clew.questions.layout;

import java.util.Arrays;

/**
 * Places the vertices of each layer: near to what they are linked with, in order, never nearer to
 * one another than they need.
 */
final class Placement {

    /** Height of a box. */
    static final double BOX_HEIGHT = 44;

    /** Room between a box and its neighbour in the layer. */
    private static final double BOX_GAP = 20;

    /** Room between two lines. */
    private static final double LINE_GAP = 14;

    private static final int SWEEPS = 12;

    /** How much more a bend is held in line than a box: long lines should be straight. */
    private static final double LINE_WEIGHT = 4;

    private final Lattice lattice;
    private final Links links;
    private final int[][] layers;
    private final double[] middles;

    private Placement(Lattice lattice, int[][] layers) {
        this.lattice = lattice;
        this.links = lattice.links();
        this.layers = layers;
        this.middles = new double[lattice.vertices()];
    }

    /** Returns the middle of each vertex; the topmost box begins at 0. */
    static double[] of(Lattice lattice, int[][] layers) {
        Placement placement = new Placement(lattice, layers);
        for (int[] layer : layers) {
            placement.spread(layer);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            placement.sweep(sweep % 2 == 0, sweep < SWEEPS / 2);
        }
        placement.moveToTop();
        return placement.middles;
    }

    /** Spreads a layer around 0. */
    private void spread(int[] layer) {
        double[] offsets = offsets(layer);
        double half = layer.length == 0 ? 0 : offsets[layer.length - 1] / 2;
        for (int i = 0; i < layer.length; i++) {
            middles[layer[i]] = offsets[i] - half;
        }
    }

    private void sweep(boolean upwards, boolean oneSided) {
        for (int i = 0; i < layers.length; i++) {
            int[] layer = layers[upwards ? i : layers.length - 1 - i];
            double[] wishes = new double[layer.length];
            double[] weights = new double[layer.length];
            for (int j = 0; j < layer.length; j++) {
                wish(layer[j], j, upwards, oneSided, wishes, weights);
            }
            fit(layer, wishes, weights);
        }
    }

    private void wish(
            int vertex,
            int place,
            boolean upwards,
            boolean oneSided,
            double[] wishes,
            double[] weights) {
        double sum = 0;
        int count = 0;
        if (upwards || !oneSided) {
            for (int i = links.lowsBegin(vertex); i < links.lowsEnd(vertex); i++) {
                sum += middles[links.low(i)];
                count++;
            }
        }
        if (!upwards || !oneSided) {
            for (int i = links.highsBegin(vertex); i < links.highsEnd(vertex); i++) {
                sum += middles[links.high(i)];
                count++;
            }
        }
        boolean free = count == 0;
        wishes[place] = free ? middles[vertex] : sum / count;
        weights[place] = free ? 0.1 : lattice.isBend(vertex) ? LINE_WEIGHT : 1;
    }

    /**
     * Comes as near to all wishes as the order and the room between allow: least squares, by
     * pooling neighbours that would overlap.
     */
    private void fit(int[] layer, double[] wishes, double[] weights) {
        double[] offsets = offsets(layer);
        double[] values = new double[layer.length];
        double[] sums = new double[layer.length];
        int[] lengths = new int[layer.length];
        int pools = 0;
        for (int i = 0; i < layer.length; i++) {
            values[pools] = wishes[i] - offsets[i];
            sums[pools] = weights[i];
            lengths[pools] = 1;
            pools++;
            while (pools > 1 && values[pools - 2] > values[pools - 1]) {
                pools--;
                double sum = sums[pools - 1] + sums[pools];
                values[pools - 1] =
                        (values[pools - 1] * sums[pools - 1] + values[pools] * sums[pools]) / sum;
                sums[pools - 1] = sum;
                lengths[pools - 1] += lengths[pools];
            }
        }
        int i = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int j = 0; j < lengths[pool]; j++) {
                middles[layer[i]] = values[pool] + offsets[i];
                i++;
            }
        }
    }

    /** Returns how far each vertex is from the first at least. */
    private double[] offsets(int[] layer) {
        double[] offsets = new double[layer.length];
        for (int i = 1; i < layer.length; i++) {
            offsets[i] = offsets[i - 1] + room(layer[i - 1], layer[i]);
        }
        return offsets;
    }

    private double room(int above, int below) {
        boolean lines = lattice.isBend(above) && lattice.isBend(below);
        return height(above) / 2 + (lines ? LINE_GAP : BOX_GAP) + height(below) / 2;
    }

    private double height(int vertex) {
        return lattice.isBend(vertex) ? 0 : BOX_HEIGHT;
    }

    private void moveToTop() {
        double top = Double.MAX_VALUE;
        for (int vertex = 0; vertex < middles.length; vertex++) {
            top = Math.min(top, middles[vertex] - height(vertex) / 2);
        }
        double shift = top;
        Arrays.setAll(middles, vertex -> middles[vertex] - shift);
    }
}
