package io.clew.commit.inference;

import io.clew.model.EventTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one asserter said of an attribute from an instant on.
 *
 * @param value null ends the attribute
 * @param assertion 0 declared, 1 observed, 2 inferred: the strongest is least
 * @param place orders what was said of one instant
 * @param stood whether it was said, and not taken back, before the write that is looked at
 * @param stands whether it is not taken back
 */
record ContentWord(
        String key,
        @Nullable Object value,
        long asserter,
        int assertion,
        EventTime at,
        Place place,
        boolean stood,
        boolean stands) {

    record Place(long position, int seq) {}

    private static final Comparator<ContentWord> BY_TIME =
            Comparator.comparing((ContentWord word) -> word.at().at())
                    .thenComparingLong(word -> word.place().position())
                    .thenComparingInt(word -> word.place().seq());

    /**
     * Returns which word counts: of each asserter's latest the strongest, then the latest; as
     * questions have it.
     */
    static Optional<ContentWord> current(List<ContentWord> words, String key) {
        List<ContentWord> latest = new ArrayList<>(1);
        words.stream()
                .filter(word -> word.key().equals(key))
                .sorted(BY_TIME.reversed())
                .forEach(
                        word -> {
                            if (latest.stream().noneMatch(l -> l.asserter() == word.asserter())) {
                                latest.add(word);
                            }
                        });
        return latest.stream()
                .min(
                        Comparator.comparingInt(ContentWord::assertion)
                                .thenComparing(BY_TIME.reversed()));
    }

    /** Returns since when who said this has said the same, without a break. */
    EventTime since(List<ContentWord> words) {
        EventTime since = at;
        List<ContentWord> history =
                words.stream()
                        .filter(word -> word.key().equals(key) && word.asserter() == asserter)
                        .sorted(BY_TIME.reversed())
                        .toList();
        for (ContentWord word : history) {
            if (!Objects.equals(word.value(), value)) {
                break;
            }
            since = word.at();
        }
        return since;
    }
}
