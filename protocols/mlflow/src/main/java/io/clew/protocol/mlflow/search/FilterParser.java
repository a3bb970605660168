package io.clew.protocol.mlflow.search;

import io.clew.http.json.Text;
import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a filter: comparisons joined by {@code AND}, of a field with a value, a list or nothing.
 *
 * <p>Source of the rules: MLflow's {@code search_utils.py} of 3.17.2. What that accepts by accident
 * (comparisons side by side, a dangling {@code AND}) is refused.
 */
public final class FilterParser {
    /** Longest filter: room for a list of {@link #LIST_MAX} run ids. */
    public static final int LENGTH_MAX = 500_000;

    /** Most comparisons: each costs the database a look-up for every candidate. */
    public static final int CONDITIONS_MAX = 100;

    /** Most elements of a list. */
    public static final int LIST_MAX = 10_000;

    /** Longest pattern, and most wildcards in it: what matching it costs grows with both. */
    private static final int PATTERN_LENGTH_MAX = 10_000;

    private static final int PATTERN_WILDCARDS_MAX = 20;

    /** Words of SQL that are no value and no field. */
    private static final Set<String> KEYWORDS =
            Set.of(
                    "AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "ILIKE", "RLIKE", "TRUE",
                    "FALSE");

    private final List<Token> tokens;
    private final SearchEntity entity;
    private int at;

    private FilterParser(List<Token> tokens, SearchEntity entity) {
        this.tokens = tokens;
        this.entity = entity;
    }

    /**
     * Reads a filter; an empty one has no conditions and is always true.
     *
     * @throws ClewException INVALID_PARAMETER when it is not well formed, or speaks of what the
     *     entity does not have
     */
    public static List<Condition> parse(String filter, SearchEntity entity) {
        if (filter.length() > LENGTH_MAX) {
            throw ClewException.invalid(
                    "filter",
                    "'filter' exceeds the maximum length of " + LENGTH_MAX + " characters");
        }
        List<Token> tokens = Lexer.tokens(filter);
        int semicolon = 0;
        while (semicolon < tokens.size() && tokens.get(semicolon).kind() != Token.Kind.SEMICOLON) {
            semicolon++;
        }
        if (semicolon < tokens.size() - 1) {
            throw FieldName.refuse(
                    "Search filter contained multiple expression '%s'. Provide AND-ed expression list."
                            .formatted(shown(filter)));
        }
        return new FilterParser(tokens, entity).conditions();
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        while (at < tokens.size()) {
            if (!conditions.isEmpty()) {
                if (!tokens.get(at).isWord("AND")) {
                    throw invalidClause(at);
                }
                at++;
            }
            conditions.add(condition());
            if (conditions.size() > CONDITIONS_MAX) {
                throw FieldName.refuse(
                        "A filter may have at most " + CONDITIONS_MAX + " comparisons");
            }
        }
        return List.copyOf(conditions);
    }

    private Condition condition() {
        int start = at;
        Token left = next(start);
        if (!isField(left) && !isValue(left)) {
            throw invalidClause(start);
        }
        String symbol = comparator(start);
        if (Comparator.of(symbol).filter(Comparator::isNullCheck).isPresent()) {
            requireField(left);
            FieldName field = FieldName.searched(left.text(), entity);
            return new Condition(
                    field.kind(), field.key(), comparator(field, symbol), new Operand.None());
        }
        if (symbol.equals("IN") || symbol.equals("NOT IN")) {
            requireField(left);
            FieldName field = FieldName.searched(left.text(), entity);
            Operand.Texts list = list(start);
            return new Condition(field.kind(), field.key(), listComparator(field, symbol), list);
        }
        Token right = next(start);
        if (!isField(right) && !isValue(right)) {
            throw invalidClause(start);
        }
        if (at < tokens.size() && !tokens.get(at).isWord("AND")) {
            throw invalidClause(start);
        }
        requireField(left);
        FieldName field = FieldName.searched(left.text(), entity);
        Operand operand = operand(field, right);
        Comparator comparator = comparator(field, symbol);
        refuseCostlyPattern(comparator, operand);
        return new Condition(field.kind(), field.key(), comparator, operand);
    }

    private Token next(int start) {
        if (at >= tokens.size()) {
            throw invalidClause(start);
        }
        return tokens.get(at++);
    }

    private static boolean isField(Token token) {
        return token.kind() == Token.Kind.NAME
                && !KEYWORDS.contains(token.text().toUpperCase(Locale.ROOT));
    }

    private static boolean isValue(Token token) {
        return token.kind() == Token.Kind.TEXT || token.kind() == Token.Kind.NUMBER;
    }

    private static void requireField(Token left) {
        if (!isField(left)) {
            throw FieldName.refuse(
                    "Invalid comparison clause. Expected 'Identifier' found '%s'"
                            .formatted(shown(left.text())));
        }
    }

    /** Reads a comparator as it is written; it need not be one. */
    private String comparator(int start) {
        Token first = next(start);
        if (first.kind() == Token.Kind.OPERATOR) {
            return first.text();
        }
        if (first.isWord("IS")) {
            if (word("NULL")) {
                return "IS NULL";
            }
            if (word("NOT") && word("NULL")) {
                return "IS NOT NULL";
            }
            throw invalidClause(start);
        }
        if (first.isWord("NOT")) {
            for (String word : List.of("IN", "LIKE", "ILIKE", "RLIKE")) {
                if (word(word)) {
                    return "NOT " + word;
                }
            }
            throw invalidClause(start);
        }
        for (String word : List.of("IN", "LIKE", "ILIKE", "RLIKE")) {
            if (first.isWord(word)) {
                return word;
            }
        }
        throw invalidClause(start);
    }

    private boolean word(String word) {
        if (at < tokens.size() && tokens.get(at).isWord(word)) {
            at++;
            return true;
        }
        return false;
    }

    private Operand.Texts list(int start) {
        if (next(start).kind() != Token.Kind.OPEN) {
            throw invalidClause(start);
        }
        List<String> values = new ArrayList<>();
        if (at < tokens.size() && tokens.get(at).kind() == Token.Kind.CLOSE) {
            throw FieldName.refuse(
                    "While parsing a list in the query, expected a non-empty list of string values,"
                            + " but got empty list");
        }
        while (true) {
            Token value = next(start);
            if (value.kind() == Token.Kind.NUMBER) {
                throw FieldName.refuse(
                        "While parsing a list in the query, expected string value, punctuation, or"
                                + " whitespace, but got different type in list: "
                                + shown(value.text()));
            }
            values.add(text(value, start));
            if (values.size() > LIST_MAX) {
                throw FieldName.refuse("A list may have at most " + LIST_MAX + " elements");
            }
            Token separator = next(start);
            boolean closed =
                    separator.kind() == Token.Kind.CLOSE
                            || (separator.kind() == Token.Kind.COMMA
                                    && at < tokens.size()
                                    && tokens.get(at).kind() == Token.Kind.CLOSE
                                    && tokens.get(at++).kind() == Token.Kind.CLOSE);
            if (closed) {
                return new Operand.Texts(values);
            }
            if (separator.kind() != Token.Kind.COMMA) {
                throw FieldName.refuse(
                        "While parsing a list in the query, expected a non-empty list of string"
                                + " values, but got ill-formed list.");
            }
        }
    }

    private String text(Token value, int start) {
        if (value.kind() == Token.Kind.TEXT || isDoubleQuoted(value)) {
            return value.text().substring(1, value.text().length() - 1);
        }
        throw invalidClause(start);
    }

    private static boolean isDoubleQuoted(Token value) {
        String text = value.text();
        return value.kind() == Token.Kind.NAME
                && text.length() >= 2
                && text.startsWith("\"")
                && text.endsWith("\"");
    }

    private Operand operand(FieldName field, Token value) {
        if (isNumeric(field)) {
            if (value.kind() != Token.Kind.NUMBER) {
                throw FieldName.refuse(
                        field.kind() == FieldKind.METRIC
                                ? "Expected numeric value type for metric. Found "
                                        + shown(value.text())
                                : "Expected numeric value type for numeric attribute: %s. Found %s"
                                        .formatted(field.key(), shown(value.text())));
            }
            return number(value.text());
        }
        if (value.kind() == Token.Kind.NUMBER) {
            throw FieldName.refuse(
                    switch (field.kind()) {
                        case ATTRIBUTE ->
                                "Expected a quoted string value for attributes. Got value "
                                        + shown(value.text());
                        case DATASET ->
                                "Expected a quoted string value for dataset attributes. Got value "
                                        + shown(value.text());
                        case PARAM, TAG, METRIC ->
                                "Expected a quoted string value for %s (e.g. 'my-value'). Got value %s"
                                        .formatted(field.kind().wireName(), shown(value.text()));
                    });
        }
        if (value.kind() != Token.Kind.TEXT && !isDoubleQuoted(value)) {
            throw FieldName.refuse(
                    "Parameter value is either not quoted or unidentified quote types used for"
                            + " string value %s. Use either single or double quotes."
                                    .formatted(shown(value.text())));
        }
        return new Operand.Text(text(value, at));
    }

    private static void refuseCostlyPattern(Comparator comparator, Operand operand) {
        boolean pattern =
                comparator == Comparator.LIKE
                        || comparator == Comparator.ILIKE
                        || comparator == Comparator.RLIKE;
        if (pattern && operand instanceof Operand.Text text) {
            String value = text.value();
            if (value.length() > PATTERN_LENGTH_MAX
                    || value.chars().filter(c -> c == '%').count() > PATTERN_WILDCARDS_MAX) {
                throw FieldName.refuse(
                        "A pattern may have at most %d characters and %d '%%'"
                                .formatted(PATTERN_LENGTH_MAX, PATTERN_WILDCARDS_MAX));
            }
        }
    }

    private static Operand.Number number(String text) {
        try {
            return new Operand.Number(Double.parseDouble(text), Long.parseLong(text), true);
        } catch (NumberFormatException notLong) {
            try {
                return new Operand.Number(Double.parseDouble(text), 0, false);
            } catch (NumberFormatException notNumber) {
                throw FieldName.refuse("Invalid number " + shown(text) + " in filter string");
            }
        }
    }

    private boolean isNumeric(FieldName field) {
        if (field.kind() == FieldKind.ATTRIBUTE) {
            SearchEntity.Attribute attribute = entity.attribute(field.key());
            return attribute != null && attribute.numeric();
        }
        return field.kind() == FieldKind.METRIC;
    }

    private Set<Comparator> comparators(FieldName field) {
        if (field.kind() == FieldKind.ATTRIBUTE) {
            SearchEntity.Attribute attribute = entity.attribute(field.key());
            return attribute == null ? Set.of() : attribute.comparators();
        }
        return entity.comparators(field.kind());
    }

    private Comparator listComparator(FieldName field, String symbol) {
        Comparator comparator = Comparator.of(symbol).orElseThrow();
        if (!comparators(field).contains(comparator)) {
            throw FieldName.refuse(
                    "%s '%s' does not support comparison with a list of quoted string values."
                            .formatted(field.kind().wireName(), field.key()));
        }
        return comparator;
    }

    private Comparator comparator(FieldName field, String symbol) {
        Set<Comparator> allowed = comparators(field);
        Comparator comparator = Comparator.of(symbol).filter(allowed::contains).orElse(null);
        if (comparator == null) {
            if (symbol.startsWith("IS ")) {
                throw FieldName.refuse(
                        "IS NULL / IS NOT NULL is only supported for tags and params, not for '%s' '%s'"
                                .formatted(field.kind().wireName(), field.key()));
            }
            throw FieldName.refuse(
                    "Invalid comparator '%s' not one of '%s'"
                            .formatted(
                                    shown(symbol),
                                    allowed.stream()
                                            .sorted()
                                            .map(Comparator::symbol)
                                            .collect(Collectors.joining(", "))));
        }
        return comparator;
    }

    private ClewException invalidClause(int start) {
        String clause =
                tokens.subList(Math.min(start, tokens.size()), tokens.size()).stream()
                        .takeWhile(token -> !token.isWord("AND") || token == tokens.get(start))
                        .map(Token::text)
                        .collect(Collectors.joining(" "));
        return FieldName.refuse(
                "Invalid clause(s) in filter string: '%s'".formatted(shown(clause)));
    }

    private static String shown(String text) {
        return Text.cut(text, 200);
    }
}
