package io.clew.questions.layout;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Breaks edges that span several layers at bends, so that links lie between neighbouring layers.
 *
 * <p>All edges to one cause share their bends: a popular cause has one line that branches. Vertices
 * are the nodes and after them the bends.
 */
final class Lattice {

    /** Most bends; the longest edges beyond go straight. Bounds time and memory of a drawing. */
    private static final int BENDS_MAX = 40_000;

    /** What a cause has when its edges go straight, or need no bend. */
    private static final int STRAIGHT = -1;

    private final int nodes;
    private final int[] layers;
    private final int[] firstBends;
    private final int vertices;
    private final Links links;

    private Lattice(int nodes, int[] layers, int[] firstBends, Links links) {
        this.nodes = nodes;
        this.layers = layers;
        this.vertices = layers.length;
        this.firstBends = firstBends;
        this.links = links;
    }

    /**
     * Breaks edges.
     *
     * @param nodeLayers the layer of each node
     * @param lows the lower end of each edge
     * @param highs the higher end of each edge
     */
    static Lattice of(int[] nodeLayers, int[] lows, int[] highs) {
        int nodes = nodeLayers.length;
        int[] tops = new int[nodes];
        for (int edge = 0; edge < lows.length; edge++) {
            int span = nodeLayers[highs[edge]] - nodeLayers[lows[edge]];
            tops[lows[edge]] = Math.max(tops[lows[edge]], span);
        }
        int[] firstBends = new int[nodes];
        Arrays.fill(firstBends, STRAIGHT);
        int[] layers = Arrays.copyOf(nodeLayers, nodes + BENDS_MAX);
        int vertices = nodes;
        for (int low : shortestFirst(tops)) {
            int bends = tops[low] - 1;
            if (bends > 0 && vertices + bends <= layers.length) {
                firstBends[low] = vertices;
                for (int bend = 1; bend <= bends; bend++) {
                    layers[vertices++] = nodeLayers[low] + bend;
                }
            }
        }
        layers = Arrays.copyOf(layers, vertices);
        return new Lattice(
                nodes, layers, firstBends, links(layers, nodes, firstBends, tops, lows, highs));
    }

    private static int[] shortestFirst(int[] tops) {
        return IntStream.range(0, tops.length)
                .boxed()
                .sorted(Comparator.comparingInt(node -> tops[node]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static Links links(
            int[] layers, int nodes, int[] firstBends, int[] tops, int[] lows, int[] highs) {
        IntStream.Builder linkLows = IntStream.builder();
        IntStream.Builder linkHighs = IntStream.builder();
        for (int node = 0; node < nodes; node++) {
            if (firstBends[node] != STRAIGHT) {
                for (int bend = 0; bend < tops[node] - 1; bend++) {
                    int vertex = firstBends[node] + bend;
                    linkLows.add(bend == 0 ? node : vertex - 1);
                    linkHighs.add(vertex);
                }
            }
        }
        for (int edge = 0; edge < lows.length; edge++) {
            int span = layers[highs[edge]] - layers[lows[edge]];
            if (span == 1) {
                linkLows.add(lows[edge]);
                linkHighs.add(highs[edge]);
            } else if (firstBends[lows[edge]] != STRAIGHT) {
                linkLows.add(firstBends[lows[edge]] + span - 2);
                linkHighs.add(highs[edge]);
            }
        }
        return new Links(layers.length, linkLows.build().toArray(), linkHighs.build().toArray());
    }

    int vertices() {
        return vertices;
    }

    boolean isBend(int vertex) {
        return vertex >= nodes;
    }

    int layer(int vertex) {
        return layers[vertex];
    }

    Links links() {
        return links;
    }

    /** Returns the bends of an edge from its higher end to its lower one. */
    int[] bends(int low, int high) {
        int first = firstBends[low];
        int count = first == STRAIGHT ? 0 : layers[high] - layers[low] - 1;
        return IntStream.range(0, count).map(i -> first + count - 1 - i).toArray();
    }
}
