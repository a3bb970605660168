import io.clew.graph.Closure;
import io.clew.graph.EdgeFilter;
import io.clew.graph.FoldSwitch;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphMemory;
import io.clew.graph.SnapshotPlace;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.log.LogEntry;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Asks the index and its peers the same questions on the same graph, by turns, and prints one JSON
 * object with what they took.
 *
 * <p>Arguments, as {@code name=value}: edges, seed, rounds, folder, c (the compiled program),
 * postgresql (a JDBC URL), peers (names with commas). What it does meanwhile is told on standard
 * error.
 */
final class GraphBench {

    private static final int ABOUT_1000_LEAST = 900;
    private static final int ABOUT_1000_MOST = 1100;
    private static final int QUESTIONS = 1000;
    private static final int QUESTIONS_OF_SLOW = 60;
    private static final int ENTRIES_AT_ONCE = 20_000;
    private static final int STATES_EDGES_MAX = 20_000_000;
    private static final int MORE_EDGES_LEAST = 1_000_000;
    private static final int MORE_SHARE = 20;
    private static final int WHOLE_ROUNDS = 5;
    private static final int WHOLE_WARM_UPS = 3;
    private static final int RESTARTS = 3;

    private static final Set<String> SLOW = Set.of("sqlite", "postgresql", "jgrapht", "question");

    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final FoldSwitch folds = new FoldSwitch();
    private final GraphIndex index;
    private final LineageGraph graph;
    private final Path folder;
    private final int nodes;
    private final Log log;

    private GraphBench(String[] arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            options.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        int edges = Integer.parseInt(options.get("edges"));
        long seed = Long.parseLong(options.get("seed"));
        say("making a graph of " + edges + " edges, seed " + seed);
        this.graph = new LineageGraph(edges + Math.max(MORE_EDGES_LEAST, edges / MORE_SHARE), seed);
        this.folder = Path.of(options.get("folder"));
        this.index = folds.open(place());
        int until = graph.nodes();
        while (graph.edgesUntil(until - 1) >= edges) {
            until--;
        }
        this.nodes = until;
        this.log = new Log(graph, edges <= STATES_EDGES_MAX);
        figures.put("nodes", nodes);
        figures.put("edges", graph.edgesUntil(nodes));
        figures.put("seed", seed);
    }

    public static void main(String[] arguments) throws Exception {
        GraphBench bench = new GraphBench(arguments);
        bench.run();
        System.out.println(JsonMapper.shared().writeValueAsString(bench.figures));
    }

    private void run() throws Exception {
        build();
        int[] asked = questions();
        IndexPeer clew = new IndexPeer("clew", index, EdgeFilter.at(Clocks.NOW));
        List<Peer> peers = new ArrayList<>();
        try {
            CPeer plain = cPeer();
            peers.addAll(
                    List.of(plain, plain.asking("branchless"), plain.asking("prefetch"), clew));
            peers.add(new IndexPeer("clew_as_of", index, EdgeFilter.at(middle())));
            peers.add(new IndexPeer("clew_kinds", index, someKinds(Clocks.NOW)));
            peers.add(new IndexPeer("clew_as_of_kinds", index, someKinds(middle())));
            peers.add(new QuestionPeer(index));
            addOthers(peers);
            closures(peers, asked);
            whole(List.of(plain, plain.asking("branchless"), plain.asking("prefetch"), clew));
        } finally {
            for (Peer peer : peers.reversed()) {
                peer.close();
            }
        }
        say("inserting while a reader asks");
        Inserts inserts = new Inserts(index, folds, clew, asked, log);
        figures.put("inserts", inserts.measure(nodes + 1, graph.nodes() + 1));
        restart(asked[0]);
    }

    private SnapshotPlace place() {
        return new SnapshotPlace(
                folder.resolve("graph.snapshot"), "bench", at -> "entry " + at, GraphBench::say);
    }

    /** Ends the index, which writes its snapshot, and opens that up to the first answer. */
    private void restart(int asked) throws Exception {
        say("writing the snapshot");
        EdgeFilter all = EdgeFilter.at(Clocks.NOW);
        long expected = new Closure(index.view(), all, true).reach(asked);
        long position = index.position();
        long begun = System.nanoTime();
        index.close();
        double written = (System.nanoTime() - begun) / 1e9;
        say("opening it");
        List<Object> rounds = new ArrayList<>();
        for (int round = 0; round < RESTARTS; round++) {
            long cpu = Samples.cpuNanos();
            begun = System.nanoTime();
            try (GraphIndex opened = GraphIndex.of(place())) {
                long told = opened.position();
                long cpuOpened = Samples.cpuNanos();
                long wallOpened = System.nanoTime();
                List<LogEntry> tail = log.entries((int) told + 1, graph.nodes() + 1);
                cpu += Samples.cpuNanos() - cpuOpened;
                begun += System.nanoTime() - wallOpened;
                opened.applyAll(tail);
                long reached = new Closure(opened.view(), all, true).reach(asked);
                rounds.add(
                        Map.of(
                                "tail_entries", tail.size(),
                                "wall_s", (System.nanoTime() - begun) / 1e9,
                                "cpu_s", (Samples.cpuNanos() - cpu) / 1e9));
                if (reached != expected || told == 0 || opened.position() != position) {
                    throw new IllegalStateException("the snapshot holds another graph");
                }
            }
        }
        figures.put("restart", Map.of("written_s", written, "opened", rounds));
        figures.put("snapshot_bytes", Files.size(place().file()));
    }

    /** Half of the nodes came by then, and as many edges were recorded. */
    private Clocks middle() {
        return new Clocks(Log.at(nodes / 4 * 3), nodes - 1L);
    }

    private static EdgeFilter someKinds(Clocks clocks) {
        return EdgeFilter.at(clocks)
                .only(EnumSet.of(EdgeKind.USED, EdgeKind.GENERATED_BY, EdgeKind.DERIVED_FROM));
    }

    private void build() throws Exception {
        say("building the index");
        long cpu = 0;
        long wall = 0;
        for (int first = 1; first <= nodes; first += ENTRIES_AT_ONCE) {
            var entries = log.entries(first, Math.min(nodes + 1, first + ENTRIES_AT_ONCE));
            long cpuBefore = Samples.cpuNanos();
            long wallBefore = System.nanoTime();
            index.applyAll(entries);
            cpu += Samples.cpuNanos() - cpuBefore;
            wall += System.nanoTime() - wallBefore;
        }
        say("laying out the rest, and writing a snapshot");
        long before = System.nanoTime();
        index.replayed();
        folds.await();
        wall += System.nanoTime() - before;
        if (index.view().edgeCount() != graph.edgesUntil(nodes)) {
            throw new IllegalStateException(
                    index.view().edgeCount() + " edges came of " + graph.edgesUntil(nodes));
        }
        GraphMemory memory = index.memory();
        figures.put(
                "memory",
                Map.of(
                        "bytes_per_edge", (double) memory.edges() / index.view().edgeCount(),
                        "edges", memory.edges(),
                        "exceptions", memory.exceptions(),
                        "nodes", memory.nodes(),
                        "names", memory.names()));
        figures.put("build", Map.of("cpu_s", cpu / 1e9, "wall_s", wall / 1e9));
    }

    private CPeer cPeer() throws Exception {
        say("laying out in C");
        Path file = folder.resolve("graph.bin");
        graph.write(file, nodes);
        CPeer peer = new CPeer(Path.of(options.get("c")), file, "plain");
        peer.ask(new int[] {1}, new Samples());
        Files.delete(file);
        return peer;
    }

    private void addOthers(List<Peer> peers) throws Exception {
        List<String> chosen = Arrays.asList(options.get("peers").split(","));
        if (chosen.contains("jgrapht")) {
            say("laying out in JGraphT");
            peers.add(new JgraphtPeer(graph, nodes));
        }
        if (chosen.contains("sqlite")) {
            say("filling SQLite");
            peers.add(SqlPeer.sqlite(graph, nodes, folder.resolve("edges.db")));
        }
        if (chosen.contains("postgresql")) {
            say("filling PostgreSQL");
            peers.add(SqlPeer.postgres(graph, nodes, options.get("postgresql")));
        }
    }

    /** Draws nodes all over the graph of which about 1000 are upstream. */
    private int[] questions() {
        say("looking for questions");
        Closure counter = new Closure(index.view(), EdgeFilter.at(Clocks.NOW), true);
        Random random = new Random(7);
        int[] found = new int[QUESTIONS];
        int count = 0;
        for (long tried = 0; count < QUESTIONS; tried++) {
            int node = nodes / 50 + random.nextInt(nodes - nodes / 50);
            long reached = graph.reachesChain(node) ? 0 : counter.reach(node);
            if (reached >= ABOUT_1000_LEAST && reached <= ABOUT_1000_MOST) {
                found[count++] = node;
            }
            if (tried > 1000L * QUESTIONS) {
                throw new IllegalStateException("too few closures of about 1000 nodes");
            }
        }
        return found;
    }

    private void closures(List<Peer> peers, int[] asked) throws Exception {
        int[] few = Arrays.copyOf(asked, QUESTIONS_OF_SLOW);
        Map<String, List<Object>> rounds = new LinkedHashMap<>();
        Map<String, Samples> first = new LinkedHashMap<>();
        int count = Integer.parseInt(options.get("rounds"));
        for (int round = -1; round < count; round++) {
            say(round < 0 ? "warming up" : "round " + (round + 1) + " of " + count);
            for (Peer peer : peers) {
                Samples samples = new Samples();
                peer.ask(SLOW.contains(peer.name()) ? few : asked, samples);
                if (round >= 0) {
                    rounds.computeIfAbsent(peer.name(), n -> new ArrayList<>())
                            .add(samples.figures());
                    first.putIfAbsent(peer.name(), samples);
                }
            }
        }
        for (String name : List.of("c_prefetch", "clew", "jgrapht", "sqlite", "postgresql")) {
            if (first.containsKey(name)) {
                requireSame(first.get("c_plain"), first.get(name), name);
            }
        }
        figures.put("closures", rounds);
    }

    private static void requireSame(Samples expected, Samples got, String name) {
        for (int i = 0; i < got.size(); i++) {
            if (expected.reached(i) != got.reached(i)) {
                throw new IllegalStateException(
                        name + " reached " + got.reached(i) + " nodes of " + expected.reached(i));
            }
        }
    }

    private void whole(List<Peer> peers) throws Exception {
        say("asking for most of the graph");
        int[] asked = {graph.lastOfChain(nodes)};
        Map<String, List<Object>> rounds = new LinkedHashMap<>();
        for (int round = -WHOLE_WARM_UPS; round < WHOLE_ROUNDS; round++) {
            Samples expected = null;
            for (Peer peer : peers) {
                Samples samples = new Samples();
                peer.ask(asked, samples);
                expected = expected == null ? samples : expected;
                requireSame(expected, samples, peer.name());
                if (round >= 0) {
                    rounds.computeIfAbsent(peer.name(), n -> new ArrayList<>())
                            .add(samples.figures());
                }
            }
        }
        figures.put("whole", rounds);
    }

    private static void say(String what) {
        System.err.println("graph: " + what);
    }
}
