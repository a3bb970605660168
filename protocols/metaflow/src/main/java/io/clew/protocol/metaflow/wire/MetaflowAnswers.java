package io.clew.protocol.metaflow.wire;

import io.clew.http.Response;
import io.clew.http.Status;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes answers as Metaflow's client reads them: bare JSON values, each with the service's version
 * in a header.
 *
 * <p>Refusals have the shapes of the original service: {@code {"message"}} for bodies and missing
 * things, a bare JSON text for queries and tags, {@code {"detail","status","title"}} where the
 * original fails and its clients are used to it.
 */
public final class MetaflowAnswers {
    /**
     * The version of the service whose calls are all served: lists of every kind have cursors since
     * 2.6.1, and clients look at nothing above.
     */
    public static final String VERSION = "2.6.1";

    /** Header that tells clients the version. */
    public static final String VERSION_HEADER = "METADATA_SERVICE_VERSION";

    private static final int SERVER_ERROR = 500;
    private static final int RETRY_SECONDS = 1;

    private MetaflowAnswers() {}

    /** Makes an answer of JSON that is written in place. */
    public static Response json(int status, Consumer<JsonGenerator> value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = Json.generator(out)) {
            value.accept(generator);
        }
        return versioned(Response.json(status, out.toByteArray()));
    }

    /** Makes an answer of one value: text, Long, null, List or Map of these. */
    public static Response value(int status, @Nullable Object value) {
        return json(status, out -> write(out, value));
    }

    /** Makes an answer of plain text. */
    public static Response plain(String text) {
        return versioned(Response.text(200, text));
    }

    /** Renders a refusal. */
    public static Response refusal(ClewException refusal) {
        return refusal(Status.of(refusal.code()), refusal);
    }

    /** Renders a refusal whose status HTTP decides. */
    public static Response refusal(int status, ClewException refusal) {
        Response answer = message(status, String.valueOf(refusal.getMessage()));
        return refusal.code() == ErrorCode.UNAVAILABLE
                ? answer.withHeader("Retry-After", Integer.toString(RETRY_SECONDS))
                : answer;
    }

    /** Refuses with {@code {"message": …}}. */
    public static Response message(int status, String message) {
        return value(status, Map.of("message", message));
    }

    /** Refuses with a bare JSON text. */
    public static Response text(int status, String message) {
        return value(status, message);
    }

    /**
     * Refuses as the original does where it fails on a missing parent: clients of today are tested
     * with its 500.
     */
    public static Response failure(String detail) {
        return json(
                SERVER_ERROR,
                out -> {
                    out.writeStartObject();
                    out.writeStringProperty("detail", detail);
                    out.writeNumberProperty("status", SERVER_ERROR);
                    out.writeStringProperty("title", "Internal Server Error");
                    out.writeEndObject();
                });
    }

    private static Response versioned(Response response) {
        return response.withHeader(VERSION_HEADER, VERSION);
    }

    /** Returns a value of the kinds that {@link Json#read} makes as JSON text. */
    public static String text(@Nullable Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        try (JsonGenerator generator = Json.generator(out)) {
            write(generator, value);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Writes a value of the kinds that {@link Json#read} makes. */
    static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean bool -> out.writeBoolean(bool);
            case Long number -> out.writeNumber(number.longValue());
            case Integer number -> out.writeNumber(number.intValue());
            case java.math.BigInteger number -> out.writeNumber(number);
            case Double number -> writeDouble(out, number);
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(element -> write(out, element));
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach(
                        (name, member) -> {
                            out.writeName(String.valueOf(name));
                            write(out, member);
                        });
                out.writeEndObject();
            }
            default -> throw new IllegalArgumentException("no JSON form of " + value.getClass());
        }
    }

    /** JSON has no word for what is no number; Python's own words stand as texts. */
    private static void writeDouble(JsonGenerator out, double number) {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeString(Double.toString(number));
        }
    }
}
