package io.clew.http.json;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON within limits that hold for every protocol.
 *
 * <p>What is refused, always as {@code INVALID_PARAMETER}: broken JSON, anything after the first
 * value, nesting over {@link #DEPTH_MAX}, a name given twice in one object (two readers could
 * disagree on what was said), and text that is no Unicode or holds NUL ({@link Text}). The bare
 * words {@code NaN}, {@code Infinity} and {@code -Infinity} are read as numbers, since Python
 * writes them.
 */
public final class Json {
    /** Most levels of nesting: far above any real body, far below what would exhaust a stack. */
    public static final int DEPTH_MAX = 200;

    /** Most characters of one number: a double written out in full has 310. */
    public static final int NUMBER_CHARS_MAX = 1000;

    /** Most characters of a member's name. */
    public static final int NAME_CHARS_MAX = 10_000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxNumberLength(NUMBER_CHARS_MAX)
                                    .maxNameLength(NAME_CHARS_MAX)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private Json() {}

    /** Keeps the mapper out of the way of those who only stream: it is slow to make. */
    private static final class Mapper {
        private static final JsonMapper INSTANCE = JsonMapper.builder(FACTORY).build();
    }

    /**
     * Reads a body that must be a JSON object; an empty body reads as an empty object, so that the
     * fields it lacks are named.
     *
     * @throws ClewException INVALID_PARAMETER when it is not one object of JSON
     */
    public static JsonObject readObject(byte[] utf8) {
        if (utf8.length == 0) {
            return new JsonObject(Map.of());
        }
        if (read(utf8) instanceof Map<?, ?> members) {
            return JsonObject.of(members);
        }
        throw refuse("the body must be a JSON object");
    }

    /**
     * Reads any JSON value: null, String, Boolean, Long, BigInteger, Double, List or Map, the last
     * in the order sent.
     *
     * @throws ClewException INVALID_PARAMETER when it is not one value of JSON
     */
    public static @Nullable Object read(byte[] utf8) {
        return read(
                utf8,
                name -> {
                    throw ClewException.invalid(
                            name, "the JSON gives " + Text.quoted(name) + " twice in one object");
                });
    }

    /**
     * Reads any JSON value as {@link #read(byte[])} does, from senders that are known to give a
     * name twice in one object: the last value counts.
     *
     * @param repeated takes each name that is given once more
     */
    public static @Nullable Object read(byte[] utf8, Consumer<String> repeated) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw refuse("the body is empty; JSON was expected");
            }
            Object value = value(parser, first, repeated);
            if (parser.nextToken() != null) {
                throw refuse("the body goes on after its JSON value ended");
            }
            return value;
        } catch (JacksonException broken) {
            throw refusal(broken);
        }
    }

    /**
     * Opens a parser for hot endpoints; whoever uses it checks texts by {@link Text} and turns a
     * {@link JacksonException} into {@link #refusal(JacksonException)}.
     */
    public static JsonParser parser(byte[] utf8) {
        return FACTORY.createParser(utf8);
    }

    /** Opens a generator, for shapes that {@link JsonWriter} does not write. */
    public static JsonGenerator generator(OutputStream out) {
        return FACTORY.createGenerator(out);
    }

    /** Returns the mapper of records to and from JSON; made at first use. */
    public static JsonMapper mapper() {
        return Mapper.INSTANCE;
    }

    /** Writes one object into memory. */
    public static byte[] bytes(Consumer<JsonWriter> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        write(out, members);
        return out.toByteArray();
    }

    /**
     * Writes one object while it is made; the stream is flushed and stays open.
     *
     * @throws JacksonIOException when the stream fails
     */
    public static void write(OutputStream out, Consumer<JsonWriter> members) {
        JsonGenerator generator = FACTORY.createGenerator(out);
        // What is copied beside the generator must not wake the stream at each turn.
        generator.configure(StreamWriteFeature.FLUSH_PASSED_TO_STREAM, false);
        generator.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
        generator.writeStartObject();
        members.accept(new JsonWriter(generator, out));
        generator.writeEndObject();
        // Gives its buffers back. Not done when the members fail: it would end them as if whole.
        generator.close();
        try {
            out.flush();
        } catch (IOException failure) {
            throw JacksonIOException.construct(failure);
        }
    }

    /** Says what is wrong with a body that Jackson could not read, without its class names. */
    public static ClewException refusal(JacksonException broken) {
        if (broken instanceof JacksonIOException) {
            // Of bytes in memory nothing but their encoding can fail.
            return refuse("the body is not UTF-8");
        }
        if (broken instanceof StreamConstraintsException) {
            return refuse(
                    "the JSON is over a limit: %d levels of nesting, %d characters of a number, %d characters of a name"
                            .formatted(DEPTH_MAX, NUMBER_CHARS_MAX, NAME_CHARS_MAX));
        }
        var at = broken.getLocation();
        String where =
                at == null
                        ? ""
                        : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return refuse("the body is not valid JSON" + where);
    }

    private static ClewException refuse(String message) {
        return new ClewException(ErrorCode.INVALID_PARAMETER, message);
    }

    private static @Nullable Object value(
            JsonParser parser, JsonToken token, Consumer<String> repeated) {
        return switch (token) {
            case START_OBJECT -> members(parser, repeated);
            case START_ARRAY -> elements(parser, repeated);
            case VALUE_STRING -> Text.checked(parser.currentName(), parser.getString());
            case VALUE_NUMBER_INT ->
                    parser.getNumberValue() instanceof Integer small
                            ? (Object) small.longValue()
                            : parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no value starts with " + token);
        };
    }

    private static Map<String, @Nullable Object> members(
            JsonParser parser, Consumer<String> repeated) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            Text.checked(name, name);
            if (members.containsKey(name)) {
                repeated.accept(name);
            }
            members.put(name, value(parser, parser.nextToken(), repeated));
        }
        return members;
    }

    private static List<@Nullable Object> elements(JsonParser parser, Consumer<String> repeated) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            elements.add(value(parser, token, repeated));
        }
        return elements;
    }
}
