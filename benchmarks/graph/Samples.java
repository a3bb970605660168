import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what questions took, in nanoseconds of CPU and of wall. */
final class Samples {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long[] cpu = new long[1024];
    private long[] wall = new long[1024];
    private long[] reached = new long[1024];
    private int size;

    /** Walks once and says how many nodes it reached. */
    @FunctionalInterface
    interface Question {
        long reach() throws Exception;
    }

    /** Asks on this thread and adds what it took. */
    void time(Question question) throws Exception {
        long wallBefore = System.nanoTime();
        long cpuBefore = cpuNanos();
        long nodes = question.reach();
        long cpuAfter = cpuNanos();
        add(nodes, cpuAfter - cpuBefore, System.nanoTime() - wallBefore);
    }

    static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    void add(long nodes, long cpuNanos, long wallNanos) {
        if (size == cpu.length) {
            cpu = Arrays.copyOf(cpu, size * 2);
            wall = Arrays.copyOf(wall, size * 2);
            reached = Arrays.copyOf(reached, size * 2);
        }
        reached[size] = nodes;
        cpu[size] = cpuNanos;
        wall[size++] = wallNanos;
    }

    int size() {
        return size;
    }

    long reached(int question) {
        return reached[question];
    }

    /** Returns CPU for each node that was reached, over all questions. */
    double cpuNanosPerNode() {
        return (double) sum(cpu) / sum(reached);
    }

    double cpuMicros(double quantile) {
        return quantile(cpu, quantile) / 1e3;
    }

    double wallMicros(double quantile) {
        return quantile(wall, quantile) / 1e3;
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("questions", size);
        figures.put("nodes", (double) sum(reached) / size);
        figures.put("cpu_ns_per_node", cpuNanosPerNode());
        figures.put("cpu_us_p50", cpuMicros(0.5));
        figures.put("cpu_us_p99", cpuMicros(0.99));
        figures.put("wall_us_p50", wallMicros(0.5));
        figures.put("wall_us_p99", wallMicros(0.99));
        return figures;
    }

    private long sum(long[] values) {
        return Arrays.stream(values, 0, size).sum();
    }

    private double quantile(long[] values, double quantile) {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1L, (long) (quantile * size))];
    }
}
