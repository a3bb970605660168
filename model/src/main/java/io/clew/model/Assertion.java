package io.clew.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says how a fact is known; declared first, so that the natural order is strongest first. */
public enum Assertion {
    /** A client said so. */
    DECLARED,
    /** Clew saw it happen, for instance a file that streamed past. */
    OBSERVED,
    /** A rule concluded it from other facts; its evidence names the rule and its inputs. */
    INFERRED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** Returns the name used in JSON, such as {@code declared}. */
    public String wireName() {
        return wireName;
    }

    /** Finds the assertion with a wire name; empty when there is none. */
    public static Optional<Assertion> fromWireName(String name) {
        return Arrays.stream(values()).filter(a -> a.wireName().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return wireName();
    }
}
