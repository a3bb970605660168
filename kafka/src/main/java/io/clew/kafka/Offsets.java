package io.clew.kafka;

import io.clew.store.Db;

/**
 * Keeps in the database how far partitions of one topic were read, so that events and offsets are
 * durable together.
 *
 * <p>Each row has an owner. A server that is given a partition claims its row first; from then on a
 * move by the one before is refused, however late it comes.
 *
 * @param group the consumer group
 * @param topic the topic's name
 * @param topicId Kafka's id of the topic; empty where brokers give none
 * @param owner who this server is: another text at each start
 */
record Offsets(String group, String topic, String topicId, String owner) {

    private static final String ROW =
            " WHERE group_name = :group AND topic = :topic AND topic_id = :topic_id"
                    + " AND partition_number = :partition";

    /**
     * Makes a partition this server's own.
     *
     * @param first where to begin when nobody has read it
     * @return the offset of the next event
     */
    long claim(Db db, int partition, long first) {
        db.sql(
                        "INSERT INTO kafka_offset (group_name, topic, topic_id, partition_number,"
                                + " next_offset, owner) VALUES (:group, :topic, :topic_id,"
                                + " :partition, :first, :owner) ON CONFLICT DO NOTHING")
                .bind("group", group)
                .bind("topic", topic)
                .bind("topic_id", topicId)
                .bind("partition", partition)
                .bind("first", first)
                .bind("owner", owner)
                .update();
        db.sql("UPDATE kafka_offset SET owner = :owner" + ROW)
                .bind("owner", owner)
                .bind("group", group)
                .bind("topic", topic)
                .bind("topic_id", topicId)
                .bind("partition", partition)
                .update();
        return db.sql("SELECT next_offset FROM kafka_offset" + ROW)
                .bind("group", group)
                .bind("topic", topic)
                .bind("topic_id", topicId)
                .bind("partition", partition)
                .first(row -> row.integer("next_offset"))
                .orElseThrow();
    }

    /**
     * Moves on, in the transaction of the events before.
     *
     * @throws FencedException when the row is not as this server left it; the transaction must fail
     */
    void move(Db db, int partition, long from, long to) {
        int moved =
                db.sql(
                                "UPDATE kafka_offset SET next_offset = :next"
                                        + ROW
                                        + " AND owner = :owner AND next_offset = :expected")
                        .bind("next", to)
                        .bind("group", group)
                        .bind("topic", topic)
                        .bind("topic_id", topicId)
                        .bind("partition", partition)
                        .bind("owner", owner)
                        .bind("expected", from)
                        .update();
        if (moved != 1) {
            throw new FencedException(partition);
        }
    }
}
