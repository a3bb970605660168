import io.clew.graph.GraphIndex;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes into the index one entry at a time while a reader asks without a break. */
final class Inserts {

    private static final long ALONE_NANOS = 2_000_000_000L;
    private static final int QUESTIONS_OF_VIEW = 20;

    private final GraphIndex index;
    private final Peer reader;
    private final int[] asked;

    Inserts(GraphIndex index, Peer reader, int[] asked) {
        this.index = index;
        this.reader = reader;
        this.asked = asked;
    }

    Map<String, Object> measure(List<LogEntry> entries) throws Exception {
        Samples alone = new Samples();
        long until = System.nanoTime() + ALONE_NANOS;
        for (int turn = 0; System.nanoTime() < until; turn++) {
            reader.ask(some(turn), alone);
        }
        AtomicBoolean done = new AtomicBoolean();
        Samples meanwhile = new Samples();
        Thread reading = Thread.ofPlatform().start(() -> read(done, meanwhile));
        long wall = System.nanoTime();
        long cpu = Samples.cpuNanos();
        long edges = 0;
        long slowest = 0;
        for (LogEntry entry : entries) {
            long begun = System.nanoTime();
            index.apply(entry);
            slowest = Math.max(slowest, System.nanoTime() - begun);
            edges += edgesOf(entry);
        }
        cpu = Samples.cpuNanos() - cpu;
        wall = System.nanoTime() - wall;
        done.set(true);
        reading.join();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("edges", edges);
        figures.put("entries", entries.size());
        figures.put("edges_per_s", edges * 1e9 / wall);
        figures.put("edges_per_cpu_s", edges * 1e9 / cpu);
        figures.put("slowest_entry_ms", slowest / 1e6);
        figures.put("reader_alone", reads(alone));
        figures.put("reader_meanwhile", reads(meanwhile));
        return figures;
    }

    /** Returns the questions of a turn, for which one view is taken. */
    private int[] some(int turn) {
        int first = turn * QUESTIONS_OF_VIEW % (asked.length - QUESTIONS_OF_VIEW);
        return Arrays.copyOfRange(asked, first, first + QUESTIONS_OF_VIEW);
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

    private void read(AtomicBoolean done, Samples into) {
        try {
            for (int turn = 0; !done.get(); turn++) {
                reader.ask(some(turn), into);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> reads(Samples samples) {
        Map<String, Object> figures = samples.figures();
        figures.put("cpu_us_max", samples.cpuMicros(1));
        figures.put("wall_us_p999", samples.wallMicros(0.999));
        figures.put("wall_us_max", samples.wallMicros(1));
        return figures;
    }
}
