package io.clew.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes an index whose layouts in the background can be held back, so that a benchmark can tell
 * what they cost who reads and writes meanwhile. In this package since the product has no use for
 * it.
 */
public final class FoldSwitch implements Executor {

    private static final int DELTA_MIN = 4096;

    private final List<Runnable> held = new ArrayList<>();
    private boolean holds;
    private int running;

    /** Opens an index as the product does, but for this switch. */
    public GraphIndex open(SnapshotPlace place) {
        return GraphIndex.of(place, DELTA_MIN, this, Snapshots.ENTRIES_MIN);
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (holds) {
            held.add(task);
        } else {
            start(task);
        }
    }

    private void start(Runnable task) {
        running++;
        Thread.ofPlatform().name("graph-fold").daemon().start(() -> run(task));
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                running--;
                notifyAll();
            }
        }
    }

    /** Holds back what would be laid out from now on. */
    public synchronized void hold() {
        holds = true;
    }

    /** Lays out what was held back, and all from now on. */
    public synchronized void release() {
        holds = false;
        held.forEach(this::start);
        held.clear();
    }

    /** Waits until nothing is being laid out, nor written into a snapshot. */
    public synchronized void await() throws InterruptedException {
        while (running > 0) {
            wait();
        }
    }
}
