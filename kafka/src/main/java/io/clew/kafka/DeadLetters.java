package io.clew.kafka;

import io.clew.model.ClewException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Puts aside what cannot be taken: the original key, bytes and headers, with where they came from
 * and why they were refused.
 *
 * <p>A server that dies between a letter and the move of the offset writes the letter again: topic,
 * partition and offset tell which it is.
 */
final class DeadLetters implements AutoCloseable {

    /** Header of the stable reason, such as {@code INVALID_PARAMETER}. */
    static final String CODE = "clew-error-code";

    /** Header of the sentence that says what is wrong and what was expected. */
    static final String REASON = "clew-error-reason";

    /** Header of the JSON pointer of what is wrong; only where it is known. */
    static final String FIELD = "clew-error-field";

    /** Headers of where the event was. */
    static final String TOPIC = "clew-source-topic";

    static final String PARTITION = "clew-source-partition";
    static final String OFFSET = "clew-source-offset";

    /** Header of the event's timestamp in Kafka, in milliseconds since 1970. */
    static final String TIMESTAMP = "clew-source-timestamp";

    private final KafkaSettings settings;
    private final ClientProperties properties;
    private final Admin admin;
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(KafkaSettings settings, ClientProperties properties, Admin admin) {
        this.settings = settings;
        this.properties = properties;
        this.admin = admin;
    }

    /**
     * Writes letters and returns once all replicas in sync have them.
     *
     * @param letters events with why each was refused
     * @throws KafkaException when any could not be written
     */
    void write(Map<ConsumerRecord<byte[], byte[]>, ClewException> letters) {
        Producer<byte[], byte[]> open = producer();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Map<Long, ProducerRecord<byte[], byte[]>> ordered = new TreeMap<>();
        letters.forEach((event, reason) -> ordered.put(event.offset(), letter(event, reason)));
        ordered.values().forEach(letter -> sent.add(open.send(letter)));
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException failure) {
            close();
            throw new KafkaException(String.valueOf(failure.getCause()), failure.getCause());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new KafkaException("the server is shutting down", closing);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> event, ClewException reason) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(
                        settings.deadLetterTopic(),
                        null,
                        null,
                        event.key(),
                        event.value(),
                        event.headers());
        Headers headers = letter.headers();
        put(headers, CODE, reason.code().name());
        put(headers, REASON, String.valueOf(reason.getMessage()));
        put(headers, FIELD, reason.field());
        put(headers, TOPIC, event.topic());
        put(headers, PARTITION, Integer.toString(event.partition()));
        put(headers, OFFSET, Long.toString(event.offset()));
        put(headers, TIMESTAMP, Long.toString(event.timestamp()));
        return letter;
    }

    private static void put(Headers headers, String name, @Nullable String text) {
        headers.remove(name);
        if (text != null) {
            headers.add(name, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            makeTopic();
            open = new KafkaProducer<>(properties.producer());
            producer = open;
        }
        return open;
    }

    /** Makes the topic when it is missing, with what the brokers have as defaults. */
    private void makeTopic() {
        String topic = settings.deadLetterTopic();
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new KafkaException(String.valueOf(failure.getCause()), failure.getCause());
            }
            create(topic);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new KafkaException("the server is shutting down", closing);
        }
    }

    private void create(String topic) {
        NewTopic made = new NewTopic(topic, Optional.empty(), Optional.empty());
        try {
            admin.createTopics(List.of(made)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new KafkaException(String.valueOf(failure.getCause()), failure.getCause());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new KafkaException("the server is shutting down", closing);
        }
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }
}
