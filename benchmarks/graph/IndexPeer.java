import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;

/** Asks Clew's index for the plain closure, in this process. */
final class IndexPeer implements Peer {

    private final String name;
    private final GraphIndex index;
    private final EdgeFilter filter;
    private long[] seen = {};
    private int[] queue = {};

    IndexPeer(String name, GraphIndex index, EdgeFilter filter) {
        this.name = name;
        this.index = index;
        this.filter = filter;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ask(int[] nodes, Samples samples) throws Exception {
        for (int node : nodes) {
            samples.time(() -> reach(node));
        }
    }

    long reach(int node) {
        return reach(node, Integer.MAX_VALUE);
    }

    /** Walks until so many nodes are reached. */
    long reach(int node, int most) {
        GraphView view = index.view();
        if (queue.length <= view.nodeCount()) {
            queue = new int[view.nodeCount() + 1];
            seen = new long[queue.length / 64 + 1];
        }
        EdgeCursor cursor = view.cursor(filter);
        int tail = 1;
        queue[0] = node;
        seen[node >> 6] |= 1L << node;
        for (int head = 0; head < tail && tail < most; head++) {
            cursor.out(queue[head]);
            while (cursor.next()) {
                int cause = cursor.node();
                if ((seen[cause >> 6] & 1L << cause) == 0) {
                    seen[cause >> 6] |= 1L << cause;
                    queue[tail++] = cause;
                }
            }
        }
        for (int i = 0; i < tail; i++) {
            seen[queue[i] >> 6] = 0;
        }
        return tail;
    }
}
