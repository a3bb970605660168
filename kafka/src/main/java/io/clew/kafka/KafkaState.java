package io.clew.kafka;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Shows how reading goes, at one moment.
 *
 * @param events events taken since the start
 * @param deadLetters events sent to the dead-letter topic since the start
 * @param partitions those that this server reads, in order
 * @param troubles what keeps it from reading now; usually nothing
 * @param lastTrouble the newest of all troubles, also one that is over; null when there was none
 */
public record KafkaState(
        String topic,
        String group,
        String deadLetterTopic,
        long events,
        long deadLetters,
        List<Partition> partitions,
        List<Trouble> troubles,
        @Nullable Trouble lastTrouble) {

    public KafkaState {
        partitions = List.copyOf(partitions);
        troubles = List.copyOf(troubles);
    }

    /**
     * Shows one partition.
     *
     * @param offset of the next event to take; empty until this is known
     * @param lag events that are there and not taken; empty until this is known
     */
    public record Partition(int number, OptionalLong offset, OptionalLong lag) {}

    /** Shows what keeps events from being taken. */
    public record Trouble(Instant since, String message) {}
}
