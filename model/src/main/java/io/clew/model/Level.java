package io.clew.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says how fine an answer about lineage is. */
public enum Level {
    /** Things as wholes: no columns. */
    NODE,
    /** Things and, of datasets, the columns that lineage joins. */
    COLUMN;

    /** Returns the name used in JSON, such as {@code node}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds the level with a wire name; empty when there is none. */
    public static Optional<Level> fromWireName(String name) {
        return Arrays.stream(values()).filter(level -> level.wireName().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return wireName();
    }
}
