package io.clew.kafka;

import io.clew.kafka.testing.RowIntake;
import io.clew.model.Workspace;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Is a process that reads a topic into SQLite and dies, if told so, at a step. */
final class CrashingReader {

    /** How the process ends that was told to die. */
    static final int CRASH = 77;

    private CrashingReader() {}

    /**
     * Reads until it dies.
     *
     * @param arguments brokers, topic, folder, the step to die at or any other text, and the how
     *     many-th of these steps it is
     */
    public static void main(String[] arguments) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[4]));
        Store store = open(Path.of(arguments[2]));
        RowIntake intake = new RowIntake(store);
        KafkaEvents events =
                new KafkaEvents(
                        settings(arguments[0], arguments[1]),
                        store,
                        intake,
                        step -> {
                            if (step.name().equals(arguments[3]) && left.decrementAndGet() == 0) {
                                Runtime.getRuntime().halt(CRASH);
                            }
                            if (step == Step.TAKEN) {
                                System.out.println("taken " + intake.count());
                            }
                        });
        events.start();
        new CountDownLatch(1).await();
    }

    /** Says what is read; in transactions of many sizes. */
    static KafkaSettings settings(String brokers, String topic) {
        return new KafkaSettings(
                brokers,
                topic,
                "clew-" + topic,
                topic + ".dead",
                Workspace.DEFAULT,
                Map.of(
                        "session.timeout.ms", "1000",
                        "heartbeat.interval.ms", "200",
                        "max.poll.records", "37"));
    }

    /** Opens the database. */
    static Store open(Path folder) {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(KafkaSchema.migrations());
        migrations.add(RowIntake.MIGRATION);
        return Stores.sqlite(folder.resolve("data"), migrations);
    }
}
