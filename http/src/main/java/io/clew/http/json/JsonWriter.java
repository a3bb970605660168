package io.clew.http.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes the members of JSON objects in the order they are called; a null is left out.
 *
 * <p>64-bit integers are JSON numbers. A double that is no number is written as the text {@code
 * "NaN"}, {@code "Infinity"} or {@code "-Infinity"}. Get one from {@link Json#bytes} or {@link
 * Json#write}.
 */
public final class JsonWriter {
    private final JsonGenerator out;
    private final OutputStream sink;

    /**
     * Writes through a generator.
     *
     * @param sink what the generator writes to, but does not flush
     */
    JsonWriter(JsonGenerator out, OutputStream sink) {
        this.out = out;
        this.sink = sink;
    }

    /** Writes a text. */
    public JsonWriter text(String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, value);
        }
        return this;
    }

    /** Writes an integer. */
    public JsonWriter number(String name, long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    /** Writes a double. */
    public JsonWriter number(String name, double value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    /** Writes a number when there is one. */
    public JsonWriter number(String name, @Nullable Number value) {
        return value == null ? this : value(name, value);
    }

    /** Writes a boolean. */
    public JsonWriter bool(String name, boolean value) {
        out.writeBooleanProperty(name, value);
        return this;
    }

    /** Writes a boolean when there is one. */
    public JsonWriter bool(String name, @Nullable Boolean value) {
        return value == null ? this : bool(name, value.booleanValue());
    }

    /** Writes {@code null}, for the rare shape that promises it. */
    public JsonWriter nothing(String name) {
        out.writeNullProperty(name);
        return this;
    }

    /** Writes an object, also when it stays empty. */
    public JsonWriter object(String name, Consumer<JsonWriter> members) {
        out.writeName(name);
        out.writeStartObject();
        members.accept(this);
        out.writeEndObject();
        return this;
    }

    /** Writes a list with one object for each element, also when it is empty. */
    public <T> JsonWriter objects(
            String name, Iterable<T> elements, BiConsumer<JsonWriter, T> members) {
        out.writeName(name);
        out.writeStartArray();
        for (T element : elements) {
            out.writeStartObject();
            members.accept(this, element);
            out.writeEndObject();
        }
        out.writeEndArray();
        return this;
    }

    /** Writes a list of lists, with one object for each of their elements. */
    public <T> JsonWriter lists(
            String name, Iterable<? extends Iterable<T>> lists, BiConsumer<JsonWriter, T> members) {
        out.writeName(name);
        out.writeStartArray();
        for (Iterable<T> list : lists) {
            out.writeStartArray();
            for (T element : list) {
                out.writeStartObject();
                members.accept(this, element);
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        return this;
    }

    /** Writes a list of objects, or nothing when it is empty (as protobuf's JSON does). */
    public <T> JsonWriter objectsUnlessEmpty(
            String name, Collection<T> elements, BiConsumer<JsonWriter, T> members) {
        return elements.isEmpty() ? this : objects(name, elements, members);
    }

    /**
     * Writes a list of values that are JSON already, also when it is empty: they are copied.
     *
     * @param elements each one value in UTF-8
     */
    public JsonWriter copies(String name, List<byte[]> elements) {
        beginCopy(name);
        try {
            copy(elements);
        } catch (IOException failure) {
            throw JacksonIOException.construct(failure);
        }
        return this;
    }

    /** Writes a list of lists of values that are JSON already. */
    public JsonWriter copiesOfLists(String name, List<List<byte[]>> lists) {
        beginCopy(name);
        try {
            sink.write('[');
            boolean first = true;
            for (List<byte[]> list : lists) {
                if (!first) {
                    sink.write(',');
                }
                first = false;
                copy(list);
            }
            sink.write(']');
        } catch (IOException failure) {
            throw JacksonIOException.construct(failure);
        }
        return this;
    }

    /** Lets the generator believe that a value was written, and empties it into the sink. */
    private void beginCopy(String name) {
        out.writeName(name);
        out.writeRawValue("");
        out.flush();
    }

    private void copy(List<byte[]> elements) throws IOException {
        sink.write('[');
        boolean first = true;
        for (byte[] element : elements) {
            if (!first) {
                sink.write(',');
            }
            first = false;
            sink.write(element);
        }
        sink.write(']');
    }

    /** Writes a list of texts, also when it is empty. */
    public JsonWriter texts(String name, Iterable<String> elements) {
        out.writeName(name);
        out.writeStartArray();
        elements.forEach(out::writeString);
        out.writeEndArray();
        return this;
    }

    /** Writes a list of texts, or nothing when it is empty (as protobuf's JSON does). */
    public JsonWriter textsUnlessEmpty(String name, Collection<String> elements) {
        return elements.isEmpty() ? this : texts(name, elements);
    }

    /** Writes a value of the kinds that {@link Json#read} returns; nothing when it is null. */
    public JsonWriter value(String name, @Nullable Object value) {
        if (value != null) {
            out.writeName(name);
            write(value);
        }
        return this;
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean bool -> out.writeBoolean(bool);
            case Long number -> out.writeNumber(number.longValue());
            case Integer number -> out.writeNumber(number.intValue());
            case Double number -> out.writeNumber(number.doubleValue());
            case Float number -> out.writeNumber(number.floatValue());
            case java.math.BigInteger number -> out.writeNumber(number);
            case java.math.BigDecimal number -> out.writeNumber(number);
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(this::write);
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach(
                        (name, member) -> {
                            out.writeName(String.valueOf(name));
                            write(member);
                        });
                out.writeEndObject();
            }
            default -> throw new IllegalArgumentException("no JSON form of " + value.getClass());
        }
    }
}
