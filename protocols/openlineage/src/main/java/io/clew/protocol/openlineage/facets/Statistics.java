package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code inputStatistics} and {@code outputStatistics}: how much a run read or wrote; they are
 * figures of the dataset too, unless something measured it or only a subset was meant.
 */
final class Statistics implements Meaning {
    static final String INPUT = "inputStatistics";
    static final String OUTPUT = "outputStatistics";
    static final List<String> KEYS = List.of(INPUT, OUTPUT);

    /** Returns {@code rows}, {@code bytes} and {@code files}, as far as they are told. */
    static Map<String, Object> of(Members facet) {
        Map<String, Object> figures = new LinkedHashMap<>(4);
        put(figures, "rows", facet.whole("rowCount"));
        put(figures, "bytes", facet.whole("size"));
        put(figures, "files", facet.whole("fileCount"));
        return figures;
    }

    private static void put(Map<String, Object> figures, String key, @Nullable Long value) {
        if (value != null) {
            figures.put(key, value);
        }
    }

    @Override
    public void state(Members facet, Subject subject) {
        of(facet).forEach((key, value) -> subject.say(Attributes.QUALITY + key, value));
    }

    @Override
    public void end(Subject subject) {
        subject.out().family(subject.node(), Attributes.QUALITY, Map.of());
    }
}
