package io.clew.http.json;

import io.clew.http.Query;
import io.clew.model.ClewException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object, or of a query, as the types that a handler wants.
 *
 * <p>A field that is absent and one that is {@code null} are the same: not set. Every refusal is
 * {@code INVALID_PARAMETER} and names the field by its path, such as {@code metrics[3].timestamp}.
 * Numbers follow the JSON form of protobuf: a 64-bit integer may come as a number or as its decimal
 * text, a double also as {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. Texts are
 * strict: a number where text belongs is refused.
 */
public final class JsonObject {
    private final Map<String, @Nullable Object> members;
    private final Path path;
    private final boolean lenient;

    /** Names a place in the body; texts are made only for a refusal. */
    private record Path(@Nullable Path parent, String name, int index) {
        static final Path ROOT = new Path(null, "", -1);

        String of(String field) {
            if (parent == null) {
                return field;
            }
            return parent.of(name) + (index < 0 ? "" : "[" + index + "]") + "." + field;
        }
    }

    JsonObject(Map<String, @Nullable Object> members) {
        this(members, Path.ROOT, false);
    }

    private JsonObject(Map<String, @Nullable Object> members, Path path, boolean lenient) {
        this.members = members;
        this.path = path;
        this.lenient = lenient;
    }

    /**
     * Reads query parameters as an object: one value is a text, several are a list; numbers and
     * {@code true}/{@code false} are read from their text.
     */
    public static JsonObject of(Query query) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        query.values()
                .forEach(
                        (name, values) ->
                                members.put(name, values.size() == 1 ? values.getFirst() : values));
        return new JsonObject(members, Path.ROOT, true);
    }

    @SuppressWarnings("unchecked") // Json.members makes maps of text to values only
    static JsonObject of(Map<?, ?> members) {
        return new JsonObject((Map<String, @Nullable Object>) members);
    }

    /** Returns the names of all members, also those that are null, in the order sent. */
    public Set<String> names() {
        return members.keySet();
    }

    /** Says whether a field is there and not null. */
    public boolean has(String field) {
        return members.get(field) != null;
    }

    /** Returns the value as {@link Json#read} made it; null when not set. */
    public @Nullable Object value(String field) {
        return members.get(field);
    }

    /** Returns the whole object as plain maps, lists and values. */
    public Map<String, @Nullable Object> asMap() {
        return members;
    }

    /** Returns the path of a field, for a refusal of the handler's own. */
    public String pathOf(String field) {
        return path.of(field);
    }

    /** Makes a refusal of a field: what its value is not, and what was expected. */
    public ClewException invalid(String field, String expected) {
        String name = pathOf(field);
        return ClewException.invalid(
                name,
                "Invalid value %s for parameter '%s' supplied: %s"
                        .formatted(shown(members.get(field)), name, expected));
    }

    /** Makes a refusal of a field that is needed and not set. */
    public ClewException missing(String field) {
        String name = pathOf(field);
        return ClewException.invalid(
                name, "Missing value for required parameter '%s'.".formatted(name));
    }

    /** Returns a text that must be there; it may be empty. */
    public String text(String field) {
        String text = textOrNull(field);
        if (text == null) {
            throw missing(field);
        }
        return text;
    }

    /** Returns a text that must be there and hold at least one character. */
    public String nonEmptyText(String field) {
        String text = text(field);
        if (text.isEmpty()) {
            throw missing(field);
        }
        return text;
    }

    /** Returns a text when it is set. */
    public Optional<String> optionalText(String field) {
        return Optional.ofNullable(textOrNull(field));
    }

    /** Returns a 64-bit integer that must be there. */
    public long integer(String field) {
        return optionalInteger(field).orElseThrow(() -> missing(field));
    }

    /** Returns a 64-bit integer when it is set. */
    public OptionalLong optionalInteger(String field) {
        Object value = members.get(field);
        return switch (value) {
            case null -> OptionalLong.empty();
            case Long number -> OptionalLong.of(number);
            case Double number -> OptionalLong.of(exact(field, number));
            case String digits -> OptionalLong.of(parsed(field, digits));
            default -> throw invalid(field, "a 64-bit integer was expected");
        };
    }

    /**
     * Returns a 64-bit integer between two bounds, both included, or a default when it is not set.
     */
    public long integerBetween(String field, long min, long max, long orElse) {
        long value = optionalInteger(field).orElse(orElse);
        if (value < min || value > max) {
            throw invalid(field, "an integer from %d to %d was expected".formatted(min, max));
        }
        return value;
    }

    /** Returns a double that must be there; it may be NaN or infinite. */
    public double number(String field) {
        return optionalNumber(field).orElseThrow(() -> missing(field));
    }

    /** Returns a double when it is set; it may be NaN or infinite. */
    public OptionalDouble optionalNumber(String field) {
        Object value = members.get(field);
        return switch (value) {
            case null -> OptionalDouble.empty();
            case Number number -> OptionalDouble.of(number.doubleValue());
            case String text -> OptionalDouble.of(parsedNumber(field, text));
            default -> throw invalid(field, "a number was expected");
        };
    }

    /** Returns a boolean when it is set. */
    public Optional<Boolean> optionalBool(String field) {
        Object value = members.get(field);
        return switch (value) {
            case null -> Optional.empty();
            case Boolean bool -> Optional.of(bool);
            case String text when lenient && text.equalsIgnoreCase("true") -> Optional.of(true);
            case String text when lenient && text.equalsIgnoreCase("false") -> Optional.of(false);
            default -> throw invalid(field, "true or false was expected");
        };
    }

    /** Returns a boolean, false when it is not set. */
    public boolean bool(String field) {
        return optionalBool(field).orElse(false);
    }

    /** Returns an object that must be there. */
    public JsonObject object(String field) {
        return optionalObject(field).orElseThrow(() -> missing(field));
    }

    /** Returns an object when it is set. */
    public Optional<JsonObject> optionalObject(String field) {
        Object value = members.get(field);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(asObject(field, -1, value));
    }

    /** Returns a list of objects; empty when it is not set. */
    public List<JsonObject> objects(String field) {
        List<?> elements = elements(field);
        List<JsonObject> objects = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            objects.add(asObject(field, i, elements.get(i)));
        }
        return objects;
    }

    /** Returns a list of texts; empty when it is not set. */
    public List<String> texts(String field) {
        List<?> elements = elements(field);
        List<String> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw invalid(field, "a list of strings was expected");
            }
            texts.add(text);
        }
        return texts;
    }

    private @Nullable String textOrNull(String field) {
        Object value = members.get(field);
        return switch (value) {
            case null -> null;
            case String text -> text;
            case List<?> values when lenient && values.getLast() instanceof String last -> last;
            default -> throw invalid(field, "a string was expected");
        };
    }

    private List<?> elements(String field) {
        Object value = members.get(field);
        return switch (value) {
            case null -> List.of();
            case List<?> elements -> elements;
            case String one when lenient -> List.of(one);
            default -> throw invalid(field, "a list was expected");
        };
    }

    @SuppressWarnings("unchecked") // Json.members makes maps of text to values only
    private JsonObject asObject(String field, int index, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(
                    (Map<String, @Nullable Object>) map, new Path(path, field, index), lenient);
        }
        throw invalid(field, index < 0 ? "an object was expected" : "objects were expected");
    }

    private long exact(String field, double number) {
        long rounded = (long) number;
        if (rounded != number || rounded == Long.MAX_VALUE) {
            throw invalid(field, "a 64-bit integer was expected");
        }
        return rounded;
    }

    private long parsed(String field, String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException notOne) {
            throw invalid(field, "a 64-bit integer was expected");
        }
    }

    private double parsedNumber(String field, String text) {
        return switch (text) {
            case "NaN", "nan" -> Double.NaN;
            case "Infinity", "+Infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                boolean decimal =
                        !text.isEmpty()
                                && text.length() <= Json.NUMBER_CHARS_MAX
                                && text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
                try {
                    if (decimal) {
                        yield Double.parseDouble(text);
                    }
                } catch (NumberFormatException notOne) {
                    // falls through to the refusal
                }
                throw invalid(field, "a number was expected");
            }
        };
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> Text.quotedAsJson(text);
            case Map<?, ?> map -> "{…}";
            case List<?> list -> "[…]";
            case BigInteger big when big.bitLength() > 200 -> "of " + big.bitLength() + " bits";
            default -> value.toString();
        };
    }
}
