package io.clew.questions.diff.evidence;

import io.clew.commit.StoredValues;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
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

    private final Map<Integer, List<Told>> told = new HashMap<>();

    /** One asserter's word that a column derives from a thing, or that it does no more. */
    private record Told(
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
    public static Derivations of(
            Db db, Collection<Integer> columns, long sinceMillis, long knownAt) {
        Derivations found = new Derivations();
        Set<Integer> changed = new HashSet<>();
        for (List<Integer> batch : NodeRows.batches(columns)) {
            db.sql(
                            "SELECT DISTINCT from_id FROM edge_fact WHERE from_id IN (:columns) AND"
                                    + " kind = :kind AND at_ms > :since AND position <= :known")
                    .bindAll("columns", batch)
                    .bind("kind", EdgeKind.DERIVED_FROM.wireName())
                    .bind("since", sinceMillis)
                    .bind("known", knownAt)
                    .each(row -> changed.add((int) row.integer("from_id")));
        }
        for (List<Integer> batch : NodeRows.batches(changed)) {
            found.read(db, batch, knownAt);
        }
        return found;
    }

    private void read(Db db, List<Integer> columns, long knownAt) {
        db.sql(
                        "SELECT from_id, to_id, asserter_id, at_ms, position, seq, attributes FROM"
                                + " edge_fact WHERE from_id IN (:columns) AND kind = :kind AND"
                                + " position <= :known")
                .bindAll("columns", columns)
                .bind("kind", EdgeKind.DERIVED_FROM.wireName())
                .bind("known", knownAt)
                .each(
                        row ->
                                add(
                                        (int) row.integer("from_id"),
                                        new Told(
                                                (int) row.integer("to_id"),
                                                row.integer("asserter_id"),
                                                row.integer("at_ms"),
                                                row.integer("position") << 24 | row.integer("seq"),
                                                true,
                                                row.nullableText("attributes"))));
        db.sql(
                        "SELECT from_id, to_id, asserter_id, until_ms, position, seq FROM"
                                + " retraction WHERE from_id IN (:columns) AND kind = :kind AND"
                                + " position <= :known")
                .bindAll("columns", columns)
                .bind("kind", EdgeKind.DERIVED_FROM.wireName())
                .bind("known", knownAt)
                .each(
                        row ->
                                add(
                                        (int) row.integer("from_id"),
                                        new Told(
                                                (int) row.integer("to_id"),
                                                row.integer("asserter_id"),
                                                row.optionalInteger("until_ms")
                                                        .orElse(Long.MIN_VALUE),
                                                row.integer("position") << 24 | row.integer("seq"),
                                                false,
                                                null)));
    }

    private void add(int column, Told word) {
        told.computeIfAbsent(column, c -> new ArrayList<>()).add(word);
    }

    /** Returns the columns that were read: those of which something was told late enough. */
    public Set<Integer> columns() {
        return told.keySet();
    }

    /** Returns what a column derived from at a time, each with how, in a fixed order. */
    public Map<Integer, List<Object>> at(int column, long asOfMillis) {
        Map<Integer, Map<Long, Told>> latest = new TreeMap<>();
        for (Told word : told.getOrDefault(column, List.of())) {
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

    private boolean isTakenBack(int column, Told word, long asOfMillis) {
        for (Told other : told.getOrDefault(column, List.of())) {
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

    private static Told later(Told one, Told other) {
        return one.atMillis() != other.atMillis()
                ? one.atMillis() > other.atMillis() ? one : other
                : one.place() > other.place() ? one : other;
    }

    private static List<Object> transformations(Collection<Told> words) {
        Map<String, Object> all = new TreeMap<>();
        for (Told word : words) {
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
