package io.clew.commit.internal;

import io.clew.model.InstantText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the inputs of an inference for the tables, and reads them back: JSON texts, in which an
 * instant after the first {@code =}, such as {@code start=2026-01-31T12:34:56.789Z}, is {@code @}
 * and its milliseconds in base 36. A text that has {@code @} there gets another.
 */
public final class EvidenceText {
    private EvidenceText() {}

    private static final int BASE = 36;

    static @Nullable String write(List<String> inputs) {
        List<String> shorter = new ArrayList<>(inputs.size());
        for (String input : inputs) {
            shorter.add(shorten(input));
        }
        return FactJson.writeTexts(shorter);
    }

    /** Reads what {@link #write} wrote; null is none. */
    public static List<String> read(@Nullable String json) {
        return FactJson.readTexts(json).stream().map(EvidenceText::whole).toList();
    }

    private static String shorten(String text) {
        int at = text.indexOf('=') + 1;
        if (text.startsWith("@", at)) {
            return text.substring(0, at) + '@' + text.substring(at);
        }
        long millis = InstantText.millis(text, at);
        return millis == InstantText.NONE
                ? text
                : text.substring(0, at) + '@' + Long.toString(millis, BASE);
    }

    private static String whole(String stored) {
        int at = stored.indexOf('=') + 1;
        if (!stored.startsWith("@", at)) {
            return stored;
        }
        String start = stored.substring(0, at);
        String rest = stored.substring(at + 1);
        return start + (rest.startsWith("@") ? rest : instant(rest));
    }

    /** Returns an instant's text; what is damaged stays as it is, and no longer fits the leaf. */
    private static String instant(String base36) {
        try {
            return InstantText.of(Instant.ofEpochMilli(Long.parseLong(base36, BASE)));
        } catch (NumberFormatException | DateTimeException damaged) {
            return '@' + base36;
        }
    }
}
