import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Makes graphs that are shaped like lineage, the same for the same seed.
 *
 * <p>Nodes come one by one, each with its edges: dataset versions and runs in turn, in {@value
 * #LAYERS} layers. What a node comes of is nearly always recent and mostly of the layer below; a
 * tenth is popular, the same few old things again and again. One node in {@value #CHAIN_EVERY} goes
 * on with one of {@value #CHAINS} long chains, such as a table that each night adds to, and takes
 * in what is new of all layers. Some edges are told late: long after the node they begin at.
 *
 * <p>Nodes are numbered from 1, edges from 0, both in the order of the log.
 */
final class LineageGraph {

    static final int LAYERS = 8;
    static final int CHAINS = 8;
    static final int CHAIN_EVERY = 100;
    private static final int CHAIN_LAYER = LAYERS;
    private static final double LATE = 0.03;
    private static final int LATE_AT_MOST = 50_000;
    private static final int WINDOW = 256;

    /**
     * How many inputs there are on the average: with the nodes that have none, five edges a node.
     */
    private static final int INPUTS_MEAN = 6;

    /** Of a hundred nodes, how many are in each layer. */
    private static final int[] SHARES = {16, 14, 14, 14, 12, 12, 10, 8};

    private final Random random;
    private final int nodes;
    private final byte[] layers;
    private final int[] entryEnds;
    private final int[][] ofLayer = new int[LAYERS][1024];
    private final int[] sizes = new int[LAYERS];
    private final int[] chainEnds = new int[CHAINS];
    private final Set<Long> late = new HashSet<>();
    private int[] from;
    private int[] to;
    private int edges;

    LineageGraph(int edgesAtLeast, long seed) {
        this.random = new Random(seed);
        int room = edgesAtLeast + 1024;
        this.from = new int[room];
        this.to = new int[room];
        byte[] layersSoFar = new byte[edgesAtLeast / 4 + 1024];
        int[] endsSoFar = new int[layersSoFar.length];
        this.layers = layersSoFar;
        this.entryEnds = endsSoFar;
        int node = 0;
        while (edges < edgesAtLeast) {
            node++;
            add(node);
            endsSoFar[node] = edges;
        }
        this.nodes = node;
        late.clear();
    }

    private void add(int node) {
        int layer = node % CHAIN_EVERY == 0 ? CHAIN_LAYER : drawLayer();
        layers[node] = (byte) layer;
        int first = edges;
        if (layer == CHAIN_LAYER) {
            int chain = random.nextInt(CHAINS);
            if (chainEnds[chain] != 0) {
                put(first, node, chainEnds[chain]);
            }
            for (int below = 1; below < LAYERS; below++) {
                put(first, node, recent(below));
            }
            chainEnds[chain] = node;
        } else {
            int inputs = layer == 0 ? 0 : 1 + random.nextInt(2 * INPUTS_MEAN - 1);
            for (int i = 0; i < inputs; i++) {
                put(first, node, input(layer));
            }
            if (layer == LAYERS - 1 && random.nextInt(50) == 0) {
                put(first, node, chainEnds[random.nextInt(CHAINS)]);
            }
            int[] same = ofLayer[layer];
            if (sizes[layer] == same.length) {
                ofLayer[layer] = same = Arrays.copyOf(same, same.length * 2);
            }
            same[sizes[layer]++] = node;
        }
        for (int own = edges - first; own > 0 && node > 1; own--) {
            if (random.nextDouble() < LATE) {
                addLate(node);
            }
        }
        if (edges > from.length - 64) {
            from = Arrays.copyOf(from, from.length + 1024);
            to = Arrays.copyOf(to, to.length + 1024);
        }
    }

    private int drawLayer() {
        int drawn = random.nextInt(100);
        int layer = 0;
        while (drawn >= SHARES[layer]) {
            drawn -= SHARES[layer++];
        }
        return layer;
    }

    private int input(int layer) {
        if (random.nextInt(10) == 0) {
            int popular = random.nextInt(Math.min(layer, 3));
            return sizes[popular] == 0
                    ? 0
                    : ofLayer[popular][(int) (Math.pow(random.nextDouble(), 4) * sizes[popular])];
        }
        return recent(random.nextInt(4) == 0 ? random.nextInt(layer) : layer - 1);
    }

    /** Picks one of the last nodes of a layer, the later the likelier; 0 when there is none. */
    private int recent(int layer) {
        double skewed = random.nextDouble() * random.nextDouble();
        int back = (int) (skewed * Math.min(WINDOW, sizes[layer]));
        return sizes[layer] == 0 ? 0 : ofLayer[layer][sizes[layer] - 1 - back];
    }

    /** Tells of an edge that an earlier node has, to something that may be newer than it. */
    private void addLate(int node) {
        int effect = node - 1 - random.nextInt(Math.min(node - 1, LATE_AT_MOST));
        int layer = layers[effect];
        if (layer == 0 || layer == CHAIN_LAYER) {
            return;
        }
        int cause = recent(random.nextInt(layer));
        if (cause != 0 && !has(effect, cause) && late.add((long) effect << 32 | cause)) {
            from[edges] = effect;
            to[edges++] = cause;
        }
    }

    private boolean has(int effect, int cause) {
        for (int edge = entryEnds[effect - 1]; edge < entryEnds[effect]; edge++) {
            if (from[edge] == effect && to[edge] == cause) {
                return true;
            }
        }
        return effect == cause;
    }

    private void put(int first, int effect, int cause) {
        if (cause == 0) {
            return;
        }
        for (int edge = first; edge < edges; edge++) {
            if (to[edge] == cause) {
                return;
            }
        }
        from[edges] = effect;
        to[edges++] = cause;
    }

    int nodes() {
        return nodes;
    }

    int edges() {
        return edges;
    }

    /** Returns how many edges the log had once a node was added. */
    int edgesUntil(int node) {
        return entryEnds[node];
    }

    int from(int edge) {
        return from[edge];
    }

    int to(int edge) {
        return to[edge];
    }

    /** Returns the last node of a chain: most of the graph is upstream of it. */
    int lastOfChain(int until) {
        return until / CHAIN_EVERY * CHAIN_EVERY;
    }

    /** Says whether a node is of a chain or comes of one, so that much is upstream of it. */
    boolean reachesChain(int node) {
        if (layers[node] == CHAIN_LAYER) {
            return true;
        }
        for (int edge = entryEnds[node - 1]; edge < entryEnds[node]; edge++) {
            if (from[edge] == node && layers[to[edge]] == CHAIN_LAYER) {
                return true;
            }
        }
        return false;
    }

    boolean isRun(int node) {
        return layers[node] < CHAIN_LAYER && layers[node] % 2 == 1;
    }

    NodeKind kind(int node) {
        return isRun(node) ? NodeKind.RUN : NodeKind.DATASET_VERSION;
    }

    EdgeKind edgeKind(int edge) {
        boolean fromRun = isRun(from[edge]);
        boolean toRun = isRun(to[edge]);
        if (fromRun) {
            return toRun ? EdgeKind.INFORMED_BY : EdgeKind.USED;
        }
        return toRun ? EdgeKind.GENERATED_BY : EdgeKind.DERIVED_FROM;
    }

    /** Writes the first nodes with their edges for the program in C. */
    void write(Path file, int untilNode) throws IOException {
        int count = entryEnds[untilNode];
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                OutputStream out =
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20)) {
            ByteBuffer head = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
            out.write(head.putInt(untilNode).putLong(count).array());
            write(out, from, count);
            write(out, to, count);
        }
    }

    private static void write(OutputStream out, int[] values, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            buffer.putInt(values[i]);
            if (!buffer.hasRemaining() || i == count - 1) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
    }
}
