package io.clew.commit;

import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import io.clew.store.testing.PostgresServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints how fast durable writes are, without HTTP: run creations, runs that share a table, single
 * points, batches of 1000.
 *
 * <p>Arguments: {@code sqlite FOLDER} or {@code postgresql}, then seconds for each measurement.
 */
final class CommitSpeed {
    private CommitSpeed() {}

    private static final int THREADS = 64;
    private static final Intent INTENT =
            new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "runs/log-metric");
    private static final AtomicLong NUMBERS = new AtomicLong();

    private interface Work {
        /** Makes one write and returns how many things it wrote. */
        int run(Committer committer, Random random);
    }

    public static void main(String[] args) throws Exception {
        double seconds = Double.parseDouble(args[args.length - 1]);
        if (args[0].equals("sqlite")) {
            Path folder = Files.createTempDirectory(Path.of(args[1]), "speed");
            try (Store store = Stores.sqlite(folder, Migration.core())) {
                measure(store, seconds);
            }
            System.out.printf("clew.db: %,d bytes%n", Files.size(folder.resolve("clew.db")));
        } else {
            try (PostgresServer server = PostgresServer.startDurable();
                    Store store =
                            Stores.postgresql(server.newDatabase(), null, null, Migration.core())) {
                measure(store, seconds);
            }
        }
    }

    private static void measure(Store store, double seconds) throws Exception {
        Committer committer = new Committer(store, InstantSource.system(), List.of());
        System.out.println(store.databaseName());
        measure("runs/create", committer, THREADS, seconds, CommitSpeed::createRun);
        measure("runs/create", committer, 1, seconds, CommitSpeed::createRun);
        measure("one table", committer, THREADS, seconds, CommitSpeed::readAndWrite);
        measure("log-metric", committer, THREADS, seconds, CommitSpeed::logMetric);
        measure("log-metric", committer, 1, seconds, CommitSpeed::logMetric);
        measure("points, 10 keys", committer, THREADS, seconds, (c, r) -> logBatch(c, r, 10));
        measure("points, 1000 keys", committer, THREADS, seconds, (c, r) -> logBatch(c, r, 1000));
    }

    private static void measure(
            String name, Committer committer, int threads, double seconds, Work work)
            throws Exception {
        if (!name.startsWith(System.getProperty("only", ""))) {
            return;
        }
        long started = System.nanoTime();
        long deadline = started + (long) (seconds * 1e9);
        AtomicLong done = new AtomicLong();
        long cpuBefore = writerCpuNanos();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int seed = i;
                all.add(
                        executor.submit(
                                () -> {
                                    Random random = new Random(seed);
                                    while (System.nanoTime() < deadline) {
                                        done.addAndGet(work.run(committer, random));
                                    }
                                }));
            }
            for (Future<?> thread : all) {
                thread.get();
            }
        }
        double elapsed = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-20s %d threads %,12.0f/s %,10.2f us of the writer's CPU each%n",
                name,
                threads,
                done.get() / elapsed,
                (writerCpuNanos() - cpuBefore) / 1e3 / done.get());
    }

    private static long writerCpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.dumpAllThreads(false, false)) {
            if (thread.getThreadName().equals("clew-writer")) {
                return threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return 0;
    }

    private static int createRun(Committer committer, Random random) {
        long number = NUMBERS.incrementAndGet();
        Urn run = Urn.of(NodeKind.RUN, "mlflow", "run" + number);
        Urn job = Urn.of(NodeKind.JOB, "mlflow", "fraud");
        byte[] body =
                "{\"experiment_id\":\"1\",\"start_time\":1767225600000,\"run_name\":\"bold-fox-1\"}"
                        .getBytes(StandardCharsets.UTF_8);
        return committer.commit(
                INTENT,
                commit -> {
                    EventTime at = EventTime.reported(1767225600000L + number);
                    commit.subject(run);
                    commit.payload(body);
                    commit.declare(run, EdgeKind.PART_OF, job, at);
                    commit.declare(run, EdgeKind.ASSOCIATED_WITH, commit.by().agent(), at);
                    commit.declare(run, "status", "running", at);
                    commit.declare(run, "name", "bold-fox-" + number, at);
                    return 1;
                });
    }

    /** A run of two writes that reads and writes one table, as all others do. */
    private static int readAndWrite(Committer committer, Random random) {
        long number = NUMBERS.incrementAndGet();
        Urn run = Urn.of(NodeKind.RUN, "openlineage", "run" + number);
        Urn data = Urn.of(NodeKind.DATASET, "s3://bank", "transactions");
        Urn version = Urn.of(NodeKind.DATASET_VERSION, "s3://bank", "transactions", "r" + number);
        EventTime start = EventTime.reported(1767225600000L + number);
        committer.commit(
                INTENT,
                commit -> {
                    commit.subject(run);
                    commit.declare(run, Attributes.STARTED, start.at().toString(), start);
                    commit.declare(run, EdgeKind.USED, data, start);
                    return 1;
                });
        EventTime end = EventTime.reported(1767225600000L + NUMBERS.incrementAndGet());
        return committer.commit(
                INTENT,
                commit -> {
                    commit.subject(run);
                    commit.declare(run, "status", "complete", end);
                    commit.declare(version, EdgeKind.VERSION_OF, data, end);
                    commit.declare(version, EdgeKind.GENERATED_BY, run, end);
                    return 1;
                });
    }

    private static int logMetric(Committer committer, Random random) {
        long number = NUMBERS.incrementAndGet();
        Urn run = Urn.of(NodeKind.RUN, "mlflow", "m" + random.nextInt(8));
        MetricPoint point =
                new MetricPoint("loss", random.nextDouble(), System.currentTimeMillis(), number);
        return committer.commit(INTENT, commit -> append(commit, run, List.of(point)));
    }

    private static int logBatch(Committer committer, Random random, int keys) {
        Urn run = Urn.of(NodeKind.RUN, "mlflow", "b" + keys + "-" + random.nextInt(8));
        List<MetricPoint> points = new ArrayList<>(1000);
        long now = System.currentTimeMillis();
        for (int i = 0; i < 1000; i++) {
            points.add(
                    new MetricPoint(
                            "metric-" + i % keys,
                            random.nextDouble(),
                            now,
                            NUMBERS.incrementAndGet()));
        }
        return committer.commit(INTENT, commit -> append(commit, run, points));
    }

    private static int append(Commit commit, Urn run, List<MetricPoint> points) {
        commit.points(
                run,
                MetricStore.append(commit.db(), commit.workspaceId(), commit.nodeId(run), points));
        return points.size();
    }
}
