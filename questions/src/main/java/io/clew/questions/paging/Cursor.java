package io.clew.questions.paging;

import io.clew.identity.Digests;
import io.clew.model.ClewException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes and reads cursors; one is good only for the question that it was given for. */
public final class Cursor {

    private static final char SEPARATOR = '\n';
    private static final int BINDING_CHARS = 16;

    private Cursor() {}

    /**
     * Writes a cursor.
     *
     * @param question all that the next page must share with this one, such as filters
     * @param place where the next page begins; texts without line breaks but for the last
     */
    public static String write(String question, List<String> place) {
        String text = binding(question) + SEPARATOR + String.join(String.valueOf(SEPARATOR), place);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor that {@link #write} wrote for the same question.
     *
     * @param parts how many texts its place has
     * @throws ClewException INVALID_PARAMETER when it is none, or of another question
     */
    public static List<String> read(String question, String cursor, int parts) {
        List<String> all;
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            all = List.of(text.split(String.valueOf(SEPARATOR), parts + 1));
        } catch (IllegalArgumentException notBase64) {
            throw refusal();
        }
        if (all.size() != parts + 1 || !all.getFirst().equals(binding(question))) {
            throw refusal();
        }
        return all.subList(1, all.size());
    }

    /** Reads a whole number of a cursor's place. */
    public static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw refusal();
        }
    }

    /** Makes the refusal of a cursor that this question did not give. */
    public static ClewException refusal() {
        return ClewException.invalid(
                "cursor",
                "The cursor was not given by this question: expected the `next` of a page asked for"
                        + " with the same parameters.");
    }

    private static String binding(String question) {
        return Digests.sha256(question).substring(0, BINDING_CHARS);
    }
}
