package io.clew.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence for the person who runs the server why Kafka cannot be used. */
final class KafkaFailure {
    private KafkaFailure() {}

    /** Explains what a client of Kafka threw. */
    static String of(@Nullable Throwable failure, KafkaSettings settings) {
        return switch (failure) {
            case TopicAuthorizationException refused ->
                    "Kafka at %s does not let this server use the topics %s: it needs READ and DESCRIBE"
                            .formatted(settings.brokers(), refused.unauthorizedTopics());
            case GroupAuthorizationException refused ->
                    "Kafka at %s does not let this server be in the group %s: it needs READ"
                            .formatted(settings.brokers(), refused.groupId());
            case AuthenticationException refused ->
                    "Kafka at %s does not accept who this server says it is: %s"
                            .formatted(settings.brokers(), refused.getMessage());
            case TimeoutException silent ->
                    "Kafka at %s does not answer; trying again and again"
                            .formatted(settings.brokers());
            case KafkaException wrapped when wrapped.getCause() instanceof ConfigException wrong ->
                    of(String.valueOf(wrong.getMessage()), settings);
            case null, default -> of(String.valueOf(failure), settings);
        };
    }

    /** Explains what cannot be explained better. */
    static String of(String reason, KafkaSettings settings) {
        return "Kafka at %s cannot be read; trying again and again: %s"
                .formatted(settings.brokers(), reason);
    }
}
