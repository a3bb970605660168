package io.clew.questions.search;

import io.clew.commit.Terms;
import io.clew.model.Attributes;
import java.util.Arrays;
import java.util.List;

/** Weighs how well the texts of one node match the words looked for. */
final class Score {

    /** The names of terms that are searched, besides tags. */
    static final List<String> NAMES =
            List.of(Attributes.NAME, Terms.URN, Attributes.DESCRIPTION, Attributes.TEXT);

    private static final int WHOLE = 100;
    private static final int BEGINS = 60;
    private static final int BEGINS_A_WORD = 40;
    private static final int WITHIN = 30;
    private static final int IN_A_TAG = 10;
    private static final int IN_FREE_TEXT = 5;

    private final List<String> words;
    private final int[] best;

    Score(List<String> words) {
        this.words = words;
        this.best = new int[words.size()];
    }

    /** Takes a term of the node into account. */
    void add(String name, String term) {
        for (int i = 0; i < best.length; i++) {
            int at = term.indexOf(words.get(i));
            if (at >= 0) {
                best[i] = Math.max(best[i], weight(name, term, words.get(i), at));
            }
        }
    }

    private static int weight(String name, String term, String word, int at) {
        return switch (name) {
            case Attributes.NAME -> asName(term, word, at);
            case Terms.URN ->
                    asName(term.substring(lastPart(term, at)), word, at - lastPart(term, at));
            case Attributes.DESCRIPTION, Attributes.TEXT -> IN_FREE_TEXT;
            default -> IN_A_TAG;
        };
    }

    /** A URN's last segment counts like a name; its others like the middle of one. */
    private static int lastPart(String term, int at) {
        int slash = term.lastIndexOf('/') + 1;
        return at >= slash ? slash : 0;
    }

    private static int asName(String text, String word, int at) {
        if (text.equals(word)) {
            return WHOLE;
        }
        if (at == 0) {
            return BEGINS;
        }
        return Character.isLetterOrDigit(text.charAt(at - 1)) ? WITHIN : BEGINS_A_WORD;
    }

    boolean hasAll() {
        return Arrays.stream(best).allMatch(weight -> weight > 0);
    }

    int total() {
        return Arrays.stream(best).sum();
    }
}
