package io.clew.protocol.openlineage.facets;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** {@code ownership}: who answers for a job or a dataset, as a text and as agents. */
final class Ownership implements Meaning {
    /** Most owners of one thing. */
    private static final int OWNERS_MAX = 100;

    @Override
    public void state(Members facet, Subject subject) {
        SequencedSet<String> names = new LinkedHashSet<>();
        Map<Urn, Map<String, Object>> agents = new LinkedHashMap<>();
        List<Members> owners = facet.objects("owners");
        int stated = Math.min(owners.size(), OWNERS_MAX);
        for (Members each : owners.subList(0, stated)) {
            @Nullable String name = each.text("name");
            @Nullable String type = each.text("type");
            if (name != null) {
                names.add(name);
                agents.put(
                        OpenLineageUrns.owner(name),
                        type == null ? Map.of() : Map.of("type", Subject.bounded(type)));
            }
        }
        subject.replace(Attributes.OWNER, names.isEmpty() ? null : String.join(", ", names));
        subject.out().drawAll(subject.node(), EdgeKind.ATTRIBUTED_TO, agents);
        subject.cut("ownership", stated, owners.size());
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.OWNER);
        subject.out().drawAll(subject.node(), EdgeKind.ATTRIBUTED_TO, Map.of());
    }
}
