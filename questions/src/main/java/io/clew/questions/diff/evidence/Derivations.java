package io.clew.questions.diff.evidence;

import io.clew.commit.StoredValues;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.questions.diff.work.Work;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds what was told of how columns derive from others, as of any time. */
public final class Derivations {

    private final Map<Integer, List<Word>> told = new HashMap<>();

    /** One asserter's word that a column derives from a thing, or that it does no more. */
    private record Word(
            int cause,
            long asserter,
            long atMillis,
            long place,
            boolean stands,
            @Nullable String json) {}

    private Derivations() {}

    /**
     * Reads the derivations of those columns of which something was told after a time; those of
     * others were the same at any later time, and are left out.
     *
     * @param sinceMillis the least time that is compared
     */
    public static Derivations of(Work work, Collection<Integer> columns, long sinceMillis) {
        Derivations found = new Derivations();
        Set<Integer> changed = new HashSet<>();
        for (List<Integer> batch : NodeRows.batches(columns)) {
            changed.addAll(work.read(db -> changed(db, batch, sinceMillis, work.knownAt())));
        }
        for (List<Integer> batch : NodeRows.batches(changed)) {
            work.read(
                    db -> {
                        found.read(db, batch, work.knownAt());
                        return batch;
                    });
        }
        return found;
    }

    private static List<Integer> changed(
            Db db, List<Integer> columns, long sinceMillis, long knownAt) {
        return db.sql(
                        "SELECT from_id FROM edge_fact WHERE from_id IN (:columns) AND kind = :kind"
                                + " AND at_ms > :since AND position <= :known UNION SELECT from_id"
                                + " FROM retraction WHERE from_id IN (:columns) AND kind = :kind"
                                + " AND COALESCE(until_ms, at_ms) > :since AND position <= :known")
                .bindAll("columns", columns)
                .bind("kind", EdgeKind.DERIVED_FROM.wireName())
                .bind("since", sinceMillis)
                .bind("known", knownAt)
                .list(row -> (int) row.integer("from_id"));
    }

    /** Reads what was told and what was taken back; of the latter, since when it was not so. */
    private void read(Db db, List<Integer> columns, long knownAt) {
        db.sql(
                        "SELECT from_id, to_id, asserter_id, at_ms AS since_ms, position, seq, 1 AS"
                                + " stands, attributes FROM edge_fact WHERE from_id IN (:columns)"
                                + " AND kind = :kind AND position <= :known UNION ALL SELECT"
                                + " from_id, to_id, asserter_id, until_ms, position, seq, 0, NULL"
                                + " FROM retraction WHERE from_id IN (:columns) AND kind = :kind"
                                + " AND position <= :known")
                .bindAll("columns", columns)
                .bind("kind", EdgeKind.DERIVED_FROM.wireName())
                .bind("known", knownAt)
                .each(
                        row ->
                                told.computeIfAbsent(
                                                (int) row.integer("from_id"),
                                                c -> new ArrayList<>())
                                        .add(word(row)));
    }

    private static Word word(Row row) {
        return new Word(
                (int) row.integer("to_id"),
                row.integer("asserter_id"),
                row.optionalInteger("since_ms").orElse(Long.MIN_VALUE),
                row.integer("position") << 24 | row.integer("seq"),
                row.integer("stands") == 1,
                row.nullableText("attributes"));
    }

    /** Returns the columns that were read: those of which something was told late enough. */
    public Set<Integer> columns() {
        return told.keySet();
    }

    /** Returns what a column derived from at a time, each with how, in a fixed order. */
    public Map<Integer, List<Object>> at(int column, long asOfMillis) {
        Map<Integer, Map<Long, Word>> latest = new TreeMap<>();
        for (Word word : told.getOrDefault(column, List.of())) {
            if (word.stands()
                    && word.atMillis() <= asOfMillis
                    && !isTakenBack(column, word, asOfMillis)) {
                latest.computeIfAbsent(word.cause(), c -> new HashMap<>())
                        .merge(word.asserter(), word, Derivations::later);
            }
        }
        Map<Integer, List<Object>> derived = new TreeMap<>();
        latest.forEach((cause, words) -> derived.put(cause, transformations(words.values())));
        return derived;
    }

    private boolean isTakenBack(int column, Word word, long asOfMillis) {
        for (Word other : told.getOrDefault(column, List.of())) {
            if (!other.stands()
                    && other.cause() == word.cause()
                    && other.asserter() == word.asserter()
                    && other.place() > word.place()
                    && other.atMillis() <= asOfMillis) {
                return true;
            }
        }
        return false;
    }

    private static Word later(Word one, Word other) {
        return one.atMillis() != other.atMillis()
                ? one.atMillis() > other.atMillis() ? one : other
                : one.place() > other.place() ? one : other;
    }

    private static List<Object> transformations(Collection<Word> words) {
        Map<String, Object> all = new TreeMap<>();
        for (Word word : words) {
            Object list = StoredValues.readMap(word.json()).get(Attributes.TRANSFORMATIONS);
            if (list instanceof List<?> each) {
                each.forEach(one -> all.put(new TreeMap<>(texts(one)).toString(), one));
            }
        }
        return List.copyOf(new ArrayList<>(all.values()));
    }

    private static Map<String, String> texts(Object transformation) {
        Map<String, String> texts = new TreeMap<>();
        if (transformation instanceof Map<?, ?> map) {
            for (Object key : new TreeSet<>(map.keySet())) {
                texts.put(String.valueOf(key), String.valueOf(map.get(key)));
            }
        }
        return texts;
    }
}
