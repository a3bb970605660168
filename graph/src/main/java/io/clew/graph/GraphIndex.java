package io.clew.graph;

import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Keeps the graph in memory, as the log tells it.
 *
 * <p>One thread at a time applies entries, in order. Readers take {@link #view()} once for each
 * question and never wait: an entry is in a view as a whole or not at all. What came is laid out
 * anew in the background, from an immutable view, and put in place at once.
 *
 * <p>It holds 134,217,727 nodes, 2,147,483,647 edges and log positions, and 8,388,607 asserters:
 * what fits beside the kinds in one int.
 */
public final class GraphIndex {

    /** Chained edges below which laying them out would gain nothing. */
    private static final int DELTA_MIN_DEFAULT = 4096;

    /** The delta is laid out at one part in so many of the base: its chains cost readers more. */
    private static final int LIVE_SHARE = 50;

    /** The same while a log is replayed, when nobody reads yet. */
    private static final int REPLAY_SHARE = 2;

    /** Marks that may be left for the writer to wait for: some milliseconds' worth. */
    private static final int MARKS_LEFT_MAX = 1000;

    private static final Executor BACKGROUND =
            task -> Thread.ofPlatform().name("graph-fold").daemon().start(task);

    private final Executor folder;
    private final int deltaMin;
    private final Object writing = new Object();
    private final Tables tables = Tables.empty();
    private Edges edges = new Edges(tables, Base.EMPTY, null, new Delta(0));
    private boolean foldFailed;
    private volatile GraphView view = new GraphView(edges, 0, 0, 0, 0);

    /** Makes an empty index. */
    public GraphIndex() {
        this(DELTA_MIN_DEFAULT, BACKGROUND);
    }

    /** Makes an empty index that lays out at once, from so many chained edges on. */
    GraphIndex(int deltaMin) {
        this(deltaMin, Runnable::run);
    }

    /** Makes an empty index that lays out from so many chained edges on. */
    GraphIndex(int deltaMin, Executor folder) {
        this.deltaMin = deltaMin;
        this.folder = folder;
    }

    /** Returns the graph as of the last entry applied; take it once for each question. */
    public GraphView view() {
        return view;
    }

    /** Returns the log position of the last entry applied; 0 before the first. */
    public long position() {
        return view.position();
    }

    /** Returns what the graph takes in memory. */
    public GraphMemory memory() {
        synchronized (writing) {
            Delta older = edges.older();
            return new GraphMemory(
                    edges.base().bytes() + tables.stamps().bytes(),
                    tables.claims().bytes()
                            + tables.stateChains().bytes()
                            + tables.sameAs().bytes(),
                    edges.newer().bytes() + (older == null ? 0 : older.bytes()),
                    tables.nodes().bytes(),
                    tables.nodes().names().bytes());
        }
    }

    /**
     * Applies the next entry of the log; one that was applied before is ignored.
     *
     * @throws IllegalStateException when an entry between was left out
     */
    public void apply(LogEntry entry) {
        synchronized (writing) {
            if (add(entry)) {
                publish(entry.position());
                foldFrom(LIVE_SHARE, folder);
            }
        }
    }

    /** Applies many entries in order, for replay at the start: faster than one by one. */
    public void applyAll(List<LogEntry> entries) {
        synchronized (writing) {
            for (LogEntry entry : entries) {
                if (add(entry)) {
                    publish(entry.position());
                }
            }
            foldFrom(REPLAY_SHARE, Runnable::run);
        }
    }

    private boolean add(LogEntry entry) {
        long before = position();
        if (entry.position() <= before) {
            return false;
        }
        if (entry.position() != before + 1 || entry.position() > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "entry " + entry.position() + " does not follow entry " + before);
        }
        int position = (int) entry.position();
        int firstStamp = tables.stamps().beginEntry();
        for (LogRecord record : entry.records()) {
            switch (record) {
                case LogRecord.NodeAdded added ->
                        tables.nodes()
                                .add(added.id(), entry.workspaceId(), added.urn(), firstStamp);
                case LogRecord.EdgeAsserted edge ->
                        assertEdge(edge.from(), edge.to(), edge.fact(), position);
                case LogRecord.EdgeRetracted edge ->
                        retractEdge(edge.from(), edge.to(), edge.fact(), position);
                case LogRecord.AttributeAsserted attribute ->
                        tables.states().asserted(attribute.node(), attribute.fact(), position);
                case LogRecord.AttributeRetracted attribute ->
                        tables.states().retracted(attribute.node(), attribute.fact(), position);
            }
        }
        if (tables.stamps().count() == firstStamp) {
            tables.stamps().stamp(position, entry.recorded().toEpochMilli(), Voices.NOBODY);
        }
        return true;
    }

    private void publish(long position) {
        view =
                new GraphView(
                        edges,
                        position,
                        tables.nodes().count(),
                        edges.newer().firstEdge() + edges.newer().count(),
                        tables.stamps().count());
    }

    /** Begins to lay out when enough came; what comes from now on is chained apart. */
    private void foldFrom(int share, Executor executor) {
        if (edges.older() != null) {
            if (foldFailed) {
                foldFailed = false;
                begin(new Edges(tables, edges.base(), null, edges.older()), executor);
            }
            return;
        }
        int chained = edges.newer().count();
        if (chained > deltaMin && chained > edges.base().edges() / share) {
            Edges full = edges;
            edges = new Edges(tables, full.base(), full.newer(), new Delta(view.edgeCount()));
            publish(view.position());
            begin(full, executor);
        }
    }

    private void begin(Edges full, Executor executor) {
        GraphView of = view;
        executor.execute(
                () -> {
                    boolean done = false;
                    try {
                        fold(full, of);
                        done = true;
                    } finally {
                        if (!done) {
                            synchronized (writing) {
                                foldFailed = true;
                            }
                        }
                    }
                });
    }

    private void fold(Edges full, GraphView of) {
        Base base = Fold.of(full, of.nodeCount(), of.stampCount());
        Edges laidOut = new Edges(tables, base, null, of.edges().newer());
        LinkTable links = of.edges().newer().links();
        int marked = 0;
        while (links.count() - marked > MARKS_LEFT_MAX) {
            marked = mark(laidOut, marked);
        }
        synchronized (writing) {
            mark(laidOut, marked);
            edges = laidOut;
            publish(view.position());
        }
    }

    /** Marks the exceptions that came while it was laid out, from one on; returns how many did. */
    private static int mark(Edges laidOut, int from) {
        LinkTable links = laidOut.newer().links();
        int count = links.count();
        for (int i = from; i < count; i++) {
            long key = links.key(i);
            int edge =
                    laidOut.find(
                            EdgeKey.from(key),
                            EdgeKey.kindOrdinal(key),
                            EdgeKey.to(key),
                            laidOut.base().edges());
            if (edge != Edges.NOT_FOUND) {
                laidOut.markException(edge);
            }
        }
        return count;
    }

    private void assertEdge(int from, int to, Fact.EdgeFact fact, int position) {
        int asserter = tables.voices().asserter(fact.by());
        int code = fact.assertion().ordinal();
        long at = Millis.of(fact.at().at());
        int edge = find(from, fact.kind(), to);
        if (edge == Edges.NOT_FOUND) {
            edges.newer().add(from, fact.kind().ordinal(), to, stamp(position, at, asserter, code));
            if (fact.kind() == EdgeKind.SAME_AS) {
                tables.sameAs().add(from, to);
                tables.nodes().markInClass(from);
                tables.nodes().markInClass(to);
            }
            return;
        }
        int chain = edges.chain(edge);
        boolean repeats =
                chain > 0
                        ? tables.claims().repeats(chain, at, asserter, code)
                        : repeats(edges.firstStamp(edge), at, asserter, code);
        if (!repeats) {
            setAside(edge, chain, stamp(position, at, asserter, code));
        }
    }

    /** Says whether a plain edge's only claim is the same, and not later. */
    private boolean repeats(int stamp, long at, int asserter, int code) {
        int voice = tables.stamps().voice(stamp);
        return tables.voices().asserterOf(voice) == asserter
                && tables.voices().codeOf(voice) == code
                && tables.stamps().atMillis(stamp) <= at;
    }

    private void retractEdge(int from, int to, Fact.EdgeRetraction fact, int position) {
        int asserter = tables.voices().asserter(fact.by());
        int edge = find(from, fact.kind(), to);
        if (edge == Edges.NOT_FOUND) {
            return;
        }
        int chain = edges.chain(edge);
        boolean speaks =
                chain > 0
                        ? tables.claims().speaks(chain, asserter)
                        : tables.voices().asserterOf(tables.stamps().voice(edges.firstStamp(edge)))
                                == asserter;
        if (speaks) {
            setAside(
                    edge,
                    chain,
                    fact.until() == null
                            ? stamp(position, 0, asserter, Voices.NEVER_TRUE)
                            : stamp(position, Millis.of(fact.until()), asserter, Voices.ENDED));
        }
    }

    private int stamp(int position, long at, int asserter, int code) {
        return tables.stamps().stamp(position, at, tables.voices().voice(asserter, code));
    }

    private int find(int from, EdgeKind kind, int to) {
        return edges.find(from, kind.ordinal(), to, Integer.MAX_VALUE);
    }

    /** Adds a word on an edge of which something was said before. */
    private void setAside(int edge, int chain, int stamp) {
        int before = chain;
        if (chain == 0) {
            int origin = Claims.origin(edges.kindOrdinal(edge));
            before = tables.claims().add(origin, edges.firstStamp(edge));
        }
        edges.newer().links().put(edges.key(edge), tables.claims().add(before, stamp));
        edges.markException(edge);
    }
}
