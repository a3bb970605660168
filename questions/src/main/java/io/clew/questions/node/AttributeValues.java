package io.clew.questions.node;

import io.clew.commit.StoredValues;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.EventTime;
import io.clew.questions.rows.Asserters;
import io.clew.store.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which value each attribute of a node had at a question's clocks.
 *
 * <p>The rule: of what was recorded by then and not taken back, each asserter's word is its latest
 * by event time that is not after {@code as_of}, ties by log position. Among several asserters the
 * strongest assertion counts, then the latest word. A word that ends the attribute counts like any
 * other, and leaves it without a value.
 */
public final class AttributeValues {

    private final Map<Integer, Map<String, List<Word>>> words;

    private AttributeValues(Map<Integer, Map<String, List<Word>>> words) {
        this.words = words;
    }

    /**
     * Returns the values of some nodes by number, each sorted by key; a node without any is absent.
     */
    public static Map<Integer, SortedMap<String, Value>> of(
            Db db, Collection<Integer> nodes, Clocks clocks) {
        return read(db, nodes, clocks).values(db);
    }

    /**
     * Returns the values of some attributes of some nodes, as {@link #of(Db, Collection, Clocks)}
     * does of all: where nodes are many, and what else is said of them may be long.
     *
     * @param keys not empty
     */
    public static Map<Integer, SortedMap<String, Value>> of(
            Db db, Collection<Integer> nodes, Clocks clocks, Collection<String> keys) {
        return read(db, nodes, clocks, keys).values(db);
    }

    /** Reads each asserter's current word on each attribute. */
    static AttributeValues read(Db db, Collection<Integer> nodes, Clocks clocks) {
        return read(db, nodes, clocks, List.of());
    }

    private static AttributeValues read(
            Db db, Collection<Integer> nodes, Clocks clocks, Collection<String> keys) {
        Map<Integer, Map<String, List<Word>>> words = new HashMap<>();
        Words.of(
                db,
                nodes,
                clocks,
                keys,
                (node, key, word) ->
                        keepLatest(
                                words.computeIfAbsent(node, n -> new HashMap<>())
                                        .computeIfAbsent(key, k -> new ArrayList<>(1)),
                                word));
        return new AttributeValues(words);
    }

    /** Puts a word in the place of an earlier one of the same asserter. */
    static void keepLatest(List<Word> current, Word word) {
        for (int i = 0; i < current.size(); i++) {
            Word other = current.get(i);
            if (other.asserter() == word.asserter()) {
                if (Word.BY_TIME.compare(word, other) > 0) {
                    current.set(i, word);
                }
                return;
            }
        }
        current.add(word);
    }

    /** Returns the word that counts among those of several asserters; there is at least one. */
    static Word strongest(List<Word> current) {
        Word best = current.getFirst();
        for (Word word : current) {
            if (word.outweighs(best)) {
                best = word;
            }
        }
        return best;
    }

    private Map<Integer, SortedMap<String, Value>> values(Db db) {
        Map<Long, Asserter> asserters = Asserters.of(db, asserterIds());
        Map<Integer, SortedMap<String, Value>> all = new HashMap<>();
        words.forEach((node, keys) -> all.put(node, values(keys, asserters)));
        return all;
    }

    private Set<Long> asserterIds() {
        Set<Long> ids = new HashSet<>();
        words.values()
                .forEach(
                        keys ->
                                keys.values()
                                        .forEach(all -> all.forEach(w -> ids.add(w.asserter()))));
        return ids;
    }

    private static SortedMap<String, Value> values(
            Map<String, List<Word>> keys, Map<Long, Asserter> asserters) {
        SortedMap<String, Value> values = new TreeMap<>();
        keys.forEach(
                (key, current) -> {
                    Value value = value(strongest(current), asserters);
                    if (value != null) {
                        values.put(key, value);
                    }
                });
        return values;
    }

    static @Nullable Value value(Word word, Map<Long, Asserter> asserters) {
        Object value = StoredValues.read(word.json());
        Asserter by = asserters.get(word.asserter());
        if (value == null || by == null) {
            return null;
        }
        Instant at = Instant.ofEpochMilli(word.atMillis());
        return new Value(
                value,
                Assertion.values()[word.assertion()],
                new EventTime(
                        at,
                        word.received() ? EventTime.Source.RECEIVED : EventTime.Source.REPORTED),
                by,
                word.position());
    }
}
