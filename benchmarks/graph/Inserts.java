import io.clew.graph.FoldSwitch;
import io.clew.graph.GraphIndex;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Writes into the index one entry at a time while a reader asks without a break: first with nothing
 * laid out meanwhile, then as the product does.
 */
final class Inserts {

    private static final long ALONE_NANOS = 2_000_000_000L;
    private static final int QUESTIONS_OF_VIEW = 20;

    /** So few are made ahead that the collector has little to copy that no server would hold. */
    private static final int ENTRIES_AT_ONCE = 2_000;

    private final GraphIndex index;
    private final FoldSwitch folds;
    private final Peer reader;
    private final int[] asked;
    private final Log log;

    Inserts(GraphIndex index, FoldSwitch folds, Peer reader, int[] asked, Log log) {
        this.index = index;
        this.folds = folds;
        this.reader = reader;
        this.asked = asked;
        this.log = log;
    }

    /** Writes the entries of some nodes, the last exclusive: a third with nothing laid out. */
    Map<String, Object> measure(int first, int end) throws Exception {
        Map<String, Object> readers = new LinkedHashMap<>();
        int middle = first + (end - first) / 3;
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            long until = System.nanoTime() + ALONE_NANOS;
            readers.put("alone", beside.submit(() -> read(() -> System.nanoTime() > until)).get());
            folds.hold();
            write(beside, first, middle, "writer_without_folds", readers);
            folds.release();
            folds.await();
            Map<String, Object> figures = write(beside, middle, end, "writer", readers);
            figures.put("readers", readers);
            return figures;
        }
    }

    private Map<String, Object> write(
            ExecutorService beside, int first, int end, String name, Map<String, Object> readers)
            throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Future<Map<String, Object>> reading = beside.submit(() -> read(done::get));
        try {
            return write(first, end);
        } finally {
            done.set(true);
            readers.put(name, reading.get());
        }
    }

    private Map<String, Object> write(int first, int end) {
        long edges = 0;
        long cpu = 0;
        long wall = 0;
        long slowest = 0;
        for (int from = first; from < end; from += ENTRIES_AT_ONCE) {
            List<LogEntry> entries = log.entries(from, Math.min(end, from + ENTRIES_AT_ONCE));
            long cpuBefore = Samples.cpuNanos();
            for (LogEntry entry : entries) {
                long begun = System.nanoTime();
                index.apply(entry);
                long took = System.nanoTime() - begun;
                slowest = Math.max(slowest, took);
                wall += took;
                edges += edgesOf(entry);
            }
            cpu += Samples.cpuNanos() - cpuBefore;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("edges", edges);
        figures.put("entries", end - first);
        figures.put("edges_per_s", edges * 1e9 / wall);
        figures.put("edges_per_cpu_s", edges * 1e9 / cpu);
        figures.put("slowest_entry_ms", slowest / 1e6);
        return figures;
    }

    private static long edgesOf(LogEntry entry) {
        long edges = 0;
        for (LogRecord record : entry.records()) {
            if (record instanceof LogRecord.EdgeAsserted) {
                edges++;
            }
        }
        return edges;
    }

    private Map<String, Object> read(BooleanSupplier done) throws Exception {
        Samples samples = new Samples();
        Pauses pauses = new Pauses();
        try (pauses) {
            for (int turn = 0; !done.getAsBoolean(); turn++) {
                int[] some = some(turn);
                pauses.begin();
                reader.ask(some, samples);
                pauses.end();
            }
        }
        Map<String, Object> figures = samples.figures();
        figures.put("cpu_us_max", samples.cpuMicros(1));
        figures.put("wall_us_p999", samples.wallMicros(0.999));
        figures.put("wall_us_max", samples.wallMicros(1));
        figures.putAll(pauses.figures());
        return figures;
    }

    /** Returns the questions of a turn, for which one view is taken. */
    private int[] some(int turn) {
        int first = turn * QUESTIONS_OF_VIEW % (asked.length - QUESTIONS_OF_VIEW);
        return Arrays.copyOfRange(asked, first, first + QUESTIONS_OF_VIEW);
    }
}
