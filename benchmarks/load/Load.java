import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts load on an MLflow server over some kept-open connections, and says what it measured.
 *
 * <p>Arguments: URL, connections, workload and its own arguments (see {@link Workload#of}). Then a
 * line on standard input with seconds runs one round and prints one JSON object; the end of input
 * ends it. Every answer is read whole and checked; one that is wrong ends the program with status 1.
 */
final class Load {
    private Load() {}

    /** Latencies of one connection's round, in nanoseconds. */
    private static final class Latencies {
        private long[] nanos = new long[1024];
        private int size;

        void add(long value) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, size * 2);
            }
            nanos[size++] = value;
        }

        long[] all() {
            return Arrays.copyOf(nanos, size);
        }
    }

    public static void main(String[] args) throws Exception {
        URI url = URI.create(args[0]);
        int connections = Integer.parseInt(args[1]);
        List<Workload> workloads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            workloads.add(Workload.of(Arrays.copyOfRange(args, 2, args.length), i));
        }
        List<Connection> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections);
                BufferedReader rounds =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (int i = 0; i < connections; i++) {
                open.add(new Connection(url));
            }
            for (String line = rounds.readLine(); line != null; line = rounds.readLine()) {
                System.out.println(round(threads, open, workloads, Double.parseDouble(line)));
            }
        } catch (Exception e) {
            System.err.println("load: " + e);
            System.exit(1);
        }
    }

    private static String round(
            ExecutorService threads, List<Connection> open, List<Workload> workloads, double seconds)
            throws Exception {
        long begun = System.nanoTime();
        long deadline = begun + (long) (seconds * 1e9);
        List<Callable<Latencies>> tasks = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            Connection connection = open.get(i);
            Workload workload = workloads.get(i);
            tasks.add(() -> run(connection, workload, deadline));
        }
        List<long[]> latencies = new ArrayList<>();
        for (Future<Latencies> task : threads.invokeAll(tasks)) {
            latencies.add(task.get().all());
        }
        double elapsed = (System.nanoTime() - begun) / 1e9;
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "{\"requests\": %d, \"seconds\": %.4f, \"p50_ms\": %.4f, \"p99_ms\": %.4f,"
                        + " \"max_ms\": %.4f}",
                all.length,
                elapsed,
                quantile(all, 0.5),
                quantile(all, 0.99),
                quantile(all, 1));
    }

    /** Asks one after the other until the deadline or the workload's end; at least once. */
    private static Latencies run(Connection connection, Workload workload, long deadline)
            throws IOException {
        Latencies latencies = new Latencies();
        while (workload.hasNext()) {
            Message request = workload.next();
            long asked = System.nanoTime();
            connection.send(request);
            Message answer = connection.receive();
            long answered = System.nanoTime();
            latencies.add(answered - asked);
            workload.check(answer);
            if (answered >= deadline) {
                break;
            }
        }
        return latencies;
    }

    /** Returns a quantile in milliseconds: the least latency that so many are not above. */
    private static double quantile(long[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, index)] / 1e6;
    }
}
