package io.clew.protocol.metaflow.wire;

import io.clew.http.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which part of a list is asked for.
 *
 * @param limit most elements of the page
 * @param after the last element of the page before; null for the first page
 */
public record PageAsked(int limit, @Nullable Cursor after) {
    /** Elements of a page when the client does not say. */
    private static final int LIMIT_DEFAULT = 50;

    /** Most elements of a page, as in the original; one that asks for more gets this many. */
    private static final int LIMIT_MAX = 500;

    private static final int LIMIT_CHARS_MAX = 9;

    /** Says whether a request asks for pages at all. */
    public static boolean isAsked(Query query) {
        return query.names().contains("_limit") || query.names().contains("_cursor");
    }

    /** Reads {@code _limit} and {@code _cursor}. */
    public static PageAsked of(Query query, List<String> keys, List<Class<?>> kinds) {
        String cursor = query.first("_cursor").orElse("");
        return new PageAsked(
                limit(query.first("_limit").orElse("")),
                cursor.isEmpty() ? null : Cursor.read(cursor, keys, kinds));
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        if (!Key.isNumber(text) || text.length() > LIMIT_CHARS_MAX || Integer.parseInt(text) == 0) {
            throw new Refusal(
                    MetaflowAnswers.text(
                            400, "invalid _limit: expected an integer from 1 to " + LIMIT_MAX));
        }
        return Math.min(LIMIT_MAX, Integer.parseInt(text));
    }
}
