package io.clew.questions.paging;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Cut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where a page of the graph's answer begins.
 *
 * @param position log position of the first page: all pages are of that prefix of the log, so that
 *     together they are one answer while writes go on
 * @param start how many nodes the pages before showed
 * @param edges how many edges of the last of these nodes the pages before showed, when not all
 * @param cut where the budget cut the first page's walk; null when it did not
 */
public record PageCursor(long position, int start, int edges, @Nullable Cut cut) {

    private static final int PARTS = 5;
    private static final String NOT_CUT = "-";

    /** Begins where whole nodes end. */
    public PageCursor(long position, int start, @Nullable Cut cut) {
        this(position, start, 0, cut);
    }

    /**
     * Returns the log position that a cursor's page is of; 0 for the first page.
     *
     * @param text the cursor; null for the first page
     * @throws io.clew.model.ClewException INVALID_PARAMETER when it is none of this question
     */
    public static long positionOf(@Nullable String text, String question) {
        return text == null ? 0 : Cursor.number(Cursor.read(question, text, PARTS).getFirst());
    }

    /**
     * Opens a page: the first one as of the newest log position, or the one that a cursor says.
     *
     * @param text the cursor; null for the first page
     * @param question the question in one fixed wording, without page size and cursor
     * @param knownAt the question's own bound on log positions
     * @param newest the newest log position
     * @throws io.clew.model.ClewException INVALID_PARAMETER when it is no cursor, or one of another
     *     question
     */
    public static PageCursor open(
            @Nullable String text, String question, long knownAt, long newest) {
        long bound = Math.min(knownAt, newest);
        if (text == null) {
            return new PageCursor(bound, 0, 0, null);
        }
        List<String> place = Cursor.read(question, text, PARTS);
        long position = Cursor.number(place.get(0));
        long start = Cursor.number(place.get(1));
        long edges = Cursor.number(place.get(2));
        if (position < 0
                || position > bound
                || start < 1
                || start > Integer.MAX_VALUE
                || edges < 0
                || edges > Integer.MAX_VALUE) {
            throw Cursor.refusal();
        }
        return new PageCursor(position, (int) start, (int) edges, cut(place.get(3), place.get(4)));
    }

    private static @Nullable Cut cut(String part, String steps) {
        if (part.equals(NOT_CUT)) {
            return null;
        }
        for (Budget.Part known : Budget.Part.values()) {
            if (known.name().equals(part)) {
                return new Cut(Cursor.number(steps), known);
            }
        }
        throw Cursor.refusal();
    }

    /** Returns the cursor as text, for a question in the wording that reads it again. */
    public String text(String question) {
        return text(question, start, edges);
    }

    /** Names the walk that all pages of one answer share. */
    String walk(String question) {
        return text(question, 1, 0);
    }

    private String text(String question, int from, int shown) {
        Cut where = cut;
        return Cursor.write(
                question,
                List.of(
                        Long.toString(position),
                        Integer.toString(from),
                        Integer.toString(shown),
                        where == null ? NOT_CUT : where.part().name(),
                        where == null ? "0" : Long.toString(where.steps())));
    }
}
