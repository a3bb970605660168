package io.clew.protocol.sagemaker.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders results by a property: those without it first, then numbers, then texts.
 *
 * @param number the property as a number; NaN when it is none
 * @param text the property as a text; empty when it is a number or not there
 */
record SortKey(int rank, double number, String text, String arn) {
    static final Comparator<SortKey> ORDER =
            Comparator.comparingInt(SortKey::rank)
                    .thenComparingDouble(SortKey::number)
                    .thenComparing(SortKey::text)
                    .thenComparing(SortKey::arn);

    static SortKey of(Map<String, @Nullable Object> resource, String property, String arn) {
        Object value = value(resource, property);
        return switch (value) {
            case Number number -> new SortKey(1, number.doubleValue(), "", arn);
            case null -> new SortKey(0, 0, "", arn);
            default -> new SortKey(2, 0, value.toString(), arn);
        };
    }

    /** Finds {@code Metrics.loss.Max}, {@code Parameters.lr} or {@code LastModifiedTime}. */
    private static @Nullable Object value(Map<String, @Nullable Object> resource, String property) {
        Object whole = resource.get(property);
        int dot = property.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        String rest = property.substring(dot + 1);
        return switch (resource.get(property.substring(0, dot))) {
            case List<?> metrics -> metric(metrics, rest);
            case Map<?, ?> members -> member(members, rest);
            case null, default -> null;
        };
    }

    private static @Nullable Object metric(List<?> metrics, String rest) {
        int dot = rest.lastIndexOf('.');
        for (Object each : metrics) {
            if (dot > 0
                    && each instanceof Map<?, ?> metric
                    && rest.substring(0, dot).equals(metric.get("MetricName"))) {
                return metric.get(rest.substring(dot + 1));
            }
        }
        return null;
    }

    private static @Nullable Object member(Map<?, ?> members, String name) {
        Object value = members.get(name);
        if (!(value instanceof Map<?, ?> parameter)) {
            return value;
        }
        Object number = parameter.get("NumberValue");
        return number == null ? parameter.get("StringValue") : number;
    }
}
