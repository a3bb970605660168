package io.clew.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.kafka.testing.Await;
import io.clew.kafka.testing.Events;
import io.clew.kafka.testing.KafkaBroker;
import io.clew.kafka.testing.Letters;
import io.clew.kafka.testing.RowIntake;
import io.clew.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a process that reads, at each step and at any time, and looks at what is there then. */
@Tag("long")
class KafkaCrashTests {

    private static KafkaBroker broker;

    @TempDir Path folder;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.shared();
    }

    private Process reader(String topic, String crashAt, int times) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingReader.class.getName(),
                        broker.address(),
                        topic,
                        folder.toString(),
                        crashAt,
                        Integer.toString(times))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return folder.resolve("reader.log");
    }

    /** Takes the rest in this process, and returns all that was ever taken. */
    private List<String> takeRest(String topic, int count) {
        try (Store store = CrashingReader.open(folder);
                KafkaEvents events =
                        new KafkaEvents(
                                        CrashingReader.settings(broker.address(), topic),
                                        store,
                                        new RowIntake(store))
                                .start()) {
            RowIntake intake = new RowIntake(store);
            Await.until(() -> intake.count() >= count && isAllRead(events), () -> events.state());
            return intake.taken();
        }
    }

    private static boolean isAllRead(KafkaEvents events) {
        return !events.state().partitions().isEmpty()
                && events.state().partitions().stream().allMatch(one -> one.lag().orElse(-1) == 0);
    }

    private void send(String topic, int count) {
        try (Events producer = new Events(broker.address(), topic)) {
            for (int i = 0; i < count; i++) {
                producer.send("job" + i % 10, i % 50 == 7 ? "poison" + i : "{" + i + "}");
            }
            producer.flush();
        }
    }

    private static String[] valid(int count) {
        return IntStream.range(0, count)
                .filter(i -> i % 50 != 7)
                .mapToObj(i -> "{" + i + "}")
                .toArray(String[]::new);
    }

    private void assertLetters(String topic, int count) {
        assertThat(
                        Letters.all(broker.address(), topic + ".dead").stream()
                                .map(ConsumerRecord::value)
                                .map(String::new)
                                .distinct())
                .containsExactlyInAnyOrder(
                        IntStream.range(0, count)
                                .filter(i -> i % 50 == 7)
                                .mapToObj(i -> "poison" + i)
                                .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void losesAndDoublesNothingWhenItDiesAt(Step step) throws Exception {
        String topic = broker.newTopic(2);
        send(topic, 200);
        Process dying = reader(topic, step.name(), 2);
        assertThat(dying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(dying.exitValue()).as(this::readLog).isEqualTo(CrashingReader.CRASH);
        assertThat(takeRest(topic, valid(200).length)).containsExactlyInAnyOrder(valid(200));
        assertLetters(topic, 200);
    }

    private String readLog() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void losesAndDoublesNothingWhenItIsKilledAtAnyTime() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String topic = broker.newTopic(3);
        int count = 0;
        for (int kill = 0; kill < 2; kill++) {
            Process dying = reader(topic, "never", 0);
            long before = rows();
            send(topic, 1000);
            count++;
            int more = 1 + random.nextInt(800);
            Await.until(() -> rows() >= before + more, () -> rows() + readLog());
            dying.destroyForcibly().waitFor();
        }
        String[] all =
                IntStream.range(0, count)
                        .boxed()
                        .flatMap(i -> List.of(valid(1000)).stream())
                        .toArray(String[]::new);
        assertThat(takeRest(topic, all.length)).containsExactlyInAnyOrder(all);
    }

    /** Returns how many events readers said that they took. */
    private long rows() {
        try (var lines = Files.lines(log())) {
            return lines.filter(line -> line.startsWith("taken "))
                    .mapToLong(line -> Long.parseLong(line.substring(6)))
                    .max()
                    .orElse(0);
        } catch (IOException notYet) {
            return 0;
        }
    }
}
