package io.clew.questions.layout;

/** Chooses the edges that must be drawn against the rest, so that the rest has no cycle. */
final class Cycles {

    private static final byte ON_THE_WAY = 1;
    private static final byte DONE = 2;

    private Cycles() {}

    /**
     * Returns for each edge whether it closes a cycle on a depth-first walk from the first nodes.
     */
    static boolean[] closing(int nodes, int[] froms, int[] tos) {
        int[] starts = new int[nodes + 1];
        for (int from : froms) {
            starts[from + 1]++;
        }
        for (int i = 1; i <= nodes; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        int[] edges = new int[froms.length];
        for (int edge = 0; edge < froms.length; edge++) {
            edges[next[froms[edge]]++] = edge;
        }
        boolean[] closing = new boolean[froms.length];
        byte[] states = new byte[nodes];
        int[] cursors = starts.clone();
        int[] way = new int[nodes];
        for (int root = 0; root < nodes; root++) {
            if (states[root] != 0) {
                continue;
            }
            int depth = 0;
            way[0] = root;
            states[root] = ON_THE_WAY;
            while (depth >= 0) {
                int node = way[depth];
                if (cursors[node] == starts[node + 1]) {
                    states[node] = DONE;
                    depth--;
                    continue;
                }
                int edge = edges[cursors[node]++];
                int to = tos[edge];
                if (states[to] == ON_THE_WAY) {
                    closing[edge] = true;
                } else if (states[to] == 0) {
                    states[to] = ON_THE_WAY;
                    way[++depth] = to;
                }
            }
        }
        return closing;
    }
}
