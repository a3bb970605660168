package io.clew.kafka;

import io.clew.model.Workspace;
import java.util.Map;

/**
 * Says what is read from where.
 *
 * @param brokers {@code host:port} of some brokers, with commas between
 * @param topic the topic that producers send to
 * @param group the consumer group that all Clews of one database share
 * @param deadLetterTopic where events go that cannot be taken; another topic
 * @param workspace where the events belong
 * @param client more properties for Kafka's clients, such as those of security; may hold secrets
 */
public record KafkaSettings(
        String brokers,
        String topic,
        String group,
        String deadLetterTopic,
        Workspace workspace,
        Map<String, String> client) {

    public KafkaSettings {
        client = Map.copyOf(client);
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "%s of %s as %s".formatted(topic, brokers, group);
    }
}
