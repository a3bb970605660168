package io.clew.questions.cursor;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Cut;
import io.clew.model.ClewException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says where the next page of an answer begins.
 *
 * @param position log position of the first page: all pages are of that prefix of the log
 * @param start how many nodes the pages before showed
 * @param cut where the budget cut the first page's walk; null when it did not
 */
public record PageCursor(long position, int start, @Nullable Cut cut) {

    private static final byte FORM = 1;
    private static final int BODY_BYTES = 1 + 8 + 4 + 1 + 8;
    private static final int SEAL_BYTES = 12;
    private static final byte NOT_CUT = -1;

    /**
     * Opens a page: the first one as of the newest log position, or the one that a cursor says.
     *
     * @param text the cursor; null for the first page
     * @param question the question in one fixed wording, without page size and cursor
     * @param knownAt the question's own bound on log positions
     * @param newest the newest log position
     * @throws ClewException INVALID_PARAMETER when it is no cursor, or one of another question
     */
    public static PageCursor open(
            @Nullable String text, String question, long knownAt, long newest) {
        return text == null
                ? new PageCursor(Math.min(knownAt, newest), 0, null)
                : read(text, question, newest);
    }

    private static PageCursor read(String text, String question, long newest) {
        byte[] bytes = decode(text);
        if (bytes.length != BODY_BYTES + SEAL_BYTES || bytes[0] != FORM) {
            throw ClewException.invalid("cursor", "this is not a cursor that Clew gave out");
        }
        byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
        byte[] seal = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
        if (!Arrays.equals(seal, seal(body, question))) {
            throw ClewException.invalid(
                    "cursor", "this cursor belongs to another question: ask that one again");
        }
        ByteBuffer in = ByteBuffer.wrap(body, 1, BODY_BYTES - 1);
        long position = in.getLong();
        int start = in.getInt();
        byte part = in.get();
        long steps = in.getLong();
        if (position > newest) {
            throw ClewException.invalid("cursor", "this cursor is of a log that is no more");
        }
        Cut cut = part == NOT_CUT ? null : new Cut(steps, Budget.Part.values()[part]);
        return new PageCursor(position, start, cut);
    }

    /** Returns the cursor as text, for a question in the wording that reads it again. */
    public String text(String question) {
        ByteBuffer out = ByteBuffer.allocate(BODY_BYTES + SEAL_BYTES);
        Cut where = cut;
        out.put(FORM)
                .putLong(position)
                .putInt(start)
                .put(where == null ? NOT_CUT : (byte) where.part().ordinal())
                .putLong(where == null ? 0 : where.steps());
        out.put(seal(Arrays.copyOf(out.array(), BODY_BYTES), question));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /** Binds a cursor to its question, so that neither can be changed alone. */
    private static byte[] seal(byte[] body, String question) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body);
            digest.update(Objects.requireNonNull(question).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(), SEAL_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
