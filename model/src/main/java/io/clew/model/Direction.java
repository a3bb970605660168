package io.clew.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says which way a question goes along the edges, which point from effect to cause. */
public enum Direction {
    /** To the causes. */
    UPSTREAM,
    /** To the effects. */
    DOWNSTREAM,
    /** To the causes, and to the effects: not to the effects of causes. */
    BOTH;

    /** Returns the name used in JSON, such as {@code upstream}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds the direction with a wire name; empty when there is none. */
    public static Optional<Direction> fromWireName(String name) {
        return Arrays.stream(values()).filter(d -> d.wireName().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return wireName();
    }
}
