package io.clew.kafka.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends texts to a topic as a producer of events does. */
public final class Events implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<?>> sent = new ArrayList<>();

    public Events(String brokers, String topic) {
        this(brokers, topic, "none");
    }

    /**
     * Makes a producer.
     *
     * @param compression Kafka's name of how values are compressed
     */
    public Events(String brokers, String topic, String compression) {
        this.topic = topic;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                brokers,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                compression,
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                64 * 1024 * 1024,
                                ProducerConfig.BUFFER_MEMORY_CONFIG,
                                64L * 1024 * 1024,
                                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                                false,
                                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                                ByteArraySerializer.class.getName(),
                                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                                ByteArraySerializer.class.getName()));
    }

    /** Sends one value. */
    public void send(@Nullable String key, @Nullable String value) {
        sent.add(
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                                value == null ? null : value.getBytes(StandardCharsets.UTF_8))));
    }

    /** Sends {@code {from}} to {@code {to - 1}} with one key for each tenth. */
    public void sendNumbers(int from, int to) {
        for (int i = from; i < to; i++) {
            send("job" + i % 10, "{" + i + "}");
        }
        flush();
    }

    /** Waits until Kafka has all that was sent. */
    public void flush() {
        try {
            for (Future<?> one : sent) {
                one.get();
            }
            sent.clear();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
