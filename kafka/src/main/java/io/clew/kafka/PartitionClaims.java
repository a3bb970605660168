package io.clew.kafka;

import io.clew.model.ClewException;
import io.clew.store.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes partitions this server's own in the database, and finds where to read on. */
final class PartitionClaims {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionClaims.class);

    private final KafkaSettings settings;
    private final Store store;
    private final Troubles troubles;
    private final String owner;
    private final Set<Integer> suspects = new HashSet<>();

    PartitionClaims(KafkaSettings settings, Store store, Troubles troubles, String owner) {
        this.settings = settings;
        this.store = store;
        this.troubles = troubles;
        this.owner = owner;
    }

    /** Returns the rows of a topic. */
    Offsets offsets(String topicId) {
        return new Offsets(settings.group(), settings.topic(), topicId, owner);
    }

    /** Remembers that Kafka has nothing at the offset that was read last. */
    void suspect(Partition partition) {
        suspects.add(partition.number());
    }

    /**
     * Claims partitions.
     *
     * @param beginnings the oldest offset that Kafka has of each
     * @return whether they are claimed; when not, the trouble is told
     */
    boolean claim(List<Partition> unclaimed, String topicId, Map<TopicPartition, Long> beginnings) {
        Offsets offsets = offsets(topicId);
        List<Long> rows;
        try {
            rows =
                    store.write(
                            db -> {
                                List<Long> claimed = new ArrayList<>();
                                for (Partition partition : unclaimed) {
                                    claimed.add(
                                            offsets.claim(
                                                    db,
                                                    partition.number(),
                                                    beginnings.getOrDefault(partition.name(), 0L)));
                                }
                                return claimed;
                            });
        } catch (ClewException unavailable) {
            troubles.begin(
                    Troubles.About.STORE,
                    "Events from Kafka cannot be kept; trying again and again: "
                            + unavailable.getMessage());
            return false;
        }
        troubles.end(Troubles.About.STORE);
        for (int i = 0; i < unclaimed.size(); i++) {
            Partition partition = unclaimed.get(i);
            long beginning = beginnings.getOrDefault(partition.name(), 0L);
            partition.claimed(rows.get(i), first(partition, rows.get(i), beginning));
        }
        return true;
    }

    private long first(Partition partition, long row, long beginning) {
        boolean isSuspect = suspects.remove(partition.number());
        if (row < beginning) {
            LOG.warn(
                    "Kafka dropped events {} to {} of partition {} of {} before they were read:"
                            + " its retention is too short",
                    row,
                    beginning - 1,
                    partition.number(),
                    settings.topic());
            return beginning;
        }
        if (isSuspect) {
            LOG.warn(
                    "Kafka has lost events of partition {} of {} that were read: it ends before {}."
                            + " Reading all that it has; events known already are dropped",
                    partition.number(),
                    settings.topic(),
                    row);
            return beginning;
        }
        return row;
    }
}
