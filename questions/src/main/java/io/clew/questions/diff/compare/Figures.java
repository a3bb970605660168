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

    /** Returns one figure of one column; null when nobody told. */
    static @Nullable Double of(Facts facts, String column, String figure) {
        Object figures = facts.map(Attributes.QUALITY + COLUMNS).get(column);
        return figures instanceof Map<?, ?> map ? Normal.number(map.get(figure)) : null;
    }

    /** Returns one quantile of one column; null when nobody told. */
    static @Nullable Double quantile(Facts facts, String column, String quantile) {
        Object figures = facts.map(Attributes.QUALITY + COLUMNS).get(column);
        return figures instanceof Map<?, ?> map && map.get("quantiles") instanceof Map<?, ?> all
                ? Normal.number(all.get(quantile))
                : null;
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
        Double min = Normal.number(figures.get("min"));
        Double max = Normal.number(figures.get("max"));
        return min == null || max == null ? 0 : Math.abs(max - min);
    }
}
