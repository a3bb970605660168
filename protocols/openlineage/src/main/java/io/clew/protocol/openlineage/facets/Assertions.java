package io.clew.protocol.openlineage.facets;

import io.clew.identity.Segments;
import io.clew.model.Attributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code dataQualityAssertions}: how assertions on data came out, one attribute each, so that a
 * result that flips is a change in its history.
 *
 * <p>A facet tells the assertions of one run; others keep their results.
 */
final class Assertions implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        List<Members> all = facet.objects("assertions");
        int stated = Math.min(all.size(), Family.SIZE_MAX);
        for (Members each : all.subList(0, stated)) {
            @Nullable String name = each.text("name");
            @Nullable String assertion = name == null ? each.text("assertion") : name;
            if (assertion != null) {
                @Nullable String column = each.text("column");
                String key = column == null ? assertion : assertion + "." + column;
                subject.say(Attributes.ASSERTION + Segments.of(key), Results.of(each));
            }
        }
        subject.cut("dataQualityAssertions", stated, all.size());
    }

    @Override
    public void end(Subject subject) {
        subject.out().family(subject.node(), Attributes.ASSERTION, Map.of());
    }
}
