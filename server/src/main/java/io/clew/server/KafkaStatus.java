package io.clew.server;

import io.clew.kafka.KafkaState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows in the form of the read API how reading from Kafka goes. */
final class KafkaStatus {
    private KafkaStatus() {}

    static Map<String, Object> of(KafkaState state) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("topic", state.topic());
        members.put("group", state.group());
        members.put("deadLetterTopic", state.deadLetterTopic());
        members.put("events", state.events());
        members.put("deadLetters", state.deadLetters());
        members.put("partitions", state.partitions().stream().map(KafkaStatus::partition).toList());
        members.put("troubles", state.troubles().stream().map(KafkaStatus::trouble).toList());
        KafkaState.Trouble last = state.lastTrouble();
        if (last != null) {
            members.put("lastTrouble", trouble(last));
        }
        return members;
    }

    private static Map<String, Object> partition(KafkaState.Partition partition) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("partition", partition.number());
        partition.offset().ifPresent(offset -> members.put("offset", offset));
        partition.lag().ifPresent(lag -> members.put("lag", lag));
        return members;
    }

    private static Map<String, Object> trouble(KafkaState.Trouble trouble) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("since", trouble.since().toString());
        members.put("message", trouble.message());
        return members;
    }
}
