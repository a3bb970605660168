package io.clew.protocol.sagemaker.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of a call against the shape of its operation and refuses all that is wrong
 * together, in the words of AWS.
 *
 * <p>A wrong type is refused at once. Lengths are of UTF-16 units, as Java services count them; a
 * pattern is tried only on a text that is not too long.
 */
public final class Checks {
    /** Errors that one refusal lists; a body may have thousands. */
    private static final int LISTED_MAX = 10;

    /** Characters of a wrong value that a refusal shows. */
    private static final int SHOWN_CHARS_MAX = 256;

    /** The last second of the year 9999. */
    private static final double SECONDS_MAX = 253_402_300_799.0;

    private final Shapes shapes;
    private final List<String> wrong = new ArrayList<>();
    private int count;

    private Checks(Shapes shapes) {
        this.shapes = shapes;
    }

    /**
     * Checks the fields of a call.
     *
     * @param shape the operation's name
     * @throws Refusal SERIALIZATION when a value has another type, VALIDATION when some do not
     *     satisfy a constraint
     */
    public static void check(Shapes shapes, String shape, Map<String, @Nullable Object> fields) {
        checkValue(shapes, shape, fields);
    }

    /** Checks one value against a shape. */
    static void checkValue(Shapes shapes, String shape, Object value) {
        Checks checks = new Checks(shapes);
        checks.value("", shapes.get(shape), value);
        if (checks.count > 0) {
            throw Refusal.invalid(
                    "%d validation error%s detected: %s"
                            .formatted(
                                    checks.count,
                                    checks.count == 1 ? "" : "s",
                                    String.join("; ", checks.wrong)));
        }
    }

    private void value(String path, Shape shape, Object value) {
        switch (shape) {
            case Shape.Text text -> text(path, text, typed(path, value, String.class, "a string"));
            case Shape.Enumeration words -> {
                String word = typed(path, value, String.class, "a string");
                if (!words.words().contains(word)) {
                    wrong(path, word, enumeration(words));
                }
            }
            case Shape.Whole whole -> {
                long number = typed(path, value, Long.class, "an integer");
                if (number == (int) number || isLong(whole)) {
                    bounds(path, whole.value(), number, "value", Long.toString(number));
                } else {
                    throw type(path, "a 32-bit integer");
                }
            }
            case Shape.Real real -> typed(path, value, Number.class, "a number");
            case Shape.Truth truth -> typed(path, value, Boolean.class, "true or false");
            case Shape.Moment moment -> {
                double seconds = typed(path, value, Number.class, "a number").doubleValue();
                if (!(seconds >= 0 && seconds <= SECONDS_MAX)) {
                    throw type(path, "seconds since the epoch, up to the year 9999");
                }
            }
            case Shape.Listing listing -> list(path, listing, value);
            case Shape.Mapping mapping -> map(path, mapping, value);
            case Shape.Structure structure -> {
                Map<?, ?> members = typed(path, value, Map.class, "a structure");
                structure
                        .members()
                        .forEach(
                                (name, member) ->
                                        member(below(path, name), member, members.get(name)));
            }
        }
    }

    private static boolean isLong(Shape.Whole whole) {
        return whole.value().least() == null && whole.value().most() == null;
    }

    private void member(String path, Shape.Member member, @Nullable Object value) {
        if (value != null) {
            value(path, shapes.get(member.shape()), value);
        } else if (member.required()) {
            add(
                    "Value null at '%s' failed to satisfy constraint: Member must not be null"
                            .formatted(path));
        }
    }

    private void text(String path, Shape.Text shape, String text) {
        boolean fits = bounds(path, shape.length(), text.length(), "length", text);
        if (fits && shape.pattern() != null && !shape.pattern().matcher(text).matches()) {
            wrong(path, text, "Member must satisfy regular expression pattern: " + shape.pattern());
        }
    }

    private void list(String path, Shape.Listing shape, Object value) {
        List<?> list = typed(path, value, List.class, "a list");
        bounds(path, shape.size(), list.size(), "length", "[" + list.size() + " members]");
        Shape element = shapes.get(shape.element());
        for (int i = 0; i < list.size(); i++) {
            Object each = list.get(i);
            String place = path + "." + (i + 1) + ".member";
            if (each == null) {
                throw type(place, "a value");
            }
            value(place, element, each);
        }
    }

    private void map(String path, Shape.Mapping shape, Object value) {
        Map<?, ?> map = typed(path, value, Map.class, "a map");
        bounds(path, shape.size(), map.size(), "length", "{" + map.size() + " entries}");
        Shape key = shapes.get(shape.key());
        Shape element = shapes.get(shape.value());
        map.forEach(
                (name, each) -> {
                    if (each == null) {
                        throw type(path + "." + shown(String.valueOf(name)) + ".value", "a value");
                    }
                    value(path + ".key", key, name);
                    value(path + "." + shown(String.valueOf(name)) + ".value", element, each);
                });
    }

    private boolean bounds(
            String path, Shape.Bounds bounds, long number, String what, String value) {
        Long least = bounds.least();
        Long most = bounds.most();
        if (most != null && number > most) {
            wrong(
                    path,
                    value,
                    "Member must have %s less than or equal to %d".formatted(what, most));
            return false;
        }
        if (least != null && number < least) {
            wrong(
                    path,
                    value,
                    "Member must have %s greater than or equal to %d".formatted(what, least));
            return false;
        }
        return true;
    }

    private void wrong(String path, String value, String constraint) {
        add(
                "Value '%s' at '%s' failed to satisfy constraint: %s"
                        .formatted(shown(value), path, constraint));
    }

    private void add(String one) {
        count++;
        if (count <= LISTED_MAX) {
            wrong.add(one);
        }
    }

    private static <T> T typed(String path, Object value, Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw type(path, expected);
        }
        return type.cast(value);
    }

    private static Refusal type(String path, String expected) {
        return new Refusal(
                Refusal.Error.SERIALIZATION,
                "'%s' must be %s".formatted(path.isEmpty() ? "the body" : path, expected));
    }

    private static String enumeration(Shape.Enumeration words) {
        return words.words().stream()
                .collect(Collectors.joining(", ", "Member must satisfy enum value set: [", "]"));
    }

    /** AWS writes members in paths with a small first letter. */
    private static String below(String path, String name) {
        String small = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return path.isEmpty() ? small : path + "." + small;
    }

    /** Cuts a value that a refusal shows. */
    static String shown(String value) {
        if (value.length() <= SHOWN_CHARS_MAX) {
            return value;
        }
        int end =
                Character.isHighSurrogate(value.charAt(SHOWN_CHARS_MAX - 1))
                        ? SHOWN_CHARS_MAX - 1
                        : SHOWN_CHARS_MAX;
        return value.substring(0, end) + "…";
    }
}
