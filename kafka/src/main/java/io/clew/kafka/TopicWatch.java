package io.clew.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks from time to time whether the topic is there, which one it is, and whether the brokers
 * answer at all; never waits.
 */
final class TopicWatch {

    /** Pause between looks while the topic is not known: how soon a new one is noticed. */
    private static final long EAGER_NANOS = Duration.ofSeconds(1).toNanos();

    /** Pause between looks else: how soon lost brokers are noticed. */
    private static final long CALM_NANOS = Duration.ofSeconds(10).toNanos();

    private final Admin admin;
    private final KafkaSettings settings;
    private final Troubles troubles;
    private @Nullable KafkaFuture<Map<String, TopicDescription>> asked;
    private long nextLook = System.nanoTime();
    private @Nullable String id;

    TopicWatch(Admin admin, KafkaSettings settings, Troubles troubles) {
        this.admin = admin;
        this.settings = settings;
        this.troubles = troubles;
    }

    /** Returns the topic's id: empty text where brokers give none; nothing while unknown. */
    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Forgets which topic it is, and asks at once: it may be another by now. */
    void forget() {
        id = null;
        asked = null;
        nextLook = System.nanoTime();
    }

    /** Asks when it is time, and takes in the answer when it is there. */
    void look() {
        KafkaFuture<Map<String, TopicDescription>> answer = asked;
        if (answer == null) {
            if (System.nanoTime() - nextLook >= 0) {
                asked = admin.describeTopics(List.of(settings.topic())).allTopicNames();
            }
        } else if (answer.isDone()) {
            asked = null;
            take(answer);
            nextLook = System.nanoTime() + (id == null ? EAGER_NANOS : CALM_NANOS);
        }
    }

    private void take(KafkaFuture<Map<String, TopicDescription>> answer) {
        try {
            TopicDescription topic = answer.get().get(settings.topic());
            if (topic != null) {
                id = topic.topicId().equals(Uuid.ZERO_UUID) ? "" : topic.topicId().toString();
                troubles.end(Troubles.About.BROKERS);
                troubles.end(Troubles.About.TOPIC);
            }
        } catch (ExecutionException failure) {
            failed(failure.getCause());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(@Nullable Throwable cause) {
        switch (cause) {
            case UnknownTopicOrPartitionException missing -> {
                id = null;
                troubles.end(Troubles.About.BROKERS);
                troubles.begin(
                        Troubles.About.TOPIC,
                        "The topic %s does not exist in Kafka at %s yet; waiting for it"
                                .formatted(settings.topic(), settings.brokers()));
            }
            case null, default ->
                    troubles.begin(Troubles.About.BROKERS, KafkaFailure.of(cause, settings));
        }
    }
}
