package io.clew.protocol.openlineage.facets;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object that may be missing or odd: what has another type than asked
 * for is as if it were not there.
 */
record Members(Map<String, @Nullable Object> all) {

    /** Returns a text that is not blank; numbers and booleans as they are written; else null. */
    @Nullable String text(String key) {
        return switch (all.get(key)) {
            case String text when !text.isBlank() -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> null;
        };
    }

    /** Returns a number as Long or Double; null when there is none. */
    @Nullable Number number(String key) {
        return switch (all.get(key)) {
            case Long number -> number;
            case Double number -> number;
            case BigInteger number -> number.doubleValue();
            case null, default -> null;
        };
    }

    /** Returns a number as Long; null when there is none or it has a fraction. */
    @Nullable Long whole(String key) {
        return switch (all.get(key)) {
            case Long number -> number;
            case Double number when number.longValue() == number -> number.longValue();
            case null, default -> null;
        };
    }

    /** Returns an object; null when there is none. */
    @Nullable Members object(String key) {
        return of(all.get(key));
    }

    /** Returns the objects of a list; other elements are left out. */
    List<Members> objects(String key) {
        if (!(all.get(key) instanceof List<?> list)) {
            return List.of();
        }
        List<Members> objects = new ArrayList<>(list.size());
        for (Object element : list) {
            Members object = of(element);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** Counts the objects of a list. */
    int count(String key) {
        int count = 0;
        if (all.get(key) instanceof List<?> list) {
            for (Object element : list) {
                count += element instanceof Map ? 1 : 0;
            }
        }
        return count;
    }

    @SuppressWarnings("unchecked") // the reader of JSON makes no maps with other keys
    static @Nullable Members of(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? new Members((Map<String, @Nullable Object>) map)
                : null;
    }
}
