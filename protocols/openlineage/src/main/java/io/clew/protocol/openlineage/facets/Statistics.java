package io.clew.protocol.openlineage.facets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code inputStatistics} and {@code outputStatistics}: how much a run read or wrote. */
final class Statistics {
    static final List<String> KEYS = List.of("inputStatistics", "outputStatistics");

    private Statistics() {}

    /** Returns {@code rows}, {@code bytes} and {@code files}, as far as they are told. */
    static Map<String, Object> of(Members facet) {
        Map<String, Object> figures = new LinkedHashMap<>(3);
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
}
