package io.clew.commit.internal;

import io.clew.model.ClewException;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a fact into the form in which it is read back, so that who hears it live and who replays
 * the log see the same: times to the millisecond, numbers as Long or Double, not-finite ones as
 * text, since JSON has none.
 */
final class StoredForm {
    private StoredForm() {}

    /** Deepest nesting of a value: clients' JSON is bounded before, this bounds our own. */
    private static final int DEPTH_MAX = 64;

    private static final int NANOS_OF_MILLI = 1_000_000;

    static Fact of(Fact fact) {
        return isIn(fact) ? fact : brought(fact);
    }

    /** Says whether a fact is seen to be in that form already, as most are. */
    private static boolean isIn(Fact fact) {
        if (!isToTheMillisecond(fact.at().at())) {
            return false;
        }
        return switch (fact) {
            case Fact.EdgeFact edge -> areSimple(edge.attributes());
            case Fact.AttributeFact attribute ->
                    attribute.value() == null || isSimple(attribute.value());
            case Fact.EdgeRetraction retraction ->
                    retraction.until() == null || isToTheMillisecond(retraction.until());
            case Fact.AttributeRetraction retraction -> true;
        };
    }

    /** What can change is copied, what is within may be of any form. */
    private static boolean isSimple(Object value) {
        return value instanceof String || value instanceof Long || value instanceof Boolean;
    }

    private static boolean areSimple(Map<String, Object> attributes) {
        for (Object value : attributes.values()) {
            if (!isSimple(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isToTheMillisecond(Instant instant) {
        return instant.getNano() % NANOS_OF_MILLI == 0;
    }

    private static Fact brought(Fact fact) {
        return switch (fact) {
            case Fact.EdgeFact edge ->
                    new Fact.EdgeFact(
                            edge.from(),
                            edge.kind(),
                            edge.to(),
                            edge.assertion(),
                            of(edge.at()),
                            edge.by(),
                            edge.attributes().isEmpty() ? Map.of() : map(edge.attributes(), 0),
                            edge.inference());
            case Fact.AttributeFact attribute ->
                    new Fact.AttributeFact(
                            attribute.node(),
                            attribute.key(),
                            value(attribute.value(), 0),
                            attribute.assertion(),
                            of(attribute.at()),
                            attribute.by(),
                            attribute.inference());
            case Fact.EdgeRetraction retraction ->
                    new Fact.EdgeRetraction(
                            retraction.from(),
                            retraction.kind(),
                            retraction.to(),
                            of(retraction.at()),
                            retraction.by(),
                            retraction.until() == null ? null : millis(retraction.until()),
                            retraction.reason());
            case Fact.AttributeRetraction retraction ->
                    new Fact.AttributeRetraction(
                            retraction.node(),
                            retraction.key(),
                            of(retraction.at()),
                            retraction.by(),
                            retraction.reason());
        };
    }

    private static EventTime of(EventTime time) {
        return new EventTime(millis(time.at()), time.source());
    }

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        if (depth > DEPTH_MAX) {
            throw ClewException.invalid(
                    "value", "a value is nested at most " + DEPTH_MAX + " levels deep");
        }
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Double number -> number(number);
            case Float number -> number(number.doubleValue());
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(element -> copy.add(value(element, depth + 1)));
                yield copy;
            }
            case Map<?, ?> map -> map(map, depth + 1);
            default ->
                    throw new IllegalArgumentException(
                            "a fact cannot hold a value of " + value.getClass());
        };
    }

    private static Object number(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }

    @SuppressWarnings("NullAway") // JSON's null may be a member's value
    private static Map<String, Object> map(Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put((String) key, value(inner, depth + 1)));
        return copy;
    }
}
