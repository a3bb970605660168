package io.clew.questions.node;

import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.answer.HistoryEntry;
import io.clew.questions.rows.Asserters;
import io.clew.store.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which values the attributes of a node had over time, up to a question's clocks.
 *
 * <p>At each instant the value is what {@link AttributeValues} would say of that instant, by what
 * was recorded up to {@code known_at}; neighbouring instants with the same value are one entry.
 */
public final class History {

    private static final Set<String> ALWAYS =
            Set.of(
                    Attributes.NAME,
                    Attributes.DESCRIPTION,
                    Attributes.OWNER,
                    Attributes.DELETED,
                    Attributes.STATUS,
                    Attributes.ATTEMPT,
                    Attributes.STAGE);

    private History() {}

    /** One value for a time; {@code to} is not known while it lasts. */
    private record Span(Word word, @Nullable Instant to) {}

    /**
     * Returns what changed about a node, newest first: names, aliases, stages, tags and states
     * always, any other attribute only when its value changed.
     */
    public static List<HistoryEntry> of(Db db, int node, Clocks clocks) {
        return ofAll(db, List.of(node), clocks).getOrDefault(node, List.of());
    }

    /**
     * Returns what changed about each of some nodes, newest first; a node without any is absent.
     */
    static Map<Integer, List<HistoryEntry>> ofAll(Db db, Collection<Integer> nodes, Clocks clocks) {
        Map<Integer, Map<String, List<Word>>> words = new HashMap<>();
        Set<Long> asserterIds = new HashSet<>();
        Words.of(
                db,
                nodes,
                clocks,
                (node, key, word) -> {
                    words.computeIfAbsent(node, n -> new HashMap<>())
                            .computeIfAbsent(key, k -> new ArrayList<>(1))
                            .add(word);
                    asserterIds.add(word.asserter());
                });
        Map<Long, Asserter> asserters = Asserters.of(db, asserterIds);
        Map<Integer, List<HistoryEntry>> all = new HashMap<>();
        words.forEach((node, keys) -> all.put(node, entries(keys, asserters)));
        return all;
    }

    private static List<HistoryEntry> entries(
            Map<String, List<Word>> words, Map<Long, Asserter> asserters) {
        List<HistoryEntry> entries = new ArrayList<>();
        words.forEach(
                (key, said) -> {
                    List<Span> spans = spans(said);
                    if (isAlwaysShown(key) || spans.size() > 1) {
                        spans.forEach(span -> entries.add(entry(key, span, asserters)));
                    }
                });
        entries.sort(NEWEST_FIRST);
        return entries;
    }

    /** Newest first; what began together is sorted by key. */
    public static final Comparator<HistoryEntry> NEWEST_FIRST =
            Comparator.comparing(HistoryEntry::from)
                    .thenComparingLong(HistoryEntry::entry)
                    .reversed()
                    .thenComparing(HistoryEntry::key);

    private static boolean isAlwaysShown(String key) {
        return ALWAYS.contains(key)
                || key.startsWith(Attributes.ALIAS)
                || key.startsWith(Attributes.TAG);
    }

    private static HistoryEntry entry(String key, Span span, Map<Long, Asserter> asserters) {
        Value value = Objects.requireNonNull(AttributeValues.value(span.word(), asserters));
        return new HistoryEntry(
                key, value.value(), value.at().at(), span.to(), value.by().agent(), value.entry());
    }

    /** Walks through the words by event time and keeps each change of the word that counts. */
    private static List<Span> spans(List<Word> said) {
        List<Word> sorted = said.stream().sorted(Word.BY_TIME).toList();
        List<Span> spans = new ArrayList<>();
        List<Word> current = new ArrayList<>(1);
        Word open = null;
        for (int i = 0; i < sorted.size(); i++) {
            Word word = sorted.get(i);
            AttributeValues.keepLatest(current, word);
            boolean lastOfInstant =
                    i + 1 == sorted.size() || sorted.get(i + 1).atMillis() != word.atMillis();
            if (!lastOfInstant) {
                continue;
            }
            Word now = AttributeValues.strongest(current);
            if (open != null && !Objects.equals(open.json(), now.json())) {
                spans.add(new Span(open, Instant.ofEpochMilli(word.atMillis())));
                open = null;
            }
            if (open == null && now.json() != null) {
                open = at(now, word.atMillis());
            }
        }
        if (open != null) {
            spans.add(new Span(open, null));
        }
        return spans;
    }

    /** A stronger word that begins to count again does so from this instant on. */
    private static Word at(Word word, long atMillis) {
        return new Word(
                word.json(),
                word.asserter(),
                word.assertion(),
                atMillis,
                word.received(),
                word.position(),
                word.seq());
    }
}
