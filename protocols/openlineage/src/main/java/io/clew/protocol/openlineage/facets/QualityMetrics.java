package io.clew.protocol.openlineage.facets;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code dataQualityMetrics}: what was measured of a dataset and its columns, as figures with a
 * history; of a version, the figures of all its columns are one attribute.
 */
final class QualityMetrics implements Meaning {
    static final String KEY = "dataQualityMetrics";

    @Override
    public void state(Members facet, Subject subject) {
        put(subject, subject.node(), "rows", facet.whole("rowCount"));
        put(subject, subject.node(), "bytes", facet.whole("bytes"));
        put(subject, subject.node(), "files", facet.whole("fileCount"));
        put(subject, subject.node(), "updated", facet.text("lastUpdated"));
        @Nullable Members columns = facet.object("columnMetrics");
        if (columns == null || columns.all().isEmpty()) {
            return;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> each : columns.all().entrySet()) {
            @Nullable Members column = Members.of(each.getValue());
            if (column != null && !each.getKey().isEmpty() && figures.size() < Family.SIZE_MAX) {
                figures.put(each.getKey(), figures(column));
            }
        }
        if (subject.node().kind() == NodeKind.DATASET) {
            figures.forEach((name, of) -> column(subject, name, (Map<?, ?>) of));
        } else {
            put(subject, subject.node(), "columns", figures);
        }
        subject.cut(KEY, figures.size(), columns.all().size());
    }

    private static void column(Subject subject, String name, Map<?, ?> figures) {
        Urn column = OpenLineageUrns.column(subject.node(), name);
        boolean news = false;
        for (Map.Entry<?, ?> each : figures.entrySet()) {
            news |= subject.out().say(column, Attributes.QUALITY + each.getKey(), each.getValue());
        }
        if (news) {
            subject.out().draw(column, EdgeKind.PART_OF, subject.node(), Map.of());
        }
    }

    private static Map<String, Object> figures(Members column) {
        Map<String, Object> figures = new LinkedHashMap<>();
        @Nullable Number sum = column.number("sum");
        @Nullable Number count = column.number("count");
        put(figures, "nulls", column.number("nullCount"));
        put(figures, "distinct", column.number("distinctCount"));
        put(figures, "sum", sum);
        put(figures, "count", count);
        if (sum != null && count != null && count.doubleValue() > 0) {
            figures.put("mean", sum.doubleValue() / count.doubleValue());
        }
        put(figures, "min", limit(column, "min"));
        put(figures, "max", limit(column, "max"));
        @Nullable Members quantiles = column.object("quantiles");
        if (quantiles != null && !quantiles.all().isEmpty()) {
            Map<String, Object> kept = new LinkedHashMap<>();
            for (String key : quantiles.all().keySet()) {
                @Nullable Number value = quantiles.number(key);
                if (value != null) {
                    kept.put(key, value);
                }
            }
            figures.put("quantiles", Documents.of(kept));
        }
        return figures;
    }

    /** Reads a smallest or largest value; some producers tell texts and dates. */
    private static @Nullable Object limit(Members column, String key) {
        @Nullable Number number = column.number(key);
        if (number != null) {
            return number;
        }
        @Nullable String text = column.text(key);
        return text == null ? null : Subject.bounded(text);
    }

    private static void put(Map<String, Object> figures, String key, @Nullable Object value) {
        if (value != null) {
            figures.put(key, value);
        }
    }

    private static void put(Subject subject, Urn node, String key, @Nullable Object value) {
        if (value != null) {
            subject.say(node, Attributes.QUALITY + key, value);
        }
    }

    @Override
    public void end(Subject subject) {
        subject.out().family(subject.node(), Attributes.QUALITY, Map.of());
        if (subject.node().kind() == NodeKind.DATASET) {
            subject.out().endOfColumns(subject.node(), Attributes.QUALITY, Set.of());
        }
    }
}
