import org.jgrapht.Graph;
import org.jgrapht.alg.util.Pair;
import org.jgrapht.opt.graph.sparse.IncomingEdgesSupport;
import org.jgrapht.opt.graph.sparse.SparseIntDirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

import java.util.AbstractList;
import java.util.List;

/**
 * Asks JGraphT: its breadth-first iterator over the smallest of its graphs, which is arrays too.
 */
final class JgraphtPeer implements Peer {

    private final Graph<Integer, Integer> graph;

    JgraphtPeer(LineageGraph source, int nodes) {
        int edges = source.edgesUntil(nodes);
        List<Pair<Integer, Integer>> pairs =
                new AbstractList<>() {
                    @Override
                    public Pair<Integer, Integer> get(int edge) {
                        return Pair.of(source.from(edge), source.to(edge));
                    }

                    @Override
                    public int size() {
                        return edges;
                    }
                };
        this.graph =
                new SparseIntDirectedGraph(
                        nodes + 1, pairs, IncomingEdgesSupport.NO_INCOMING_EDGES);
    }

    @Override
    public String name() {
        return "jgrapht";
    }

    @Override
    public void ask(int[] nodes, Samples samples) throws Exception {
        for (int node : nodes) {
            samples.time(
                    () -> {
                        long reached = 0;
                        BreadthFirstIterator<Integer, Integer> upstream =
                                new BreadthFirstIterator<>(graph, node);
                        while (upstream.hasNext()) {
                            upstream.next();
                            reached++;
                        }
                        return reached;
                    });
        }
    }
}
