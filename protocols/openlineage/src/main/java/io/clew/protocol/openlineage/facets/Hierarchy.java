package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code hierarchy}: what a dataset is in, such as its database and schema, from the top.
 *
 * <p>An attribute and no nodes: a database is no data, and each answer about a table would show it.
 */
final class Hierarchy implements Meaning {
    /** Most levels: real sources have four at most. */
    private static final int LEVELS_MAX = 50;

    @Override
    public void state(Members facet, Subject subject) {
        List<Members> sent = facet.objects("hierarchy");
        int stated = Math.min(sent.size(), LEVELS_MAX);
        List<Map<String, Object>> levels = new ArrayList<>(stated);
        for (Members each : sent.subList(0, stated)) {
            Map<String, Object> level = new LinkedHashMap<>(4);
            for (String key : List.of("type", "name")) {
                @Nullable String text = each.text(key);
                if (text != null) {
                    level.put(key, Subject.bounded(text));
                }
            }
            levels.add(level);
        }
        subject.say(Attributes.HIERARCHY, levels.isEmpty() ? null : levels);
        subject.cut("hierarchy", stated, sent.size());
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.HIERARCHY);
    }
}
