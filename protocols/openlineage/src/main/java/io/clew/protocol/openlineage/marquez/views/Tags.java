package io.clew.protocol.openlineage.marquez.views;

import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Reads the tags of nodes, whoever gave them. */
final class Tags {
    private Tags() {}

    /** Returns the tags of some nodes by node, sorted; a node without any is absent. */
    static Map<Integer, List<String>> of(Db db, Collection<Integer> nodes) {
        List<Integer> tagged = new ArrayList<>();
        for (List<Integer> batch : NodeRows.batches(nodes)) {
            tagged.addAll(
                    db.sql(
                                    "SELECT DISTINCT node_id FROM attribute_fact WHERE node_id IN"
                                            + " (:nodes) AND name LIKE 'tag.%'")
                            .bindAll("nodes", batch)
                            .list(row -> (int) row.integer("node_id")));
        }
        Map<Integer, List<String>> tags = new HashMap<>();
        AttributeValues.of(db, tagged, Clocks.NOW)
                .forEach(
                        (node, values) -> {
                            List<String> names = names(values);
                            if (!names.isEmpty()) {
                                tags.put(node, names);
                            }
                        });
        return tags;
    }

    private static List<String> names(SortedMap<String, Value> values) {
        List<String> names = new ArrayList<>();
        values.forEach(
                (key, value) -> {
                    if (key.startsWith(Attributes.TAG)) {
                        names.add(name(key.substring(Attributes.TAG.length()), value.value()));
                    }
                });
        return names;
    }

    /** A tag facet gives tags values; Marquez's have none. */
    private static String name(String key, Object value) {
        return value instanceof String text && !text.isEmpty() && !text.equals("true")
                ? key + ":" + text
                : key;
    }
}
