package io.clew.questions.merges;

import io.clew.model.ClewException;

/** Bounds the reasons that people give. */
public final class Reasons {

    /** Most characters of a reason: a paragraph; more belongs in a note. */
    public static final int CHARS_MAX = 2000;

    private Reasons() {}

    /**
     * Refuses a reason that says nothing or too much.
     *
     * @throws ClewException INVALID_PARAMETER for the field {@code reason}
     */
    static void check(String reason) {
        int length = reason.codePointCount(0, reason.length());
        if (reason.isBlank() || length > CHARS_MAX) {
            throw ClewException.invalid(
                    "reason",
                    "The reason has %d characters: expected 1 to %d that say why."
                            .formatted(reason.isBlank() ? 0 : length, CHARS_MAX));
        }
    }
}
