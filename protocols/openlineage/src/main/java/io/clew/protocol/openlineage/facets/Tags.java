package io.clew.protocol.openlineage.facets;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code tags} of a run, a job or a dataset; in a dataset's, what names a field goes to the column.
 *
 * <p>Several values of one key are one text: {@code a, b}. Who set a tag is in the map {@code
 * tag-sources}.
 */
final class Tags implements Meaning {

    private static final class Told {
        final Family tags = new Family();
        final Map<String, Object> sources = new LinkedHashMap<>();
    }

    @Override
    public void state(Members facet, Subject subject) {
        Told own = new Told();
        Map<String, Told> columns = new LinkedHashMap<>();
        Set<String> fields = new HashSet<>();
        boolean hasColumns = subject.node().kind() == NodeKind.DATASET;
        for (Members each : facet.objects("tags")) {
            @Nullable String key = each.text("key");
            @Nullable String field = hasColumns ? each.text("field") : null;
            if (key == null) {
                continue;
            }
            Told told = own;
            if (field != null) {
                fields.add(field);
                if (columns.size() >= Family.SIZE_MAX && !columns.containsKey(field)) {
                    continue;
                }
                told = columns.computeIfAbsent(field, f -> new Told());
            }
            add(told, key, each);
        }
        state(own, subject);
        subject.cut("tags.columns", columns.size(), fields.size());
        Set<Urn> tagged = new HashSet<>();
        columns.forEach(
                (field, told) -> {
                    Urn column = OpenLineageUrns.column(subject.node(), field);
                    tagged.add(column);
                    state(told, new Subject(column, subject.node(), subject.out()));
                });
        if (hasColumns) {
            subject.out().endOfColumns(subject.node(), Attributes.TAG, tagged);
        }
    }

    private static void add(Told told, String key, Members tag) {
        @Nullable String value = tag.text("value");
        @Nullable String source = tag.text("source");
        told.tags.join(key, value == null ? "" : Subject.bounded(value));
        if (source != null && told.sources.size() < Family.SIZE_MAX) {
            told.sources.put(key, Subject.bounded(source));
        }
    }

    private static void state(Told told, Subject subject) {
        told.tags.state(subject, Attributes.TAG, "tags");
        if (subject.node().kind() == NodeKind.COLUMN) {
            subject.draw(EdgeKind.PART_OF, subject.other());
        }
        subject.replace(Attributes.TAG_SOURCES, told.sources.isEmpty() ? null : told.sources);
    }

    @Override
    public void end(Subject subject) {
        subject.out().family(subject.node(), Attributes.TAG, Map.of());
        subject.end(Attributes.TAG_SOURCES);
        if (subject.node().kind() == NodeKind.DATASET) {
            subject.out().endOfColumns(subject.node(), Attributes.TAG, Set.of());
        }
    }
}
