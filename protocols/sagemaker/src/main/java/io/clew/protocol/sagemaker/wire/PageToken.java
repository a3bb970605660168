package io.clew.protocol.sagemaker.wire;

import io.clew.http.json.Json;
import io.clew.identity.Digests;
import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries where a page ended to the call for the next one; opaque to clients.
 *
 * <p>It holds the values that the last element was ordered by, so what came or went meanwhile
 * neither repeats nor hides an element, and a digest of the question, so it fits no other.
 *
 * @param values text or Long each
 */
public record PageToken(List<@Nullable Object> values) {
    /** The members of a call that do not choose what is listed. */
    private static final List<String> PAGING = List.of("NextToken", "MaxResults");

    private static final int DIGEST_CHARS = 16;

    /** Reads the token of a call; null when it asks for the first page. */
    public static @Nullable PageToken of(Call call) {
        if (!(call.fields().get("NextToken") instanceof String text) || text.isEmpty()) {
            return null;
        }
        if (!(json(text) instanceof List<?> all) || !question(call).equals(first(all))) {
            throw invalid();
        }
        return new PageToken(new ArrayList<>(all.subList(1, all.size())));
    }

    /** Writes the token that comes after the last element of a call's page. */
    public static String after(Call call, Object... values) {
        List<Object> all = new ArrayList<>();
        all.add(question(call));
        all.addAll(List.of(values));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.mapper().writeValueAsBytes(all));
    }

    /** Returns a value as a text. */
    public String text(int index) {
        if (index < values.size() && values.get(index) instanceof String text) {
            return text;
        }
        throw invalid();
    }

    /** Returns a value as an integer. */
    public long integer(int index) {
        if (index < values.size() && values.get(index) instanceof Long number) {
            return number;
        }
        throw invalid();
    }

    private static @Nullable Object first(List<?> all) {
        return all.isEmpty() ? null : all.getFirst();
    }

    private static String question(Call call) {
        Map<String, @Nullable Object> chosen = new LinkedHashMap<>(call.fields());
        PAGING.forEach(chosen::remove);
        return Digests.sha256(
                        call.operation()
                                + call.region()
                                + Json.mapper().writeValueAsString(new java.util.TreeMap<>(chosen)))
                .substring(0, DIGEST_CHARS);
    }

    private static @Nullable Object json(String text) {
        try {
            return Json.read(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException | ClewException unreadable) {
            return null;
        }
    }

    private static Refusal invalid() {
        return Refusal.invalid(
                "The NextToken is not one that this operation gave for the same parameters.");
    }
}
