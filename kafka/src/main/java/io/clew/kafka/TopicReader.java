package io.clew.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is a member of the group for as long as Kafka's client lives: claims the partitions that it is
 * given, polls, and has what comes taken.
 *
 * <p>A partition that cannot go on is paused, not the polling: so the server stays in the group
 * while the database or the dead-letter topic is away. All calls come from one thread.
 */
final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    /** Longest wait for events: how late a stop or a look at the topic may be. */
    private static final Duration POLL_MAX = Duration.ofMillis(200);

    /** Longest wait for an answer about offsets. */
    private static final Duration ASK_MAX = Duration.ofSeconds(5);

    /**
     * Longest time for the events of one poll, after which the rest is polled again: far less than
     * the five minutes after which Kafka takes the partitions away.
     */
    private static final long TURN_NANOS = Duration.ofSeconds(30).toNanos();

    /** Pause between the commits that tell Kafka, for people, how far we are. */
    private static final long TELL_NANOS = Duration.ofSeconds(1).toNanos();

    private final KafkaSettings settings;
    private final PartitionClaims claims;
    private final BatchTaker taker;
    private final Troubles troubles;
    private final TopicWatch watch;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<Collection<KafkaState.Partition>> shown;
    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private String topicId = "";
    private long tellAt = System.nanoTime();
    private Map<TopicPartition, OffsetAndMetadata> told = Map.of();

    TopicReader(
            KafkaSettings settings,
            PartitionClaims claims,
            BatchTaker taker,
            Troubles troubles,
            TopicWatch watch,
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<Collection<KafkaState.Partition>> shown) {
        this.settings = settings;
        this.claims = claims;
        this.taker = taker;
        this.troubles = troubles;
        this.watch = watch;
        this.consumer = consumer;
        this.shown = shown;
        consumer.subscribe(List.of(settings.topic()), new Assignments());
    }

    /**
     * Takes what there is, or waits a little for it.
     *
     * @return whether this server is in the group
     * @throws KafkaException what Kafka's client throws, when it is of no use any more
     */
    boolean turn() {
        watch.look();
        watch.id().ifPresent(this::noticeTopic);
        claim();
        resume();
        ConsumerRecords<byte[], byte[]> events = poll();
        long end = System.nanoTime() + TURN_NANOS;
        for (TopicPartition name : events.partitions()) {
            Partition partition = partitions.get(name.partition());
            if (partition != null && partition.isClaimed()) {
                take(partition, events.records(name), end);
            }
        }
        if (System.nanoTime() - tellAt >= 0) {
            tellAt = System.nanoTime() + TELL_NANOS;
            tellLater();
        }
        show();
        return consumer.groupMetadata().generationId() >= 0;
    }

    private void tellLater() {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(partitions.values());
        if (!offsets.equals(told)) {
            told = offsets;
            consumer.commitAsync(offsets, (sent, refusal) -> LOG.debug("Told {}", sent, refusal));
        }
    }

    /** Takes note of a topic that was made anew: its offsets begin anew too. */
    private void noticeTopic(String id) {
        if (!id.equals(topicId)) {
            if (!topicId.isEmpty()) {
                LOG.warn("The topic {} was made anew and is read from its start", settings.topic());
                partitions.values().forEach(this::giveUp);
            }
            topicId = id;
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        long wait = POLL_MAX.toNanos();
        for (Partition partition : partitions.values()) {
            if (partition.isPaused()) {
                wait = Math.clamp(partition.waitNanos(), 1_000_000, wait);
            }
        }
        try {
            return consumer.poll(Duration.ofNanos(wait));
        } catch (InvalidOffsetException lost) {
            watch.forget();
            for (TopicPartition name : lost.partitions()) {
                Partition partition = partitions.get(name.partition());
                if (partition != null) {
                    claims.suspect(partition);
                    giveUp(partition);
                }
            }
            return ConsumerRecords.empty();
        }
    }

    private void claim() {
        List<Partition> unclaimed =
                partitions.values().stream()
                        .filter(partition -> !partition.isClaimed())
                        .filter(partition -> partition.waitNanos() <= 0)
                        .toList();
        if (unclaimed.isEmpty()) {
            return;
        }
        if (watch.id().isEmpty()) {
            unclaimed.forEach(Partition::waitALittle);
            return;
        }
        Map<TopicPartition, Long> beginnings =
                consumer.beginningOffsets(
                        unclaimed.stream().map(Partition::name).toList(), ASK_MAX);
        if (claims.claim(unclaimed, topicId, beginnings)) {
            for (Partition partition : unclaimed) {
                consumer.seek(partition.name(), partition.next());
            }
        } else {
            unclaimed.forEach(Partition::waitALittle);
        }
    }

    private void resume() {
        for (Partition partition : partitions.values()) {
            if (partition.isClaimed() && partition.isPaused() && partition.waitNanos() <= 0) {
                consumer.resume(List.of(partition.name()));
                partition.resume();
            }
        }
    }

    private void take(
            Partition partition, List<ConsumerRecord<byte[], byte[]>> events, long turnEnd) {
        int at = 0;
        while (at < events.size()) {
            if (System.nanoTime() - turnEnd > 0) {
                consumer.seek(partition.name(), partition.next());
                return;
            }
            List<ConsumerRecord<byte[], byte[]>> batch = batch(events, at, partition.batchMax());
            switch (taker.take(partition, batch, claims.offsets(topicId))) {
                case BatchTaker.Result.Taken() -> {
                    at += batch.size();
                    partition.moved(batch.getLast().offset() + 1);
                    troubles.end(Troubles.About.STORE);
                    troubles.end(Troubles.About.DEAD_LETTERS);
                }
                case BatchTaker.Result.Fewer(int max) -> partition.takeFewer(max);
                case BatchTaker.Result.Later(Troubles.About about, String why) -> {
                    troubles.begin(about, why);
                    pause(partition);
                    consumer.seek(partition.name(), partition.next());
                    return;
                }
                case BatchTaker.Result.Fenced() -> {
                    LOG.info(
                            "Partition {} of {} was read further by another server",
                            partition.number(),
                            settings.topic());
                    giveUp(partition);
                    return;
                }
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> batch(
            List<ConsumerRecord<byte[], byte[]>> events, int from, int eventsMax) {
        long bytes = 0;
        int to = from;
        while (to < events.size() && to - from < eventsMax) {
            bytes += Math.max(0, events.get(to).serializedValueSize());
            if (to > from && bytes > BatchTaker.BYTES_MAX) {
                break;
            }
            to++;
        }
        return events.subList(from, to);
    }

    private void giveUp(Partition partition) {
        partition.unclaim();
        pause(partition);
    }

    private void pause(Partition partition) {
        consumer.pause(List.of(partition.name()));
        partition.waitALittle();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Collection<Partition> read) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Partition partition : read) {
            partition
                    .offset()
                    .ifPresent(next -> offsets.put(partition.name(), new OffsetAndMetadata(next)));
        }
        return offsets;
    }

    private void show() {
        List<KafkaState.Partition> states = new ArrayList<>();
        Set<TopicPartition> assigned = consumer.assignment();
        for (Partition partition : partitions.values()) {
            if (assigned.contains(partition.name())) {
                states.add(
                        new KafkaState.Partition(
                                partition.number(),
                                partition.offset(),
                                consumer.currentLag(partition.name())));
            }
        }
        shown.accept(states);
    }

    /** Tells Kafka how far we are before somebody else reads on; for people only. */
    private void tell(Collection<Partition> leaving) {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(leaving);
        if (!offsets.isEmpty()) {
            try {
                consumer.commitSync(offsets, Duration.ofSeconds(2));
            } catch (KafkaException unheard) {
                LOG.debug("Kafka was not told how far we are", unheard);
            }
        }
    }

    /** Leaves the group. */
    @Override
    public void close() {
        tell(partitions.values());
        partitions.clear();
        shown.accept(List.of());
        consumer.close(CloseOptions.timeout(ASK_MAX));
    }

    /** Follows what the group gives to this server and takes from it. */
    private final class Assignments implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> given) {
            for (TopicPartition name : given) {
                // Where to read on is known once the row is claimed; until then nothing is fetched.
                consumer.pause(List.of(name));
                consumer.seek(name, 0);
                partitions.put(name.partition(), new Partition(name));
            }
            if (!given.isEmpty()) {
                watch.forget();
            }
            log("Given", given);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> taken) {
            tell(
                    taken.stream()
                            .map(name -> partitions.get(name.partition()))
                            .filter(Objects::nonNull)
                            .toList());
            forget(taken);
            log("Gave back", taken);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            forget(lost);
            log("Lost", lost);
        }

        private void forget(Collection<TopicPartition> gone) {
            gone.forEach(name -> partitions.remove(name.partition()));
        }

        private void log(String what, Collection<TopicPartition> which) {
            if (!which.isEmpty()) {
                LOG.info(
                        "{} partitions {} of {} as one of the group {}",
                        what,
                        which.stream().map(TopicPartition::partition).sorted().toList(),
                        settings.topic(),
                        settings.group());
            }
        }
    }
}
