package io.clew.protocol.openlineage.event;

import io.clew.model.ClewException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks values of one event by their shapes: what is wrong is thrown, what is odd is told. */
final class Checker {
    private final Place place;

    Checker(Place place) {
        this.place = place;
    }

    /**
     * Checks the value at the place where this is.
     *
     * @throws ClewException INVALID_PARAMETER with the JSON pointer of what is wrong
     */
    void check(Shape shape, @Nullable Object value) {
        switch (shape) {
            case Shape.Text text -> text(value, "a text");
            case Shape.Name name -> name(name.charsMax(), "a text", value);
            case Shape.RunId id -> runId(value);
            case Shape.Uri uri -> uri(value);
            case Shape.DateTime time -> moment(value);
            case Shape.Words words -> word(words, value);
            case Shape.Whole whole -> whole(whole, value);
            case Shape.Decimal number -> expect(value instanceof Number, shape, value);
            case Shape.Flag flag -> expect(value instanceof Boolean, shape, value);
            case Shape.AnyObject object -> object(value);
            case Shape.ListOf list -> list(list, value);
            case Shape.MapOf map -> map(map, value);
            case Shape.ToldBy told -> told(told, value);
            case Shape.Container container -> facets(container.facets(), object(value));
            case Shape.Later later -> check(later.shape().get(), value);
            case Shape.Members members -> members(members, object(value));
            case Shape.Facet facet -> facet(facet, object(value));
        }
    }

    private void facets(FacetShapes known, Map<?, ?> object) {
        for (Map.Entry<?, ?> facet : object.entrySet()) {
            String key = String.valueOf(facet.getKey());
            place.enter(key);
            check(known.of(key), facet.getValue());
            place.leave();
        }
    }

    private void need(Map<?, ?> object, String name, Shape shape) {
        Object value = object.get(name);
        place.enter(name);
        if (value == null && !object.containsKey(name)) {
            throw place.missing(expected(shape));
        }
        check(shape, value);
        place.leave();
    }

    private void may(Map<?, ?> object, String name, Shape shape) {
        Object value = object.get(name);
        if (value != null || object.containsKey(name)) {
            place.enter(name);
            check(shape, value);
            place.leave();
        }
    }

    private void members(Shape.Members shape, Map<?, ?> object) {
        List<Shape.Member> all = shape.all();
        for (int i = 0; i < all.size(); i++) {
            Shape.Member member = all.get(i);
            if (member.isRequired()) {
                need(object, member.name(), member.shape());
            } else {
                may(object, member.name(), member.shape());
            }
        }
        if (!shape.together().isEmpty()) {
            together(shape.together(), object);
        }
        if (!shape.either().isEmpty()) {
            either(shape.either(), object);
        }
        if (shape.closed()) {
            strangers(shape, object);
        }
    }

    private void together(List<String> names, Map<?, ?> object) {
        if (names.stream().noneMatch(object::containsKey)) {
            return;
        }
        for (String name : names) {
            if (!object.containsKey(name)) {
                place.enter(name);
                throw place.missing(String.join(" and ", names) + ", all or none of them");
            }
        }
    }

    private void either(List<String> names, Map<?, ?> object) {
        long there = names.stream().filter(object::containsKey).count();
        if (there != 1) {
            throw place.refuseWhatIs(
                    "an object with %d of its alternatives".formatted(there),
                    "exactly one of " + String.join(", ", names));
        }
    }

    private void strangers(Shape.Members shape, Map<?, ?> object) {
        for (Map.Entry<?, ?> member : object.entrySet()) {
            String name = String.valueOf(member.getKey());
            if (!shape.knows(name)) {
                place.enter(name);
                place.warn(member.getValue(), "is no member that the schema knows");
                place.leave();
            }
        }
    }

    /** A facet that is taken back says no more than that. */
    private void facet(Shape.Facet facet, Map<?, ?> object) {
        need(object, "_producer", Shape.URI);
        need(object, "_schemaURL", Shape.URI);
        if (facet.deletable()) {
            may(object, "_deleted", Shape.FLAG);
            if (Boolean.TRUE.equals(object.get("_deleted"))) {
                return;
            }
        }
        check(facet.own(), object);
    }

    private void told(Shape.ToldBy shape, @Nullable Object value) {
        Map<?, ?> object = object(value);
        Object word = object.get(shape.key());
        Shape choice = word instanceof String text ? shape.choices().get(text) : null;
        if (choice == null) {
            place.enter(shape.key());
            String expected = "one of " + String.join(", ", shape.choices().keySet());
            throw object.containsKey(shape.key())
                    ? place.refuse(word, expected)
                    : place.missing(expected);
        }
        check(choice, object);
    }

    private void list(Shape.ListOf shape, @Nullable Object value) {
        if (!(value instanceof List<?> elements)) {
            throw place.refuse(value, expected(shape));
        }
        if (elements.size() > shape.sizeMax()) {
            throw place.refuseWhatIs(
                    "a list of " + elements.size(), shape.sizeMax() + " elements at most");
        }
        for (int i = 0; i < elements.size(); i++) {
            place.enter(i);
            check(shape.element(), elements.get(i));
            place.leave();
        }
    }

    private void map(Shape.MapOf shape, @Nullable Object value) {
        for (Map.Entry<?, ?> member : object(value).entrySet()) {
            place.enter(String.valueOf(member.getKey()));
            check(shape.value(), member.getValue());
            place.leave();
        }
    }

    private String text(@Nullable Object value, String expected) {
        if (!(value instanceof String text)) {
            throw place.refuse(value, expected);
        }
        return text;
    }

    private String name(int charsMax, String expected, @Nullable Object value) {
        String text = text(value, expected);
        if (text.isEmpty()) {
            throw place.refuseWhatIs("empty", "a text that names something");
        }
        if (text.length() > charsMax) {
            throw place.refuseWhatIs(
                    "a text of " + text.length() + " characters", charsMax + " at most");
        }
        return text;
    }

    private void runId(@Nullable Object value) {
        if (!RunIds.isUuid(name(Limits.NAME_CHARS_MAX, "a UUID", value))) {
            place.warn(value, "is not a UUID and is kept as it is");
        }
    }

    private void uri(@Nullable Object value) {
        if (!Uris.isAbsolute(text(value, "an absolute URI"))) {
            place.warn(value, "is not an absolute URI and is kept as it is");
        }
    }

    private void moment(@Nullable Object value) {
        Moment moment = Moment.read(text(value, Moment.EXPECTED));
        if (moment == null) {
            throw place.refuse(value, Moment.EXPECTED);
        }
        if (moment.oddity() != null) {
            place.warn(value, moment.oddity());
        }
    }

    private void word(Shape.Words shape, @Nullable Object value) {
        expect(value instanceof String text && shape.words().contains(text), shape, value);
    }

    /** JSON Schema knows no greatest whole number, and takes 3.0 for one. */
    private void whole(Shape.Whole shape, @Nullable Object value) {
        boolean fits =
                switch (value) {
                    case Long number -> number >= shape.min();
                    case BigInteger number -> number.doubleValue() >= shape.min();
                    case Double number ->
                            number == Math.rint(number)
                                    && !Double.isInfinite(number)
                                    && number >= shape.min();
                    case null, default -> false;
                };
        expect(fits, shape, value);
    }

    private Map<?, ?> object(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> object)) {
            throw place.refuse(value, "an object");
        }
        return object;
    }

    private void expect(boolean fits, Shape shape, @Nullable Object value) {
        if (!fits) {
            throw place.refuse(value, expected(shape));
        }
    }

    private static String expected(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> "a text";
            case Shape.Name name -> "a text";
            case Shape.RunId id -> "a UUID";
            case Shape.Uri uri -> "an absolute URI";
            case Shape.DateTime time -> Moment.EXPECTED;
            case Shape.Words words -> "one of " + String.join(", ", words.words());
            case Shape.Whole whole ->
                    Double.isInfinite(whole.min())
                            ? "a whole number"
                            : "a whole number from %.0f".formatted(whole.min());
            case Shape.Decimal number -> "a number";
            case Shape.Flag flag -> "true or false";
            case Shape.ListOf list -> "a list";
            case Shape.Later later -> expected(later.shape().get());
            case Shape.AnyObject object -> "an object";
            case Shape.Container container -> "an object";
            case Shape.MapOf map -> "an object";
            case Shape.ToldBy told -> "an object";
            case Shape.Members members -> "an object";
            case Shape.Facet facet -> "an object";
        };
    }
}
