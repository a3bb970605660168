package io.clew.questions.search;

import io.clew.commit.Terms;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.NodeKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what is looked for: all of it must match.
 *
 * @param words each to be found in a name, description, tag or note, whatever its case; empty for
 *     everything that the filters let through
 * @param kinds empty for all
 * @param filters attributes that must be there, or have a value
 * @param since only what was updated from then on; null for no bound
 * @param limit most results of a page
 * @param cursor the {@code next} of the page before; null for the first
 */
public record SearchQuery(
        List<String> words,
        Set<NodeKind> kinds,
        List<Filter> filters,
        @Nullable Instant since,
        int limit,
        @Nullable String cursor) {

    /** Most results of a page. */
    public static final int LIMIT_MAX = 200;

    /** Most words of one search: each costs a comparison with every text. */
    public static final int WORDS_MAX = 20;

    /**
     * Asks for an attribute.
     *
     * @param key the attribute's name
     * @param value the value it must have, as text; null when any will do
     */
    public record Filter(String key, @Nullable String value) {

        /** Asks for who answers for a node. */
        public static Filter owner(String owner) {
            return new Filter(Attributes.OWNER, owner);
        }

        /** Asks for a tag: {@code key}, or {@code key=value}. */
        public static Filter tag(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Filter(Attributes.TAG + text, null)
                    : new Filter(
                            Attributes.TAG + text.substring(0, equals), text.substring(equals + 1));
        }

        /** Asks for a parameter of a run. */
        public static Filter param(String name, String value) {
            return new Filter(Attributes.PARAM + name, value);
        }

        boolean matches(Map<String, Object> attributes) {
            Object has = attributes.get(key);
            return has != null && (value == null || value.equals(String.valueOf(has)));
        }
    }

    public SearchQuery {
        words = List.copyOf(words);
        kinds = Set.copyOf(kinds);
        filters = List.copyOf(filters);
    }

    /**
     * Cuts a text into the words to look for, folded.
     *
     * @throws ClewException INVALID_PARAMETER when there are more than {@link #WORDS_MAX}
     */
    public static List<String> words(String text) {
        List<String> words =
                Arrays.stream(Terms.fold(text).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        if (words.size() > WORDS_MAX) {
            throw ClewException.invalid(
                    "q",
                    "There are %d words in q: expected %d at most."
                            .formatted(words.size(), WORDS_MAX));
        }
        return words;
    }

    /** Returns all that a page shares with the next, as a text. */
    String question() {
        return "search|"
                + words
                + "|"
                + kinds.stream().sorted().toList()
                + "|"
                + filters
                + "|"
                + since;
    }
}
