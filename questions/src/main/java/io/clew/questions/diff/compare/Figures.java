package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.questions.diff.evidence.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what producers measured of data: the number of rows, and figures of each column. */
final class Figures {

    private static final String ROWS = "rows";
    private static final String COLUMNS = "columns";
    private static final double KEY_SHARE = 0.95;

    private Figures() {}

    /** Returns the number of rows; null when nobody told. */
    static @Nullable Double rows(Facts facts) {
        Double told = Normal.number(facts.value(Attributes.QUALITY + ROWS));
        return told != null ? told : Normal.number(facts.map(Attributes.PROFILE).get("num_rows"));
    }

    /** Returns the figures of the columns by name; empty when nobody told. */
    static Map<String, Map<?, ?>> columns(Facts facts) {
        Map<String, Map<?, ?>> columns = new LinkedHashMap<>();
        facts.map(Attributes.QUALITY + COLUMNS)
                .forEach(
                        (name, figures) -> {
                            if (figures instanceof Map<?, ?> map) {
                                columns.put(String.valueOf(name), map);
                            }
                        });
        return columns;
    }

    /** Reads one figure of the figures of one column. */
    @FunctionalInterface
    interface Reading {
        /** Returns it; null when nobody told. */
        @Nullable Double of(Map<?, ?> figures);
    }

    /** Returns one figure of one column of a version; null when nobody told. */
    static @Nullable Double of(Facts facts, String column, Reading reading) {
        Object figures = facts.map(Attributes.QUALITY + COLUMNS).get(column);
        return figures instanceof Map<?, ?> map ? reading.of(map) : null;
    }

    /** Reads a figure as it was told. */
    static Reading told(String name) {
        return figures -> Normal.number(figures.get(name));
    }

    /** Reads a quantile. */
    static Reading quantile(String name) {
        return figures ->
                figures.get("quantiles") instanceof Map<?, ?> all
                        ? Normal.number(all.get(name))
                        : null;
    }

    /** Reads which share of a column's values are nulls. */
    static @Nullable Double nullShare(Map<?, ?> figures) {
        Double nulls = Normal.number(figures.get("nulls"));
        Double count = Normal.number(figures.get("count"));
        return nulls == null || count == null || nulls + count <= 0
                ? null
                : nulls / (nulls + count);
    }

    /** Says whether nearly each value of a column is there once: then distinct ones are rows. */
    static boolean isKey(Map<?, ?> figures) {
        Double distinct = Normal.number(figures.get("distinct"));
        Double count = Normal.number(figures.get("count"));
        return distinct != null && count != null && distinct >= KEY_SHARE * count;
    }

    /**
     * Returns how far the values of a column lie apart; 0 when nobody told. A wide part of it is
     * taken, so that one outlier does not make all else small.
     */
    static double width(Map<?, ?> figures) {
        if (figures.get("quantiles") instanceof Map<?, ?> quantiles && quantiles.size() > 1) {
            double least = Double.MAX_VALUE;
            double most = -Double.MAX_VALUE;
            for (Map.Entry<?, ?> each : quantiles.entrySet()) {
                Double value = Normal.number(each.getValue());
                if (value != null) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            if (most > least) {
                return most - least;
            }
        }
        return range(figures);
    }

    /** Returns how far the ends of a column lie apart; 0 when nobody told. */
    static double range(Map<?, ?> figures) {
        Double min = Normal.number(figures.get("min"));
        Double max = Normal.number(figures.get("max"));
        return min == null || max == null ? 0 : Math.abs(max - min);
    }
}
