package io.clew.protocol.sagemaker.search;

import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges one filter of a search on a described resource. */
final class Condition {
    private final List<String> path;
    private final String operator;
    private final String value;

    Condition(List<String> prefix, Map<String, @Nullable Object> filter) {
        this.path = new ArrayList<>(prefix);
        this.path.addAll(List.of(String.valueOf(filter.get("Name")).split("\\.")));
        Object told = filter.get("Operator");
        this.operator =
                told == null ? filter.get("Value") == null ? "Exists" : "Equals" : told.toString();
        boolean needsValue = !operator.endsWith("Exists");
        if (needsValue == (filter.get("Value") == null)) {
            throw Refusal.invalid(
                    "The filter on '%s' must %s a value with the operator %s."
                            .formatted(
                                    filter.get("Name"),
                                    needsValue ? "have" : "not have",
                                    operator));
        }
        this.value = filter.get("Value") == null ? "" : String.valueOf(filter.get("Value"));
    }

    boolean holds(Map<String, @Nullable Object> resource) {
        List<Object> found = new ArrayList<>();
        collect(resource, 0, found);
        return switch (operator) {
            case "Exists" -> !found.isEmpty();
            case "NotExists" -> found.isEmpty();
            case "Equals" -> found.stream().anyMatch(each -> compare(each) == 0);
            case "NotEquals" -> found.stream().noneMatch(each -> compare(each) == 0);
            case "Contains" ->
                    found.stream().anyMatch(each -> String.valueOf(each).contains(value));
            case "In" ->
                    List.of(value.split(",")).stream()
                            .anyMatch(
                                    one ->
                                            found.stream()
                                                    .anyMatch(
                                                            each ->
                                                                    String.valueOf(each)
                                                                            .equals(one)));
            case "GreaterThan" -> found.stream().anyMatch(each -> ordered(each) > 0);
            case "GreaterThanOrEqualTo" ->
                    found.stream()
                            .anyMatch(each -> ordered(each) >= 0 && ordered(each) != UNORDERED);
            case "LessThan" ->
                    found.stream().anyMatch(each -> ordered(each) < 0 && isOrdered(each));
            case "LessThanOrEqualTo" ->
                    found.stream().anyMatch(each -> ordered(each) <= 0 && isOrdered(each));
            default -> throw new IllegalStateException(operator);
        };
    }

    private static final int UNORDERED = Integer.MIN_VALUE;

    private boolean isOrdered(Object each) {
        return ordered(each) != UNORDERED;
    }

    /** Numbers and times have an order; a text and a number have none. */
    private int ordered(Object each) {
        Double asked = number(value);
        return each instanceof Number number && asked != null
                ? Double.compare(number.doubleValue(), asked)
                : UNORDERED;
    }

    private int compare(Object each) {
        return each instanceof Number && number(value) != null
                ? ordered(each)
                : String.valueOf(each).equals(value) ? 0 : 1;
    }

    private static @Nullable Double number(String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException noNumber) {
            try {
                return Instant.parse(text.strip()).toEpochMilli() / 1000.0;
            } catch (DateTimeParseException noTime) {
                return null;
            }
        }
    }

    /**
     * Finds the values at the path. A name may hold dots, so each member that the rest of the path
     * begins with is tried; a list stands for each of its elements; a tag's key is a member.
     */
    private void collect(@Nullable Object at, int depth, List<Object> found) {
        switch (at) {
            case List<?> elements -> elements.forEach(each -> collect(each, depth, found));
            case Map<?, ?> members when depth == path.size() -> {
                Object one =
                        members.get("StringValue") == null
                                ? members.get("NumberValue")
                                : members.get("StringValue");
                found.add(one == null ? members : one);
            }
            case Map<?, ?> members -> {
                if (members.get("Key") != null && path.getFirst().equals("Tags")) {
                    if (String.join(".", path.subList(depth, path.size()))
                            .equals(members.get("Key"))) {
                        found.add(String.valueOf(members.get("Value")));
                    }
                }
                if (members.get("MetricName") != null && path.getFirst().equals("Metrics")) {
                    metric(Call.mapOf(members), depth, found);
                    return;
                }
                for (int end = path.size(); end > depth; end--) {
                    Object next = members.get(String.join(".", path.subList(depth, end)));
                    if (next != null) {
                        collect(next, end, found);
                        return;
                    }
                }
            }
            case null -> {}
            default -> {
                if (depth == path.size()) {
                    found.add(at);
                }
            }
        }
    }

    /** {@code Metrics.loss.Max}: the metric's name, and a statistic of it. */
    private void metric(Map<String, @Nullable Object> metric, int depth, List<Object> found) {
        int last = path.size() - 1;
        if (last > depth
                && String.join(".", path.subList(depth, last)).equals(metric.get("MetricName"))) {
            Object value = metric.get(path.get(last));
            if (value != null) {
                found.add(value);
            }
        }
    }
}
