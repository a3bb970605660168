package io.clew.protocol.openlineage.facets;

import io.clew.identity.Digests;

/** Bounds texts that producers send: attributes are read whole, again and again. */
final class Texts {
    private Texts() {}

    /**
     * Returns a text, or its beginning and what was left out: how long it is, and its digest, so
     * that two that differ further on stay different. The event keeps the whole.
     */
    static String bounded(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
        return "%s… [%d of %d characters; the whole, sha256-%s, is in the event]"
                .formatted(text.substring(0, end), end, text.length(), Digests.sha256(text));
    }
}
