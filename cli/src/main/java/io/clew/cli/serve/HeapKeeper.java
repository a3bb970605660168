package io.clew.cli.serve;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Collects the old generation when it is mostly garbage: the serial collector does so only once the
 * whole heap is full, a quarter of the machine's memory, and takes more of the machine until then.
 *
 * <p>A collection stops the server for about a millisecond for each MB that is alive. So it is left
 * to the JVM where much is alive, and with any other collector. Figures: {@code
 * docs/decisions/runtime.md}.
 */
final class HeapKeeper {

    /** What may be in use beside twice of what is alive. */
    private static final long SPARE_BYTES = 128L << 20;

    /** Most that may be alive: a stop of half a second. */
    private static final long ALIVE_BYTES_MAX = 512L << 20;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** The heap of this process, or of a test. */
    interface Heap {

        /** Returns the bytes in use, garbage among them. */
        long usedBytes();

        /** Collects all garbage. */
        void collect();
    }

    private final Heap heap;
    private long aliveBytes;

    HeapKeeper(Heap heap) {
        this.heap = heap;
    }

    /** Watches the heap of this process on a thread of its own, if the collector needs it. */
    static void start() {
        HeapKeeper keeper = new HeapKeeper(new OfProcess());
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("clew-heap").daemon(true).factory());
        timer.scheduleWithFixedDelay(
                () -> {
                    if (keeper.isDue()) {
                        if (isSerial()) {
                            keeper.collect();
                        } else {
                            timer.shutdown();
                        }
                    }
                },
                PAUSE.toMillis(),
                PAUSE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static boolean isSerial() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(collector -> collector.getName().equals("MarkSweepCompact"));
    }

    /** Says whether more is in use than what was alive last makes likely. */
    boolean isDue() {
        return aliveBytes <= ALIVE_BYTES_MAX && heap.usedBytes() > 2 * aliveBytes + SPARE_BYTES;
    }

    void collect() {
        heap.collect();
        aliveBytes = heap.usedBytes();
    }

    private static final class OfProcess implements Heap {

        @Override
        public long usedBytes() {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        @Override
        public void collect() {
            System.gc();
        }
    }
}
