package io.clew.intake;

import io.clew.model.Secrets;
import io.clew.store.UrnHash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes names and reasons such that they can be kept and shown: without secrets, not too long. */
public final class Shown {

    /** Most characters of an origin or the name of a record: what an index of PostgreSQL takes. */
    public static final int NAME_CHARS_MAX = 500;

    /** Most characters of a reason; longer ones are cut, and say so. */
    public static final int REASON_CHARS_MAX = 2000;

    private Shown() {}

    /** Names that must be cut stay different by a digest. */
    static String name(String what) {
        String clean = storable(Secrets.redact(what));
        String digest = "…#" + HexFormat.of().formatHex(UrnHash.of(clean));
        return clean.length() <= NAME_CHARS_MAX
                ? clean
                : cut(clean, NAME_CHARS_MAX - digest.length()) + digest;
    }

    static String reason(String reason) {
        String clean = storable(Secrets.redact(reason));
        return clean.length() <= REASON_CHARS_MAX ? clean : cut(clean, REASON_CHARS_MAX - 1) + "…";
    }

    private static String cut(String text, int chars) {
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars);
    }

    /** Replaces what no database keeps as text: NUL and halves of surrogate pairs. */
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace('\0', '\uFFFD');
    }
}
