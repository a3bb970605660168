package io.clew.questions.search;

import io.clew.commit.Terms;
import io.clew.model.Attributes;
import io.clew.model.answer.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a node has every word now, and where.
 *
 * @param whole whether every word was found
 * @param snippet the text around the first word that is not in a name
 */
record Match(boolean whole, Optional<String> snippet) {

    /** Characters shown before and after a word. */
    private static final int AROUND_CHARS = 60;

    static Match of(Node node, List<String> words) {
        String names = Terms.fold(node.name() + "\n" + String.join("/", node.urn().segments()));
        List<String> texts = texts(node);
        Optional<String> snippet = Optional.empty();
        for (String word : words) {
            if (names.contains(word)) {
                continue;
            }
            Optional<String> found =
                    texts.stream()
                            .filter(text -> Terms.fold(text).contains(word))
                            .map(text -> around(text, word))
                            .findFirst();
            if (found.isEmpty()) {
                return new Match(false, Optional.empty());
            }
            snippet = snippet.or(() -> found);
        }
        return new Match(true, snippet);
    }

    private static List<String> texts(Node node) {
        List<String> texts = new ArrayList<>();
        for (String key : List.of(Attributes.DESCRIPTION, Attributes.TEXT)) {
            if (node.attributes().get(key) instanceof String text) {
                texts.add(text);
            }
        }
        node.attributes()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(Attributes.TAG)) {
                                texts.add(String.valueOf(value));
                            }
                        });
        return texts;
    }

    private static String around(String text, String word) {
        int at = Math.max(0, Terms.fold(text).indexOf(word));
        int from = boundary(text, Math.max(0, at - AROUND_CHARS));
        int to = boundary(text, Math.min(text.length(), at + word.length() + AROUND_CHARS));
        return (from > 0 ? "…" : "")
                + text.substring(from, to).replaceAll("\\s+", " ").strip()
                + (to < text.length() ? "…" : "");
    }

    private static int boundary(String text, int index) {
        boolean withinPair =
                index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
        return withinPair ? index - 1 : index;
    }
}
