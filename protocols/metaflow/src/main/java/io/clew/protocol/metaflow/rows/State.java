package io.clew.protocol.metaflow.rows;

import java.util.Arrays;
import java.util.Locale;

/** Says how far a run or task has come, as it is concluded from what its tasks told. */
public enum State {
    /** A task that was registered and has not begun. */
    WAITING,
    RUNNING,
    COMPLETE,
    FAILED,
    /** It failed because nothing was heard of it any more; it runs again once something is. */
    SILENT;

    /** Returns the word in rows. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the value of the attribute {@code status}. */
    public String fact() {
        return this == SILENT ? FAILED.word() : word();
    }

    /** Says whether nothing more is expected. */
    public boolean isOver() {
        return this == COMPLETE || this == FAILED || this == SILENT;
    }

    /** Reads a word of a row. */
    static State of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst().orElseThrow();
    }
}
