package io.clew.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.kafka.testing.Await;
import io.clew.kafka.testing.Events;
import io.clew.kafka.testing.KafkaBroker;
import io.clew.kafka.testing.RowIntake;
import io.clew.model.Workspace;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes brokers, database and servers away while events come. */
@Tag("long")
class KafkaOutageTests {

    private static KafkaBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static KafkaSettings settings(String topic) {
        return new KafkaSettings(
                broker.address(),
                topic,
                "clew-" + topic,
                topic + ".dead",
                Workspace.DEFAULT,
                Map.of(
                        "session.timeout.ms", "10000",
                        "heartbeat.interval.ms", "200",
                        "max.poll.records", "37"));
    }

    private static Store open(String url) {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(KafkaSchema.migrations());
        migrations.add(RowIntake.MIGRATION);
        return Stores.postgresql(url, null, null, migrations);
    }

    private static void awaitTrouble(String text, KafkaEvents events) {
        Await.until(
                () ->
                        events.state().troubles().stream()
                                .anyMatch(trouble -> trouble.message().contains(text)),
                events::state);
    }

    private static String[] numbers(int to) {
        return IntStream.range(0, to).mapToObj(i -> "{" + i + "}").toArray(String[]::new);
    }

    @Test
    void goesOnWhenTheBrokerIsStartedAgain() {
        String topic = broker.newTopic(2);
        broker.stop();
        try (Store store = open(PostgresServer.shared().newDatabase());
                KafkaEvents events =
                        new KafkaEvents(settings(topic), store, new RowIntake(store)).start()) {
            RowIntake intake = new RowIntake(store);
            awaitTrouble("Kafka at " + broker.address() + " does not answer", events);
            broker.resume();
            try (Events producer = new Events(broker.address(), topic)) {
                producer.sendNumbers(0, 100);
                Await.until(() -> intake.count() >= 100, events::state);
                broker.kill();
                broker.resume();
                producer.sendNumbers(100, 200);
            }
            Await.until(() -> intake.count() >= 200, events::state);
            assertThat(intake.taken()).containsExactlyInAnyOrder(numbers(200));
            Await.until(() -> events.state().troubles().isEmpty(), events::state);
        }
    }

    @Test
    void waitsForTheDatabaseAsAMemberOfTheGroup() {
        String topic = broker.newTopic(2);
        try (PostgresServer server = PostgresServer.start();
                Store store = open(server.newDatabase());
                KafkaEvents events =
                        new KafkaEvents(settings(topic), store, new RowIntake(store)).start();
                Events producer = new Events(broker.address(), topic)) {
            RowIntake intake = new RowIntake(store);
            producer.sendNumbers(0, 100);
            Await.until(() -> intake.count() >= 100, events::state);
            server.stop();
            producer.sendNumbers(100, 200);
            awaitTrouble("cannot be kept", events);
            assertThat(events.state().partitions()).hasSize(2);
            server.resume();
            Await.until(() -> intake.count() >= 200, events::state);
            assertThat(intake.taken()).containsExactlyInAnyOrder(numbers(200));
            Await.until(() -> events.state().troubles().isEmpty(), events::state);
        }
    }

    @Test
    void sharesATopicAmongServersThatComeAndGo() throws Exception {
        String topic = broker.newTopic(4);
        String url = PostgresServer.shared().newDatabase();
        try (Store one = open(url);
                Store two = open(url);
                Events producer = new Events(broker.address(), topic)) {
            RowIntake intake = new RowIntake(one);
            AtomicBoolean isOver = new AtomicBoolean();
            AtomicInteger sent = new AtomicInteger();
            Thread sending =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        while (!isOver.get()) {
                                            int from = sent.getAndAdd(20);
                                            producer.sendNumbers(from, from + 20);
                                        }
                                    });
            KafkaEvents first = new KafkaEvents(settings(topic), one, new RowIntake(one)).start();
            for (int i = 0; i < 3; i++) {
                long before = intake.count();
                KafkaEvents second =
                        new KafkaEvents(settings(topic), two, new RowIntake(two)).start();
                Await.until(
                        () ->
                                first.state().partitions().size() == 2
                                        && second.state().partitions().size() == 2,
                        () -> first.state() + " " + second.state());
                Await.until(() -> intake.count() > before, first::state);
                second.close();
            }
            isOver.set(true);
            sending.join();
            Await.until(() -> intake.count() >= sent.get(), first::state);
            first.close();
            assertThat(intake.taken()).containsExactlyInAnyOrder(numbers(sent.get()));
        }
    }

    @Test
    void keepsNothingOfAServerThatSleptWhileAnotherReadOn() throws Exception {
        String topic = broker.newTopic(1);
        String url = PostgresServer.shared().newDatabase();
        try (Store one = open(url);
                Store two = open(url);
                Events producer = new Events(broker.address(), topic)) {
            producer.sendNumbers(0, 10);
            SleepingIntake sleeping = new SleepingIntake(new RowIntake(one));
            KafkaSettings impatient = impatient(topic);
            try (KafkaEvents first = new KafkaEvents(impatient, one, sleeping).start()) {
                sleeping.awaitAsleep();
                RowIntake intake = new RowIntake(two);
                try (KafkaEvents second = new KafkaEvents(impatient, two, intake).start()) {
                    Await.until(() -> intake.count() >= 10, second::state);
                    sleeping.wake();
                    producer.sendNumbers(10, 20);
                    Await.until(() -> intake.count() >= 20, second::state);
                }
                producer.sendNumbers(20, 30);
                Await.until(() -> intake.count() >= 30, first::state);
                assertThat(intake.taken()).containsExactlyInAnyOrder(numbers(30));
            }
        }
    }

    /** Gives partitions to others when nothing is polled for two seconds. */
    private static KafkaSettings impatient(String topic) {
        return new KafkaSettings(
                broker.address(),
                topic,
                "clew-" + topic,
                topic + ".dead",
                Workspace.DEFAULT,
                Map.of(
                        "session.timeout.ms", "10000",
                        "heartbeat.interval.ms", "300",
                        "max.poll.interval.ms", "2000"));
    }
}
