package io.clew.graph;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.log.LogEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
public final class GraphIndex implements AutoCloseable {

    /** Chained edges below which laying them out would gain nothing. */
    private static final int DELTA_MIN_DEFAULT = 4096;

    /** The delta is laid out at one part in so many of the base: its chains cost readers more. */
    private static final int LIVE_SHARE = 50;

    /** The same while a log is replayed, when nobody reads yet. */
    private static final int REPLAY_SHARE = 2;

    /** Marks that may be left for the writer to wait for: some milliseconds' worth. */
    private static final int MARKS_LEFT_MAX = 1000;

    /** How long a page waits for entries that another server has told of: they take a tenth. */
    private static final long BEHIND_MILLIS_MAX = 1_000;

    private static final Executor BACKGROUND =
            task -> Thread.ofPlatform().name("graph-fold").daemon().start(task);

    private final Executor folder;
    private final int deltaMin;
    private final Object writing = new Object();
    private final @Nullable Snapshots snapshots;
    private final Tables tables;
    private Edges edges;
    private boolean foldFailed;
    private boolean closed;
    private int tasks;
    private volatile long failedAt;
    private volatile GraphView view;

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
        this(deltaMin, folder, null);
    }

    private GraphIndex(int deltaMin, Executor folder, @Nullable Snapshots snapshots) {
        this.deltaMin = deltaMin;
        this.folder = folder;
        this.snapshots = snapshots;
        Snapshots.Opened opened = snapshots == null ? null : snapshots.open();
        this.edges =
                opened == null
                        ? new Edges(Tables.empty(), Base.EMPTY, null, new Delta(0))
                        : opened.edges();
        this.tables = edges.tables();
        this.view = view(opened == null ? 0 : opened.position());
    }

    /**
     * Makes an index of a snapshot, or an empty one where there is none that can be used; the log
     * after its {@link #position()} is to be applied. It writes snapshots anew while it grows and
     * when it is closed.
     */
    public static GraphIndex of(SnapshotPlace place) {
        return new GraphIndex(
                DELTA_MIN_DEFAULT, BACKGROUND, new Snapshots(place, Snapshots.ENTRIES_MIN));
    }

    /** The same, but lays out as it is told, and writes a snapshot from few entries on. */
    static GraphIndex of(SnapshotPlace place, int deltaMin, Executor folder, int entriesMin) {
        return new GraphIndex(deltaMin, folder, new Snapshots(place, entriesMin));
    }

    /**
     * Returns the graph as of the last entry applied; take it once for each question.
     *
     * @throws ClewException UNAVAILABLE when an entry could not be applied: what is told after it
     *     is not here, and no answer could say so
     */
    public GraphView view() {
        if (failedAt > 0) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    "The graph could not take entry %d of the log, so nothing is answered from it; the server's log says why. A server that starts builds it anew."
                            .formatted(failedAt));
        }
        return view;
    }

    /**
     * Returns the same, once it has come to a log position: where servers share a database, a page
     * may be asked of one that is some milliseconds behind the one that gave the page before.
     *
     * @param position how far it should have come; it may be less far after a second
     */
    public GraphView viewAt(long position) {
        if (view().position() < position) {
            await(position);
        }
        return view();
    }

    private void await(long position) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BEHIND_MILLIS_MAX);
        synchronized (writing) {
            try {
                long left = BEHIND_MILLIS_MAX;
                while (view.position() < position && left > 0) {
                    writing.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            } catch (InterruptedException left) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the log position of the last entry applied; 0 before the first. */
    public long position() {
        return view.position();
    }

    /**
     * Sets how long nobody may have heard of a run that still runs: longer, and it is a gap. 24
     * hours until it is set.
     */
    public void silenceMax(Duration longest) {
        tables.states().silenceMax(longest);
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
                foldWhenFull();
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
            if (edges.older() == null && isFull(REPLAY_SHARE)) {
                fold(freeze(), edges, Extent.of(view));
            }
        }
    }

    /**
     * Says that the log was applied up to its end for the first time: lays out the rest in the
     * background, and writes a snapshot when much came since the last one.
     */
    public void replayed() {
        synchronized (writing) {
            if (edges.older() == null && !closed) {
                begin(freeze(), folder);
            }
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
        if (failedAt > 0) {
            throw new IllegalStateException("entry " + failedAt + " could not be applied");
        }
        try {
            new Entry(edges, entry).add();
        } catch (RuntimeException | Error failure) {
            // What of it was added before is in no view, but would be in one of the next entry.
            failedAt = entry.position();
            throw failure;
        }
        return true;
    }

    private void publish(long position) {
        view = view(position);
        writing.notifyAll();
    }

    private GraphView view(long position) {
        return new GraphView(
                edges,
                position,
                tables.nodes().count(),
                edges.newer().firstEdge() + edges.newer().count(),
                tables.stamps().count());
    }

    /** Begins to lay out when enough came; what comes from now on is chained apart. */
    private void foldWhenFull() {
        if (edges.older() != null) {
            if (foldFailed) {
                foldFailed = false;
                begin(new Edges(tables, edges.base(), null, edges.older()), folder);
            }
            return;
        }
        if (isFull(LIVE_SHARE) && !closed) {
            begin(freeze(), folder);
        }
    }

    private boolean isFull(int share) {
        int chained = edges.newer().count();
        return chained > deltaMin && chained > edges.base().edges() / share;
    }

    /** Leaves what is chained as it is; what comes from now on is chained apart. */
    private Edges freeze() {
        Edges full = edges;
        edges = new Edges(tables, full.base(), full.newer(), new Delta(view.edgeCount()));
        publish(view.position());
        return full;
    }

    private void begin(Edges full, Executor executor) {
        Edges apart = edges;
        Extent extent = Extent.of(view);
        tasks++;
        executor.execute(() -> run(full, apart, extent));
    }

    private void run(Edges full, Edges apart, Extent extent) {
        boolean done = false;
        try {
            Base base = fold(full, apart, extent);
            done = true;
            boolean isWhole = base.edges() == extent.edges();
            if (isWhole
                    && failedAt == 0
                    && snapshots != null
                    && snapshots.isDue(extent.position(), false)) {
                snapshots.write(base, tables, extent);
            }
        } finally {
            synchronized (writing) {
                foldFailed |= !done;
                tasks--;
                writing.notifyAll();
            }
        }
    }

    private Base fold(Edges full, Edges apart, Extent extent) {
        Base base = Fold.of(full, extent.nodes(), extent.stamps());
        Edges laidOut = new Edges(tables, base, null, apart.newer());
        LinkTable links = apart.newer().links();
        int marked = 0;
        while (links.count() - marked > MARKS_LEFT_MAX) {
            marked = mark(laidOut, marked);
        }
        synchronized (writing) {
            mark(laidOut, marked);
            edges = laidOut;
            publish(view.position());
        }
        return base;
    }

    /**
     * Writes a snapshot when much came since the last one; nothing is laid out or written any more
     * afterwards. Waits for what is being laid out or written.
     */
    @Override
    public void close() {
        synchronized (writing) {
            closed = true;
            boolean interrupted = false;
            while (tasks > 0) {
                try {
                    writing.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (snapshots != null
                    && failedAt == 0
                    && edges.older() == null
                    && snapshots.isDue(view.position(), true)) {
                Extent extent = Extent.of(view);
                snapshots.write(fold(freeze(), edges, extent), tables, extent);
            }
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
}
