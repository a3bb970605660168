import com.sun.management.GarbageCollectionNotificationInfo;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Tells why a thread waited on a machine that others use too: how long it neither ran nor waited
 * for a processor, how long the collector stopped all threads, and how late a thread that has
 * nothing to do was.
 */
final class Pauses implements AutoCloseable {

    private static final long NAP_NANOS = 500_000;

    private final AtomicLong collectorMillis = new AtomicLong();
    private final NotificationListener listener =
            (notification, handback) -> collected(notification.getUserData());
    private final Thread idle = Thread.ofPlatform().daemon().unstarted(this::nap);
    private volatile boolean done;
    private long idleNanos;
    private long blockedNanos;
    private long wallBefore;
    private long ranBefore;

    /** Begins to watch the collector and the idle thread. */
    Pauses() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (!collector.getName().contains("Cycles")) {
                ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
            }
        }
        idle.start();
    }

    private void collected(Object told) {
        var info = GarbageCollectionNotificationInfo.from((CompositeData) told).getGcInfo();
        collectorMillis.accumulateAndGet(info.getDuration(), Math::max);
    }

    private void nap() {
        while (!done) {
            long begun = System.nanoTime();
            LockSupport.parkNanos(NAP_NANOS);
            idleNanos = Math.max(idleNanos, System.nanoTime() - begun - NAP_NANOS);
        }
    }

    /** Begins a stretch of this thread's work; always the same thread. */
    void begin() throws Exception {
        ranBefore = ranOrWaitedNanos();
        wallBefore = System.nanoTime();
    }

    /** Ends it. */
    void end() throws Exception {
        long wall = System.nanoTime() - wallBefore;
        blockedNanos = Math.max(blockedNanos, wall - (ranOrWaitedNanos() - ranBefore));
    }

    /** Returns this thread's CPU and how long it could have run but had no processor. */
    private static long ranOrWaitedNanos() throws Exception {
        String[] told = Files.readString(Path.of("/proc/thread-self/schedstat")).split(" ");
        return Samples.cpuNanos() + Long.parseLong(told[1]);
    }

    /** Ends the watch. */
    @Override
    public void close() throws InterruptedException, ListenerNotFoundException {
        done = true;
        idle.join();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (!collector.getName().contains("Cycles")) {
                ((NotificationEmitter) collector).removeNotificationListener(listener);
            }
        }
    }

    /** Returns the longest of each, once the watch has ended. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("blocked_ms_max", blockedNanos / 1e6);
        figures.put("collector_ms_max", collectorMillis.get());
        figures.put("idle_late_ms_max", idleNanos / 1e6);
        return figures;
    }
}
