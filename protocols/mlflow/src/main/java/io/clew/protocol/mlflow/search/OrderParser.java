package io.clew.protocol.mlflow.search;

import io.clew.http.json.Text;
import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what a list is to be ordered by: a field and, if wanted, {@code ASC} or {@code DESC}. */
public final class OrderParser {
    /** Most fields: each is a join. */
    public static final int FIELDS_MAX = 20;

    private static final int LENGTH_MAX = 2_000;

    private OrderParser() {}

    /**
     * Reads all fields in order.
     *
     * @throws ClewException INVALID_PARAMETER when one is not well formed, comes twice, or is not
     *     one of the entity's
     */
    public static List<Order> parse(List<String> clauses, SearchEntity entity) {
        if (clauses.size() > FIELDS_MAX) {
            throw ClewException.invalid(
                    "order_by", "'order_by' may have at most " + FIELDS_MAX + " fields");
        }
        List<Order> orders = new ArrayList<>();
        for (String clause : clauses) {
            Order order = parse(clause, entity);
            boolean repeated =
                    orders.stream()
                            .anyMatch(
                                    other ->
                                            other.kind() == order.kind()
                                                    && other.key().equals(order.key()));
            if (repeated) {
                throw ClewException.invalid(
                        "order_by", "`order_by` contains duplicate fields: " + clauses);
            }
            orders.add(order);
        }
        return List.copyOf(orders);
    }

    /** Reads one field. */
    public static Order parse(String clause, SearchEntity entity) {
        if (clause.length() > LENGTH_MAX || clause.isEmpty() || hasOuterSpace(clause)) {
            throw unreadable(clause);
        }
        List<Token> tokens = Lexer.tokens(clause);
        if (tokens.isEmpty()
                || tokens.size() > 2
                || tokens.stream().anyMatch(token -> token.kind() != Token.Kind.NAME)) {
            throw unreadable(clause);
        }
        boolean ascending = true;
        if (tokens.size() == 2) {
            String direction = tokens.get(1).text().toLowerCase(Locale.ROOT);
            if (!direction.equals("asc") && !direction.equals("desc")) {
                throw ClewException.invalid(
                        "order_by",
                        "Invalid order_by clause '%s'. Invalid ordering key '%s', expected ASC or DESC."
                                .formatted(
                                        Text.cut(clause, 200),
                                        Text.cut(tokens.get(1).text(), 200)));
            }
            ascending = direction.equals("asc");
        }
        FieldName field = FieldName.ordered(tokens.getFirst().text(), entity);
        return new Order(field.kind(), field.key(), ascending);
    }

    private static boolean hasOuterSpace(String clause) {
        return clause.strip().length() != clause.length();
    }

    private static ClewException unreadable(String clause) {
        return ClewException.invalid(
                "order_by",
                "Invalid order_by clause '%s'. Could not be parsed."
                        .formatted(Text.cut(clause, 200)));
    }
}
