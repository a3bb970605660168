/** Answers what is upstream of a node: how many nodes there are, the asked one with them. */
interface Peer extends AutoCloseable {

    /** Returns what the figures are called by. */
    String name();

    /** Asks for each node in turn and adds to the samples. */
    void ask(int[] nodes, Samples samples) throws Exception;

    @Override
    default void close() throws Exception {}
}
