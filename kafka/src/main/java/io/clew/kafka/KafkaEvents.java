package io.clew.kafka;

import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic on a thread of its own from {@link #start()} until it is closed, whatever happens
 * to the brokers, the topic or the database meanwhile.
 */
public final class KafkaEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEvents.class);

    /** Longest wait before a client that failed is replaced by a new one. */
    private static final Duration REOPEN_MAX = Duration.ofSeconds(15);

    private static final Duration CLOSE_MAX = Duration.ofSeconds(15);

    private final KafkaSettings settings;
    private final ClientProperties properties;
    private final Store store;
    private final EventIntake intake;
    private final Consumer<Step> steps;
    private final Troubles troubles;
    private final PartitionClaims claims;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong deadLetters = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile List<KafkaState.Partition> partitions = List.of();
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    KafkaEvents(KafkaSettings settings, Store store, EventIntake intake, Consumer<Step> steps) {
        this.settings = settings;
        this.properties = new ClientProperties(settings);
        properties.check();
        this.store = store;
        this.intake = intake;
        this.steps = steps;
        this.troubles = new Troubles(InstantSource.system(), properties.secrets());
        this.claims = new PartitionClaims(settings, store, troubles, UUID.randomUUID().toString());
        this.thread = Thread.ofPlatform().name("kafka-events").daemon().unstarted(this::run);
    }

    /**
     * Makes a reader that does nothing yet.
     *
     * @param store where the offsets are kept; that of the intake
     * @throws io.clew.model.ClewException INVALID_PARAMETER when Kafka's client refuses its
     *     settings; the message is for the person who starts the server
     */
    public KafkaEvents(KafkaSettings settings, Store store, EventIntake intake) {
        this(settings, store, intake, Step.IGNORED);
    }

    /** Begins to read; returns at once, whether or not there is a broker. */
    public KafkaEvents start() {
        thread.start();
        return this;
    }

    /** Returns how it goes. */
    public KafkaState state() {
        return new KafkaState(
                settings.topic(),
                settings.group(),
                settings.deadLetterTopic(),
                events.get(),
                deadLetters.get(),
                partitions,
                troubles.current(),
                troubles.last());
    }

    private void run() {
        LOG.info(
                "Reading OpenLineage events from the topic {} at {} as one of the group {}",
                settings.topic(),
                settings.brokers(),
                settings.group());
        Backoff backoff = new Backoff(Duration.ofMillis(500), REOPEN_MAX);
        while (!isClosing()) {
            try {
                read(backoff);
            } catch (WakeupException woken) {
                LOG.debug("woken to end");
            } catch (RuntimeException | Error failure) {
                // Whatever it is, a new client tries again: nothing was passed over.
                LOG.debug("Kafka's client failed", failure);
                if (!isClosing()) {
                    troubles.begin(Troubles.About.GROUP, KafkaFailure.of(failure, settings));
                    sleep(backoff.fail());
                }
            }
        }
    }

    private void read(Backoff backoff) {
        try (Admin admin = Admin.create(properties.admin());
                DeadLetters letters = new DeadLetters(settings, properties, admin);
                TopicReader reader = reader(admin, letters)) {
            while (!isClosing()) {
                if (reader.turn()) {
                    troubles.end(Troubles.About.GROUP);
                    backoff.succeed();
                }
            }
        } finally {
            consumer = null;
            partitions = List.of();
        }
    }

    private TopicReader reader(Admin admin, DeadLetters letters) {
        KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(properties.consumer());
        consumer = opened;
        return new TopicReader(
                settings,
                claims,
                new BatchTaker(settings, store, intake, letters, steps, events, deadLetters),
                troubles,
                new TopicWatch(admin, settings, troubles),
                opened,
                states -> partitions = List.copyOf(states));
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void sleep(long nanos) {
        try {
            if (closing.await(nanos, TimeUnit.NANOSECONDS)) {
                LOG.debug("ends while it waits");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops: events in hand are kept or left to others, then the group is left. */
    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        try {
            if (!thread.join(CLOSE_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
