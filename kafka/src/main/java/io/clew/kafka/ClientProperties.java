package io.clew.kafka;

import io.clew.model.ClewException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the properties of Kafka's three clients from the settings. */
final class ClientProperties {

    /** What nothing but the settings decides, or what reading exactly once rests on. */
    private static final Set<String> OURS =
            Set.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    ConsumerConfig.GROUP_ID_CONFIG,
                    ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    ProducerConfig.ACKS_CONFIG,
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG);

    /** Largest dead letter, uncompressed: more than brokers let through as one event. */
    private static final int LETTER_BYTES_MAX = 128 * 1024 * 1024;

    private final KafkaSettings settings;

    ClientProperties(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Checks the properties without connecting.
     *
     * @throws ClewException INVALID_PARAMETER for the person who starts the server
     */
    void check() {
        for (String name : settings.client().keySet()) {
            if (OURS.contains(name)) {
                throw ClewException.invalid(
                        "kafka_config",
                        "the file of kafka_config must not set %s: Clew does".formatted(name));
            }
        }
        try {
            new ConsumerConfig(consumer());
            new ProducerConfig(producer());
            new AdminClientConfig(admin());
        } catch (ConfigException wrong) {
            String message = String.valueOf(wrong.getMessage());
            for (String secret : secrets()) {
                message = message.replace(secret, "***");
            }
            throw ClewException.invalid(
                    "kafka_config", "Kafka's client refuses its settings: " + message);
        }
    }

    /** Returns the values that nobody may see. */
    Set<String> secrets() {
        return settings.client().entrySet().stream()
                .filter(property -> isSecret(property.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static boolean isSecret(String name) {
        return name.contains("password")
                || name.contains("jaas")
                || name.contains("secret")
                || name.contains("token")
                || name.endsWith(".key");
    }

    /** Returns the consumer's: nothing is committed or skipped but by us. */
    Map<String, Object> consumer() {
        Map<String, Object> all = common();
        // Shorter than Kafka's 45 s: a server that died is replaced this much later.
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        all.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BatchTaker.EVENTS_MAX);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 60_000);
        if (isOfNewProtocol()) {
            all.remove(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
            all.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
        }
        all.putAll(settings.client());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName());
        all.put(
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName());
        return all;
    }

    private boolean isOfNewProtocol() {
        return "consumer"
                .equalsIgnoreCase(settings.client().get(ConsumerConfig.GROUP_PROTOCOL_CONFIG));
    }

    /** Returns the producer's of dead letters: every replica in sync must have them. */
    Map<String, Object> producer() {
        Map<String, Object> all = common();
        // What came compressed and fitted must fit again.
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LETTER_BYTES_MAX);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) LETTER_BYTES_MAX);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        all.putAll(settings.client());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return all;
    }

    /** Returns those of the client that asks about topics. */
    Map<String, Object> admin() {
        Map<String, Object> all = common();
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        all.putAll(settings.client());
        return all;
    }

    private Map<String, Object> common() {
        Map<String, Object> all = new HashMap<>();
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, "clew");
        // Sends the client's own figures to the brokers, which nobody asked for.
        all.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return all;
    }
}
