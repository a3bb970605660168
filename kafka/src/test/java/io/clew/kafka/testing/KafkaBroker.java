package io.clew.kafka.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Runs Apache Kafka for tests: one real broker in KRaft mode in a process of its own, on free ports
 * of the loopback, in a folder of its own, ended by its own handle.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(90);

    private final Path folder;
    private final int port = freePort();
    private final int controllerPort = freePort();
    private final String cluster = Uuid.randomUuid().toString();
    private final AtomicInteger topics = new AtomicInteger();
    private @Nullable Process process;

    private KafkaBroker(Path folder) {
        this.folder = folder;
    }

    /** Returns the broker that all tests of this JVM share; it ends with the JVM. */
    public static KafkaBroker shared() {
        return Shared.BROKER;
    }

    /** Starts a broker of one's own, to be stopped and started at will. */
    public static KafkaBroker start() {
        try {
            KafkaBroker broker = new KafkaBroker(Files.createTempDirectory("clew-kafka-"));
            Files.writeString(broker.settings(), broker.properties());
            broker.resume();
            return broker;
        } catch (IOException e) {
            throw new IllegalStateException("Kafka could not be started", e);
        }
    }

    private String properties() {
        return """
               process.roles=broker,controller
               node.id=1
               controller.quorum.voters=1@127.0.0.1:%2$d
               controller.listener.names=CONTROLLER
               listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
               advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
               listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
               log.dirs=%3$s
               auto.create.topics.enable=false
               message.max.bytes=16777216
               num.partitions=1
               offsets.topic.num.partitions=1
               offsets.topic.replication.factor=1
               transaction.state.log.num.partitions=1
               transaction.state.log.replication.factor=1
               transaction.state.log.min.isr=1
               share.coordinator.state.topic.num.partitions=1
               share.coordinator.state.topic.replication.factor=1
               share.coordinator.state.topic.min.isr=1
               group.initial.rebalance.delay.ms=0
               group.min.session.timeout.ms=1000
               log.cleaner.enable=false
               broker.session.timeout.ms=2000
               broker.heartbeat.interval.ms=200
               initial.broker.registration.timeout.ms=60000
               """
                .formatted(port, controllerPort, data());
    }

    /** Returns where clients find it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Makes a topic of a new name and returns that. */
    public String newTopic(int partitions) {
        String name = "events-" + topics.incrementAndGet();
        createTopic(name, partitions);
        return name;
    }

    /** Makes a topic. */
    public void createTopic(String name, int partitions) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a client for whatever else; the caller closes it. */
    public Admin admin() {
        return Admin.create(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        address(),
                        AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                        false));
    }

    /** Starts it, or starts it again on the same ports and data. */
    public void resume() {
        try {
            Process started =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx384m",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn",
                                    BrokerMain.class.getName(),
                                    settings().toString(),
                                    data().toString(),
                                    cluster)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("kafka.log").toFile()))
                            .start();
            process = started;
            awaitReady(started);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady(Process started) throws IOException {
        Instant deadline = Instant.now().plus(START_MAX);
        try (Admin admin = admin()) {
            while (started.isAlive() && Instant.now().isBefore(deadline)) {
                try {
                    if (!admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty()) {
                        return;
                    }
                } catch (ExecutionException | TimeoutException early) {
                    Thread.onSpinWait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalStateException(
                "Kafka does not answer: " + Files.readString(folder.resolve("kafka.log")));
    }

    /** Stops it as a crash would: at once. */
    public void kill() {
        end(true);
    }

    /** Stops it in good order. */
    public void stop() {
        end(false);
    }

    private void end(boolean isCrash) {
        Process running = process;
        if (running == null) {
            return;
        }
        process = null;
        if (isCrash) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it and removes its folder. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts once, on first use. */
    private static final class Shared {
        private static final KafkaBroker BROKER = startShared();

        private static KafkaBroker startShared() {
            KafkaBroker broker = KafkaBroker.start();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker;
        }
    }
}
