package io.clew.questions.diff.evidence;

import io.clew.commit.StoredValues;
import io.clew.questions.kept.Kept;
import io.clew.questions.kept.Key;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds all that was ever told of some nodes' attributes up to a log position. */
public final class Evidence {

    /** Earlier moments that tell: enough to know a habit. */
    private static final int MOMENTS_MAX = 16;

    private final Db db;
    private final Kept<SortedMap<String, List<Said>>> kept;
    private final long knownAt;
    private final Set<Integer> read = new HashSet<>();
    private final Map<Integer, SortedMap<String, List<Said>>> told = new HashMap<>();

    private record Topic(int node, String key, long asserter) {}

    /**
     * Makes one that holds nothing yet.
     *
     * @param memory what earlier ones read
     * @param knownAt what was recorded later does not count
     */
    public Evidence(Db db, EvidenceMemory memory, long knownAt) {
        this.db = db;
        this.kept = memory.kept();
        this.knownAt = knownAt;
    }

    /** Reads what was told of nodes, but for those that were read before. */
    public void read(Collection<Integer> nodes) {
        List<Integer> fresh =
                new LinkedHashSet<>(nodes)
                        .stream().filter(read::add).filter(node -> !recall(node)).toList();
        for (List<Integer> batch : NodeRows.batches(fresh)) {
            Map<Topic, Long> takenBack = takenBack(batch);
            db.sql(
                            "SELECT node_id, name, value, asserter_id, assertion, at_ms, position,"
                                    + " seq FROM attribute_fact WHERE node_id IN (:nodes) AND"
                                    + " position <= :known")
                    .bindAll("nodes", batch)
                    .bind("known", knownAt)
                    .each(
                            row -> {
                                int node = (int) row.integer("node_id");
                                String key = row.text("name");
                                Said said =
                                        new Said(
                                                row.nullableText("value"),
                                                row.integer("asserter_id"),
                                                (int) row.integer("assertion"),
                                                row.integer("at_ms"),
                                                row.integer("position"),
                                                (int) row.integer("seq"));
                                if (takenBack.isEmpty() || stands(takenBack, node, key, said)) {
                                    told.computeIfAbsent(node, n -> new TreeMap<>())
                                            .computeIfAbsent(key, k -> new ArrayList<>(1))
                                            .add(said);
                                }
                            });
        }
        for (int node : fresh) {
            kept.put(Key.of(node), told.computeIfAbsent(node, n -> new TreeMap<>()), knownAt);
        }
    }

    private boolean recall(int node) {
        SortedMap<String, List<Said>> known = kept.get(Key.of(node), knownAt);
        if (known == null) {
            return false;
        }
        told.put(node, known);
        return true;
    }

    private static boolean stands(Map<Topic, Long> takenBack, int node, String key, Said said) {
        Long last = takenBack.get(new Topic(node, key, said.asserter()));
        return last == null || place(said.position(), said.seq()) > last;
    }

    /** A place in the log as one number; an entry has far fewer facts than that. */
    private static long place(long position, int seq) {
        return position << 24 | seq;
    }

    /** Only the last retraction of a topic counts: it takes back all before it. */
    private Map<Topic, Long> takenBack(List<Integer> nodes) {
        Map<Topic, Long> last = new HashMap<>();
        db.sql(
                        "SELECT from_id, name, asserter_id, position, seq FROM retraction WHERE"
                                + " from_id IN (:nodes) AND name IS NOT NULL AND position <= :known")
                .bindAll("nodes", nodes)
                .bind("known", knownAt)
                .each(
                        row ->
                                last.merge(
                                        new Topic(
                                                (int) row.integer("from_id"),
                                                row.text("name"),
                                                row.integer("asserter_id")),
                                        place(row.integer("position"), (int) row.integer("seq")),
                                        Math::max));
        return last;
    }

    /** Returns the JSON of an attribute at a time; null when it had none. */
    public @Nullable String json(int node, String key, long asOfMillis) {
        SortedMap<String, List<Said>> keys = told.get(node);
        List<Said> words = keys == null ? null : keys.get(key);
        Said counting = words == null ? null : Said.counting(words, asOfMillis);
        return counting == null ? null : counting.json();
    }

    /** Returns the time of the first that was told of a node; {@code Long.MAX_VALUE} for never. */
    public long firstMillis(int node) {
        long first = Long.MAX_VALUE;
        SortedMap<String, List<Said>> keys = told.get(node);
        if (keys != null) {
            for (List<Said> words : keys.values()) {
                for (Said word : words) {
                    first = Math.min(first, word.atMillis());
                }
            }
        }
        return first;
    }

    /** Returns since when an attribute has the value that it has at a time; null for none. */
    public @Nullable Long since(int node, String key, long asOfMillis) {
        SortedMap<String, List<Said>> keys = told.get(node);
        List<Said> words = keys == null ? null : keys.get(key);
        Said counting = words == null ? null : Said.counting(words, asOfMillis);
        return counting == null || counting.json() == null ? null : counting.atMillis();
    }

    /**
     * Returns the JSON that those who spoke of another node told last of an attribute; null when
     * they told none.
     */
    public @Nullable String jsonBySpeakersOf(int speaker, int node, String key, long asOfMillis) {
        SortedMap<String, List<Said>> keys = told.get(node);
        List<Said> words = keys == null ? List.of() : keys.getOrDefault(key, List.of());
        Set<Long> speakers = new HashSet<>();
        told.getOrDefault(speaker, new TreeMap<>())
                .values()
                .forEach(each -> each.forEach(word -> speakers.add(word.asserter())));
        Said counting =
                Said.counting(
                        words.stream().filter(word -> speakers.contains(word.asserter())).toList(),
                        asOfMillis);
        return counting == null ? null : counting.json();
    }

    /**
     * Returns the figures that were told of an attribute before a time, oldest first.
     *
     * @param most how many at most, the newest
     */
    public List<Double> figures(int node, String key, long untilMillis, int most) {
        SortedMap<String, List<Said>> keys = told.get(node);
        List<Said> words = keys == null ? List.of() : keys.getOrDefault(key, List.of());
        List<Double> figures =
                words.stream()
                        .filter(word -> word.atMillis() < untilMillis)
                        .sorted(Comparator.comparingLong(Said::atMillis))
                        .map(word -> StoredValues.read(word.json()))
                        .filter(Number.class::isInstance)
                        .map(value -> ((Number) value).doubleValue())
                        .toList();
        return figures.subList(Math.max(0, figures.size() - most), figures.size());
    }

    /**
     * Returns when attributes that begin so were told of a node: the last such moments, in order.
     */
    public List<Long> moments(int node, String prefix, long untilMillis) {
        TreeSet<Long> moments = new TreeSet<>();
        SortedMap<String, List<Said>> keys = told.getOrDefault(node, new TreeMap<>());
        keys.tailMap(prefix)
                .forEach(
                        (key, words) -> {
                            for (Said word : words) {
                                if (key.startsWith(prefix) && word.atMillis() <= untilMillis) {
                                    moments.add(word.atMillis());
                                }
                            }
                        });
        return moments.stream().skip(Math.max(0, moments.size() - MOMENTS_MAX)).toList();
    }

    /** Returns the JSON of all attributes that a node had at a time, by key. */
    public SortedMap<String, String> all(int node, long asOfMillis) {
        TreeMap<String, String> all = new TreeMap<>();
        SortedMap<String, List<Said>> keys = told.get(node);
        if (keys != null) {
            keys.forEach(
                    (key, words) -> {
                        Said counting = Said.counting(words, asOfMillis);
                        String json = counting == null ? null : counting.json();
                        if (json != null) {
                            all.put(key, json);
                        }
                    });
        }
        return all;
    }
}
