package io.clew.protocol.metaflow.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The operators of the grammar; {@code is} takes {@code null} and nothing else. */
enum Operator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    CO(""),
    SW(""),
    EW(""),
    LI(""),
    IS("");

    private final String sql;

    Operator(String sql) {
        this.sql = sql;
    }

    /** Returns SQL's own operator; empty for the ones that match patterns. */
    String sql() {
        return sql;
    }

    /** Returns the pattern that matches as this operator does. */
    String pattern(String value) {
        String escaped = value.replace("\\", "\\\\");
        if (this == LI) {
            return escaped;
        }
        String literal = escaped.replace("%", "\\%").replace("_", "\\_");
        return switch (this) {
            case CO -> "%" + literal + "%";
            case SW -> literal + "%";
            case EW -> "%" + literal;
            default -> throw new IllegalStateException(this + " is no pattern");
        };
    }

    static Optional<Operator> of(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
