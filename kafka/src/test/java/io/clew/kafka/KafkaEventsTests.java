package io.clew.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.kafka.testing.Await;
import io.clew.kafka.testing.Events;
import io.clew.kafka.testing.KafkaBroker;
import io.clew.kafka.testing.Letters;
import io.clew.kafka.testing.RowIntake;
import io.clew.model.Workspace;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads from a real broker into SQLite. */
@Tag("long")
class KafkaEventsTests {

    private static KafkaBroker broker;

    @TempDir Path folder;
    private Store store;
    private RowIntake intake;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.shared();
    }

    @BeforeEach
    void openStore() {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(KafkaSchema.migrations());
        migrations.add(RowIntake.MIGRATION);
        store = TestDatabase.sqlite(folder).open(migrations);
        intake = new RowIntake(store);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        store.close();
    }

    private static KafkaSettings settings(String topic) {
        return new KafkaSettings(
                broker.address(),
                topic,
                "clew",
                topic + ".dead",
                Workspace.DEFAULT,
                Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "300"));
    }

    private KafkaEvents read(String topic) {
        KafkaEvents events = new KafkaEvents(settings(topic), store, intake).start();
        open.add(events);
        return events;
    }

    private Events to(String topic) {
        return to(topic, "none");
    }

    private Events to(String topic, String compression) {
        Events events = new Events(broker.address(), topic, compression);
        open.add(events);
        return events;
    }

    private void awaitTaken(long count, KafkaEvents events) {
        Await.until(() -> intake.count() >= count, () -> intake.count() + " " + events.state());
    }

    private static void awaitTrouble(String text, KafkaEvents events) {
        Await.until(
                () ->
                        events.state().troubles().stream()
                                .anyMatch(trouble -> trouble.message().contains(text)),
                events::state);
    }

    private static String[] numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{" + i + "}").toArray(String[]::new);
    }

    @Test
    void takesTheEventsOfAllPartitionsInTheOrderOfEachKey() {
        String topic = broker.newTopic(3);
        to(topic).sendNumbers(0, 500);
        KafkaEvents events = read(topic);
        awaitTaken(500, events);
        assertThat(intake.taken()).containsExactlyInAnyOrder(numbers(0, 500));
        for (int key = 0; key < 10; key++) {
            int tenth = key;
            assertThat(intake.taken())
                    .filteredOn(body -> body.endsWith(tenth + "}"))
                    .containsExactly(
                            IntStream.range(0, 50)
                                    .mapToObj(i -> "{" + (i * 10 + tenth) + "}")
                                    .toArray(String[]::new));
        }
        Await.until(
                () ->
                        events.state().partitions().stream()
                                .allMatch(one -> one.lag().equals(OptionalLong.of(0))),
                events::state);
        assertThat(events.state().events()).isEqualTo(500);
        Await.until(() -> events.state().troubles().isEmpty(), events::state);
        assertThat(
                        events.state().partitions().stream()
                                .mapToLong(one -> one.offset().orElseThrow())
                                .sum())
                .isEqualTo(500);
    }

    @Test
    void tellsKafkaHowFarItIs() throws Exception {
        String topic = broker.newTopic(1);
        to(topic).sendNumbers(0, 7);
        KafkaEvents events = read(topic);
        awaitTaken(7, events);
        events.close();
        try (Admin admin = broker.admin()) {
            assertThat(
                            admin.listConsumerGroupOffsets("clew")
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .get(new TopicPartition(topic, 0))
                                    .offset())
                    .isEqualTo(7);
        }
    }

    @Test
    void goesOnWhereTheDatabaseSaysWhateverKafkaSays() throws Exception {
        String topic = broker.newTopic(2);
        Events producer = to(topic);
        producer.sendNumbers(0, 50);
        KafkaEvents first = read(topic);
        awaitTaken(50, first);
        first.close();
        try (Admin admin = broker.admin()) {
            Await.until(() -> isDeleted(admin), () -> "the group clew");
        }
        producer.sendNumbers(50, 80);
        awaitTaken(80, read(topic));
        assertThat(intake.taken()).containsExactlyInAnyOrder(numbers(0, 80));
    }

    private static boolean isDeleted(Admin admin) {
        try {
            admin.deleteConsumerGroups(List.of("clew")).all().get();
            return true;
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void putsAsideWhatCannotBeTakenWithItsReasonAndGoesOn() {
        String topic = broker.newTopic(1);
        Events producer = to(topic);
        producer.send("a", "{1}");
        producer.send("key", "poison");
        producer.send("b", "{2}");
        producer.send("tomb", null);
        producer.send(null, "[]");
        producer.send("c", "{3}");
        producer.flush();
        KafkaEvents events = read(topic);
        awaitTaken(3, events);
        assertThat(intake.taken()).containsExactly("{1}", "{2}", "{3}");
        List<ConsumerRecord<byte[], byte[]>> letters =
                Letters.all(broker.address(), topic + ".dead").stream()
                        .sorted(
                                Comparator.comparing(
                                        letter -> headers(letter).get("clew-source-offset")))
                        .toList();
        assertThat(letters).hasSize(3);
        ConsumerRecord<byte[], byte[]> first = letters.getFirst();
        assertThat(first.key()).asString().isEqualTo("key");
        assertThat(first.value()).asString().isEqualTo("poison");
        Map<String, String> headers = headers(first);
        assertThat(headers)
                .containsEntry("clew-error-code", "INVALID_PARAMETER")
                .containsEntry("clew-error-reason", "expected JSON, not poison")
                .containsEntry("clew-error-field", "/eventTime")
                .containsEntry("clew-source-topic", topic)
                .containsEntry("clew-source-partition", "0")
                .containsEntry("clew-source-offset", "1");
        assertThat(Long.parseLong(headers.get("clew-source-timestamp"))).isPositive();
        assertThat(letters.get(1).value()).isNull();
        assertThat(headers(letters.get(1)))
                .containsEntry("clew-source-offset", "3")
                .containsEntry(
                        "clew-error-reason",
                        "the record has no value: expected the JSON of one event");
        assertThat(letters.get(2).key()).isNull();
        assertThat(events.state().deadLetters()).isEqualTo(3);
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> letter) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : letter.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    @Test
    void putsAsideTopicsOfNothingButPoison() {
        String topic = broker.newTopic(1);
        Events producer = to(topic);
        for (int i = 0; i < 20; i++) {
            producer.send(null, "poison" + i);
        }
        producer.flush();
        KafkaEvents events = read(topic);
        Await.until(() -> events.state().deadLetters() == 20, events::state);
        assertThat(Letters.all(broker.address(), topic + ".dead")).hasSize(20);
    }

    @Test
    void retriesWhatMayBeTakenLaterAndKeepsWhatCameBefore() {
        String topic = broker.newTopic(1);
        intake.refuseForNow("{3}");
        to(topic).sendNumbers(0, 6);
        KafkaEvents events = read(topic);
        awaitTrouble("too much to do", events);
        assertThat(intake.taken()).containsExactly(numbers(0, 3));
        intake.relent();
        awaitTaken(6, events);
        assertThat(intake.taken()).containsExactly(numbers(0, 6));
        Await.until(() -> events.state().troubles().isEmpty(), events::state);
        assertThat(events.state().lastTrouble()).isNotNull();
        assertThat(events.state().deadLetters()).isZero();
    }

    @Test
    void putsAsideAnEventThatFailsClewItselfAndNoOther() {
        String topic = broker.newTopic(1);
        intake.failWith("{3}");
        to(topic).sendNumbers(0, 6);
        KafkaEvents events = read(topic);
        awaitTaken(5, events);
        assertThat(intake.taken()).containsExactly("{0}", "{1}", "{2}", "{4}", "{5}");
        assertThat(Letters.all(broker.address(), topic + ".dead"))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(headers(letter))
                                        .containsEntry("clew-error-code", "INTERNAL"));
    }

    @Test
    void waitsWhileDeadLettersCannotBeWritten() throws Exception {
        String topic = broker.newTopic(1);
        try (Admin admin = broker.admin()) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(topic + ".dead", 1, (short) 1)
                                            .configs(Map.of("max.message.bytes", "100"))))
                    .all()
                    .get();
            Events producer = to(topic);
            producer.send(null, "{1}");
            producer.send(null, "poison");
            producer.send(null, "{2}");
            producer.flush();
            KafkaEvents events = read(topic);
            awaitTrouble(topic + ".dead cannot be written", events);
            assertThat(intake.taken()).doesNotContain("{2}");
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, topic + ".dead"),
                                    List.of(
                                            new AlterConfigOp(
                                                    new ConfigEntry("max.message.bytes", "10000"),
                                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            awaitTaken(2, events);
            assertThat(intake.taken()).containsExactly("{1}", "{2}");
            assertThat(Letters.all(broker.address(), topic + ".dead")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void readsWhatKafkaCompresses(String compression) {
        String topic = broker.newTopic(1);
        to(topic, compression).sendNumbers(0, 200);
        awaitTaken(200, read(topic));
        assertThat(intake.taken()).containsExactly(numbers(0, 200));
    }

    @Test
    void takesEventsOfTenMegabytes() {
        String topic = broker.newTopic(1);
        Events producer = to(topic);
        String large = "{" + "x".repeat(10 * 1024 * 1024) + "}";
        producer.send(null, large);
        producer.send(null, "{1}");
        producer.flush();
        awaitTaken(2, read(topic));
        assertThat(intake.taken().getFirst()).hasSize(large.length());
    }

    @Test
    void waitsForATopicThatIsNotThereYet() {
        String topic = "made-later";
        KafkaEvents events = read(topic);
        awaitTrouble("made-later does not exist", events);
        broker.createTopic(topic, 2);
        to(topic).sendNumbers(0, 10);
        awaitTaken(10, events);
        Await.until(() -> events.state().troubles().isEmpty(), events::state);
    }

    @Test
    void readsATopicThatWasMadeAnewFromItsStart() throws Exception {
        String topic = broker.newTopic(1);
        Events before = to(topic);
        before.sendNumbers(0, 5);
        KafkaEvents events = read(topic);
        awaitTaken(5, events);
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            Await.until(() -> isMade(admin, topic), () -> topic);
        }
        to(topic).sendNumbers(5, 8);
        awaitTaken(8, events);
        assertThat(intake.taken()).containsExactly(numbers(0, 8));
    }

    private static boolean isMade(Admin admin, String topic) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            return true;
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void goesOnWithWhatKafkaStillHas() throws Exception {
        String topic = broker.newTopic(1);
        Events producer = to(topic);
        producer.sendNumbers(0, 3);
        KafkaEvents first = read(topic);
        awaitTaken(3, first);
        first.close();
        producer.sendNumbers(3, 10);
        try (Admin admin = broker.admin()) {
            admin.deleteRecords(
                            Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(6)))
                    .all()
                    .get();
        }
        awaitTaken(7, read(topic));
        assertThat(intake.taken()).containsExactly("{0}", "{1}", "{2}", "{6}", "{7}", "{8}", "{9}");
    }
}
