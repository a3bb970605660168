package io.clew.protocol.mlflow.wire;

import io.clew.http.json.Json;
import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries where a page ended to the call for the next one; opaque to clients.
 *
 * <p>It holds the values that the last element was ordered by, so that the next page starts after
 * it at once, and what came or went meanwhile neither repeats nor hides an element.
 *
 * @param question which list it belongs to: a short digest of all that chooses and orders it
 * @param values text, Long, Double, or null each
 */
public record PageToken(String question, List<@Nullable Object> values) {
    /** Longest token read: keys and values that lists are ordered by are shorter. */
    private static final int LENGTH_MAX = 100_000;

    public PageToken {
        values = new ArrayList<>(values);
    }

    /** Returns the token's text. */
    public String encode() {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(question);
        for (Object value : values) {
            all.add(value instanceof Double number ? bits(number) : value);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.mapper().writeValueAsBytes(all));
    }

    /**
     * Reads a token of a question.
     *
     * @throws ClewException INVALID_PARAMETER when it is none, or of another question
     */
    public static PageToken decode(String text, String question) {
        if (text.length() > LENGTH_MAX) {
            throw invalid("it is too long");
        }
        if (!(json(text) instanceof List<?> all) || all.isEmpty()) {
            throw invalid("it could not be read");
        }
        if (!question.equals(all.getFirst())) {
            throw invalid("it belongs to another request");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Object value : all.subList(1, all.size())) {
            values.add(value instanceof List<?> bits ? real(bits) : value);
        }
        return new PageToken(question, values);
    }

    private static @Nullable Object json(String text) {
        try {
            return Json.read(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException | ClewException unreadable) {
            return null;
        }
    }

    /** Returns a value as an integer. */
    public long integer(int index) {
        if (value(index) instanceof Long number) {
            return number;
        }
        throw invalid("it could not be read");
    }

    /** Returns a value as a text. */
    public String text(int index) {
        if (value(index) instanceof String text) {
            return text;
        }
        throw invalid("it could not be read");
    }

    /** Returns a value as a double. */
    public double real(int index) {
        if (value(index) instanceof Double number) {
            return number;
        }
        throw invalid("it could not be read");
    }

    /** Returns a value; null stands for none. */
    public @Nullable Object value(int index) {
        if (index >= values.size()) {
            throw invalid("it could not be read");
        }
        return values.get(index);
    }

    /** A double travels as its bits, in a list of one: any decimal form could lose some. */
    private static List<Long> bits(double number) {
        return List.of(Double.doubleToRawLongBits(number));
    }

    private static double real(List<?> bits) {
        if (bits.size() == 1 && bits.getFirst() instanceof Long number) {
            return Double.longBitsToDouble(number);
        }
        throw invalid("it could not be read");
    }

    private static ClewException invalid(String why) {
        return ClewException.invalid("page_token", "Invalid page token: " + why + ".");
    }
}
