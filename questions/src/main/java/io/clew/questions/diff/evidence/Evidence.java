package io.clew.questions.diff.evidence;

import io.clew.commit.StoredValues;
import io.clew.questions.diff.work.Work;
import io.clew.questions.kept.Kept;
import io.clew.questions.kept.Key;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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

    private final Work work;
    private final Kept<Told> kept;
    private final Set<Integer> read = new HashSet<>();
    private final Map<Integer, Told> told = new HashMap<>();

    private record Topic(int node, String key, long asserter) {}

    /**
     * Makes one that holds nothing yet.
     *
     * @param memory what earlier ones read
     */
    public Evidence(Work work, EvidenceMemory memory) {
        this.work = work;
        this.kept = memory.kept();
    }

    /** Reads what was told of nodes, but for those that were read before. */
    public void read(Collection<Integer> nodes) {
        List<Integer> fresh = new ArrayList<>();
        for (int node : nodes) {
            if (read.add(node) && !recall(node)) {
                fresh.add(node);
            }
        }
        for (List<Integer> batch : NodeRows.batches(fresh)) {
            Map<Integer, SortedMap<String, List<Said>>> words =
                    work.read(db -> words(db, batch, work.knownAt()));
            for (int node : batch) {
                SortedMap<String, List<Said>> own = words.get(node);
                Told all = own == null ? Told.NOTHING : new Told(own);
                told.put(node, all);
                kept.put(Key.of(node), all, work.knownAt());
            }
        }
    }

    private boolean recall(int node) {
        Told known = kept.get(Key.of(node), work.knownAt());
        if (known == null) {
            return false;
        }
        told.put(node, known);
        return true;
    }

    private static Map<Integer, SortedMap<String, List<Said>>> words(
            Db db, List<Integer> nodes, long knownAt) {
        Map<Topic, Long> takenBack = takenBack(db, nodes, knownAt);
        Map<Integer, SortedMap<String, List<Said>>> words = new HashMap<>();
        db.sql(
                        "SELECT node_id, name, value, asserter_id, assertion, at_ms, position, seq"
                                + " FROM attribute_fact WHERE node_id IN (:nodes) AND position <="
                                + " :known")
                .bindAll("nodes", nodes)
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
                                words.computeIfAbsent(node, n -> new TreeMap<>())
                                        .computeIfAbsent(key, k -> new ArrayList<>(1))
                                        .add(said);
                            }
                        });
        return words;
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
    private static Map<Topic, Long> takenBack(Db db, List<Integer> nodes, long knownAt) {
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

    private Told of(int node) {
        return told.getOrDefault(node, Told.NOTHING);
    }

    /** Returns the JSON of all attributes that a node had at a time, by key; not to be changed. */
    public SortedMap<String, String> all(int node, long asOfMillis) {
        return of(node).at(asOfMillis);
    }

    /** Returns the time of the first that was told of a node; {@code Long.MAX_VALUE} for never. */
    public long firstMillis(int node) {
        long first = Long.MAX_VALUE;
        for (List<Said> words : of(node).words().values()) {
            for (Said word : words) {
                first = Math.min(first, word.atMillis());
            }
        }
        return first;
    }

    /**
     * Returns the JSON that those who spoke of another node told last of an attribute; null when
     * they told none.
     */
    public @Nullable String jsonBySpeakersOf(int speaker, int node, String key, long asOfMillis) {
        Set<Long> speakers = new HashSet<>();
        for (List<Said> words : of(speaker).words().values()) {
            words.forEach(word -> speakers.add(word.asserter()));
        }
        Said counting =
                Said.counting(
                        of(node).words(key).stream()
                                .filter(word -> speakers.contains(word.asserter()))
                                .toList(),
                        asOfMillis);
        return counting == null ? null : counting.json();
    }

    /**
     * Returns the figures that were told of an attribute before a time, oldest first.
     *
     * @param most how many at most, the newest
     */
    public List<Double> figures(int node, String key, long untilMillis, int most) {
        List<Double> figures =
                of(node).words(key).stream()
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
        of(node).words()
                .tailMap(prefix)
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
}
