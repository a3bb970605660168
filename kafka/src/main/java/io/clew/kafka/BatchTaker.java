package io.clew.kafka;

import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.openlineage.accept.Alongside;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Origin;
import io.clew.protocol.openlineage.accept.Outcome;
import io.clew.protocol.openlineage.accept.Outcome.Refused;
import io.clew.store.Store;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes some events of one partition: all that can be taken become durable in one transaction with
 * the offset behind them, and all others are dead letters before that.
 *
 * <p>Which events are refused shows inside the transaction; it is then given up, the letters are
 * written, and the rest is handed over again. So an offset never passes an event that is neither
 * kept nor put aside.
 */
final class BatchTaker {
    private static final Logger LOG = LoggerFactory.getLogger(BatchTaker.class);

    /** Most events of one transaction, and of one answer of Kafka's client. */
    static final int EVENTS_MAX = 1_000;

    /** Most bytes of one transaction, but for one event that is larger. */
    static final int BYTES_MAX = 8 * 1024 * 1024;

    /** Largest event: as over HTTP, OpenLineage's are known to reach 10 MB. */
    static final int EVENT_BYTES_MAX = 32 * 1024 * 1024;

    /** Times one event may fail Clew itself before it is put aside: some ten seconds of trying. */
    static final int DEFECTS_MAX = 6;

    private final KafkaSettings settings;
    private final Store store;
    private final EventIntake intake;
    private final DeadLetters letters;
    private final Consumer<Step> steps;
    private final AtomicLong events;
    private final AtomicLong deadLetters;
    private final Origin origin = new Origin(Asserter.claimed("openlineage", "kafka"), "kafka");

    BatchTaker(
            KafkaSettings settings,
            Store store,
            EventIntake intake,
            DeadLetters letters,
            Consumer<Step> steps,
            AtomicLong events,
            AtomicLong deadLetters) {
        this.settings = settings;
        this.store = store;
        this.intake = intake;
        this.letters = letters;
        this.steps = steps;
        this.events = events;
        this.deadLetters = deadLetters;
    }

    /** Says how it went. */
    sealed interface Result {

        /** All are kept or put aside, and the offset is behind them. */
        record Taken() implements Result {}

        /** Nothing is kept; the same events may be taken later. */
        record Later(Troubles.About about, String why) implements Result {}

        /**
         * Nothing is kept; fewer events at once may be taken now.
         *
         * @param events how many
         */
        record Fewer(int events) implements Result {}

        /** Nothing is kept; the partition is another server's. */
        record Fenced() implements Result {}
    }

    /** Gives up a transaction because of what the intake says of its events. */
    private static final class UndecidedException extends RuntimeException {
        private final transient List<Outcome> outcomes;

        UndecidedException(List<Outcome> outcomes) {
            super("some events are refused", null, false, false);
            this.outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Takes events that follow one another.
     *
     * @param batch not empty
     * @param offsets where to say so
     */
    Result take(Partition partition, List<ConsumerRecord<byte[], byte[]>> batch, Offsets offsets) {
        steps.accept(Step.RECEIVED);
        try {
            return decide(partition, batch, offsets);
        } catch (KafkaException unwritten) {
            return new Result.Later(
                    Troubles.About.DEAD_LETTERS,
                    "The dead-letter topic %s cannot be written, and partition %d of %s waits: %s"
                            .formatted(
                                    settings.deadLetterTopic(),
                                    partition.number(),
                                    settings.topic(),
                                    unwritten.getMessage()));
        }
    }

    private Result decide(
            Partition partition, List<ConsumerRecord<byte[], byte[]>> batch, Offsets offsets) {
        Map<ConsumerRecord<byte[], byte[]>, ClewException> refused = unreadable(batch);
        Set<ConsumerRecord<byte[], byte[]>> dead = new HashSet<>();
        while (true) {
            if (!refused.isEmpty()) {
                letters.write(refused);
                dead.addAll(refused.keySet());
                refused.clear();
                steps.accept(Step.LETTERS_WRITTEN);
            }
            List<ConsumerRecord<byte[], byte[]>> alive =
                    batch.stream().filter(event -> !dead.contains(event)).toList();
            try {
                keep(partition, alive, batch.getLast().offset() + 1, offsets);
                steps.accept(Step.TAKEN);
                events.addAndGet(alive.size());
                deadLetters.addAndGet(dead.size());
                return new Result.Taken();
            } catch (UndecidedException undecided) {
                for (int i = 0; i < alive.size(); i++) {
                    if (undecided.outcomes.get(i) instanceof Refused one) {
                        if (one.retriable()) {
                            int before = batch.indexOf(alive.get(i));
                            return before == 0 ? later(one.reason()) : new Result.Fewer(before);
                        }
                        refused.put(alive.get(i), one.reason());
                    }
                }
            } catch (FencedException other) {
                return new Result.Fenced();
            } catch (RuntimeException failure) {
                ClewException reason = reason(failure);
                if (isOfTheServer(reason.code())) {
                    return later(reason);
                }
                if (batch.size() > 1) {
                    return new Result.Fewer(batch.size() / 2);
                }
                if (partition.countDefect() < DEFECTS_MAX) {
                    return later(reason);
                }
                LOG.error("An event fails Clew again and again and is put aside", failure);
                refused.put(batch.getFirst(), reason);
            }
        }
    }

    private void keep(
            Partition partition,
            List<ConsumerRecord<byte[], byte[]>> alive,
            long end,
            Offsets offsets) {
        List<byte[]> bodies = alive.stream().map(ConsumerRecord::value).toList();
        Alongside move =
                (db, outcomes) -> {
                    if (outcomes.stream().anyMatch(Refused.class::isInstance)) {
                        throw new UndecidedException(outcomes);
                    }
                    offsets.move(db, partition.number(), partition.kept(), end);
                    steps.accept(Step.IN_TRANSACTION);
                };
        if (bodies.isEmpty()) {
            store.write(
                    db -> {
                        move.write(db, List.of());
                        return end;
                    });
        } else {
            intake.accept(settings.workspace(), origin, bodies, move);
        }
    }

    private static Map<ConsumerRecord<byte[], byte[]>, ClewException> unreadable(
            List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<ConsumerRecord<byte[], byte[]>, ClewException> dead = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> event : batch) {
            if (event.value() == null) {
                dead.put(
                        event,
                        new ClewException(
                                ErrorCode.INVALID_PARAMETER,
                                "the record has no value: expected the JSON of one event"));
            } else if (event.value().length > EVENT_BYTES_MAX) {
                dead.put(
                        event,
                        new ClewException(
                                ErrorCode.LIMIT_EXCEEDED,
                                "the event has %d bytes: expected at most %d"
                                        .formatted(event.value().length, EVENT_BYTES_MAX)));
            }
        }
        return dead;
    }

    private static ClewException reason(RuntimeException failure) {
        return failure instanceof ClewException known
                ? known
                : new ClewException(ErrorCode.INTERNAL, "Clew failed on this event: a defect");
    }

    /** Says whether a refusal is about the state of the server, not about an event. */
    private static boolean isOfTheServer(ErrorCode code) {
        return switch (code) {
            case UNAVAILABLE, NOT_FOUND, UNAUTHENTICATED, FORBIDDEN -> true;
            case AMBIGUOUS,
                    INVALID_PARAMETER,
                    ALREADY_EXISTS,
                    INVALID_STATE,
                    LIMIT_EXCEEDED,
                    INTERNAL ->
                    false;
        };
    }

    private static Result later(ClewException refusal) {
        return new Result.Later(
                Troubles.About.STORE,
                "Events from Kafka cannot be kept; trying again and again: "
                        + refusal.getMessage());
    }
}
