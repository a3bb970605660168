import io.clew.graph.Closure;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphIndex;

/** Asks Clew's index for the plain closure, in this process: one view for all nodes of a call. */
final class IndexPeer implements Peer {

    private final String name;
    private final GraphIndex index;
    private final EdgeFilter filter;

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
        Closure closure = new Closure(index.view(), filter, true);
        for (int node : nodes) {
            samples.time(() -> closure.reach(node));
        }
    }
}
