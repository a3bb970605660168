package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code test}: tests that a run made, as results of that run: each by its name, and how many
 * passed, failed or were skipped.
 */
final class TestResults implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        Family results = new Family();
        Map<String, Long> counts = new TreeMap<>();
        for (Members each : facet.objects("tests")) {
            @Nullable String name = each.text("name");
            @Nullable String status = each.text("status");
            if (name != null) {
                results.put(name, Results.of(each));
            }
            if (status != null && (counts.size() < Family.SIZE_MAX || counts.containsKey(status))) {
                counts.merge(Subject.bounded(status), 1L, Long::sum);
            }
        }
        results.state(subject, Attributes.TEST, "test");
        subject.say(Attributes.TESTS, counts.isEmpty() ? null : counts);
    }

    @Override
    public void end(Subject subject) {
        subject.out().family(subject.node(), Attributes.TEST, Map.of());
        subject.end(Attributes.TESTS);
    }
}
