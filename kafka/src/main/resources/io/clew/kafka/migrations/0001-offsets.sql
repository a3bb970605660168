-- How far each partition of a topic was read by a group of servers: the offset of the next event,
-- moved in the transaction that keeps the events before it. topic_id: Kafka's id of the topic, which
-- a topic of the same name made later does not share; empty where brokers give none. owner: the
-- server that reads it; whoever moves the offset must be it still, and know where it stood.
CREATE TABLE kafka_offset (
    group_name TEXT NOT NULL,
    topic TEXT NOT NULL,
    topic_id TEXT NOT NULL,
    partition_number {{INT64}} NOT NULL,
    next_offset {{INT64}} NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (group_name, topic, topic_id, partition_number)
) {{STRICT}};
