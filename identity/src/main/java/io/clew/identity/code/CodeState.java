package io.clew.identity.code;

import java.util.Locale;

/** Says what is known of the working copy that ran; the wire names are a promise. */
public enum CodeState {
    /** It was the commit. */
    CLEAN,
    /** It was the commit and changes that nobody committed. */
    DIRTY,
    /** The code was in no repository. */
    UNTRACKED,
    /** Nobody told, so nothing is assumed. */
    UNKNOWN;

    /** Returns the value of the attribute {@code code-state}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
