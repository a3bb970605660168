package io.clew.protocol.mlflow.search;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lists the comparisons of a filter. */
public enum Comparator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    RLIKE("RLIKE"),
    IN("IN"),
    NOT_IN("NOT IN"),
    IS_NULL("IS NULL"),
    IS_NOT_NULL("IS NOT NULL");

    /** What numbers are compared by. */
    public static final Set<Comparator> NUMERIC = EnumSet.range(EQUAL, GREATER_OR_EQUAL);

    /** What texts are compared by. */
    public static final Set<Comparator> TEXT = EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE);

    /** What texts are compared by that a list may stand for. */
    public static final Set<Comparator> TEXT_OR_LIST =
            EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IN, NOT_IN);

    /** What texts are compared by that may be missing. */
    public static final Set<Comparator> TEXT_OR_NULL =
            EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IS_NULL, IS_NOT_NULL);

    private final String symbol;

    Comparator(String symbol) {
        this.symbol = symbol;
    }

    /** Returns how it is written in a filter. */
    public String symbol() {
        return symbol;
    }

    /** Says whether it takes no value. */
    public boolean isNullCheck() {
        return this == IS_NULL || this == IS_NOT_NULL;
    }

    /** Says whether it takes a list. */
    public boolean isListCheck() {
        return this == IN || this == NOT_IN;
    }

    static Optional<Comparator> of(String symbol) {
        String upper = symbol.toUpperCase(Locale.ROOT);
        for (Comparator comparator : values()) {
            if (comparator.symbol.equals(upper)) {
                return Optional.of(comparator);
            }
        }
        return Optional.empty();
    }
}
