package io.clew.commit.internal;

import io.clew.commit.Memory;
import io.clew.commit.inference.Rule;
import io.clew.ledger.Payload;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.store.Db;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows what an asserter says already: of what was said or looked up in this group from memory, of
 * the rest by one indexed look-up. Lives on the writer thread; a group's memory is exact, since it
 * holds the lock of the log.
 */
final class Said {

    record Attribute(int node, String key, Asserter by) {}

    record Edge(int from, EdgeKind kind, int to, Asserter by) {}

    /** What was found said already. */
    private record Told(Object what, @Nullable String json) {}

    private final Set<Told> found = new HashSet<>();

    /** What this group said of each attribute and edge, last first: what no row may show yet. */
    private final Map<Object, Lately> lately = new HashMap<>();

    private record Lately(Dated said, @Nullable Lately before) {}

    /** Attributes and edges of which this group took back what was said: no row may show it yet. */
    private final Set<Object> takenBack = new HashSet<>();

    private final Memory memory;

    Said(Memory memory) {
        this.memory = memory;
    }

    /** Longest value that is remembered from group to group as it is. */
    private static final int REMEMBERED_CHARS_MAX = 200;

    /** A value, or an edge's attributes, with its event time. */
    record Dated(@Nullable String json, long atMillis) {

        /** Stands for nothing said. */
        static final Dated NOTHING = new Dated(null, Long.MIN_VALUE);

        /** Begins the hash of a long text in its place; no JSON begins so. */
        private static final String HASHED = "#";

        /** Returns what is remembered: of a long text its hash. */
        private Dated kept() {
            return json == null || json.length() <= REMEMBERED_CHARS_MAX
                    ? this
                    : new Dated(hash(json), atMillis);
        }

        private static String hash(String json) {
            return HASHED
                    + HexFormat.of()
                            .formatHex(Payload.sha256(json.getBytes(StandardCharsets.UTF_8)));
        }

        /** Says whether it is a value, or an edge's attributes. */
        private boolean is(@Nullable String other) {
            return json == null || other == null || !json.startsWith(HASHED)
                    ? Objects.equals(json, other)
                    : json.equals(hash(other));
        }
    }

    /** What people took back in this group, and where: those entries are not laid down yet. */
    private final Map<Edge, Long> closed = new HashMap<>();

    void forget() {
        found.clear();
        lately.clear();
        takenBack.clear();
        closed.clear();
    }

    void add(int node, Fact.AttributeFact fact, @Nullable String value) {
        say(new Attribute(node, fact.key(), fact.by()), value, fact);
    }

    private void say(Object what, @Nullable String json, Fact fact) {
        Dated said = new Dated(json, fact.at().at().toEpochMilli());
        lately.merge(what, new Lately(said, null), (before, last) -> new Lately(said, before));
        if (memory.recall(what) instanceof Dated newest) {
            remember(what, later(said, newest));
        }
    }

    private void remember(Object what, Dated newest) {
        memory.remember(what, newest.kept());
    }

    void add(int from, int to, Fact.EdgeFact fact, @Nullable String attributes) {
        say(new Edge(from, fact.kind(), to, fact.by()), attributes, fact);
    }

    void retract(int node, Fact.AttributeRetraction fact) {
        takeBack(new Attribute(node, fact.key(), fact.by()));
    }

    /**
     * Forgets what was said of an edge.
     *
     * @param byPeople the log position where people took it back; 0 when others did
     */
    void retract(int from, int to, Fact.EdgeRetraction fact, long byPeople) {
        Edge edge = new Edge(from, fact.kind(), to, fact.by());
        if (byPeople > 0) {
            closed.put(edge, byPeople);
        }
        takeBack(edge);
    }

    private void takeBack(Object what) {
        lately.remove(what);
        takenBack.add(what);
        memory.forget(what);
    }

    /**
     * Says whether a value is in force at an instant: what the asserter said latest by event time
     * up to then, and did not take back.
     *
     * @param db sees only rows that are laid down; what waits is known here
     * @param isNew whether nothing can have been said before this write
     */
    boolean isInForce(
            Db db,
            Attribute of,
            boolean isNew,
            long asserter,
            @Nullable Object value,
            long millis) {
        Dated latest = latest(of, isNew, millis, by -> SaidRows.latest(db, of, asserter, by));
        return latest.json() == null ? value == null : latest.is(FactJson.write(value));
    }

    /**
     * Says whether an edge is in force at an instant, lately with the same attributes; what a
     * person took back counts as in force.
     */
    boolean isInForce(
            Db db, Edge of, boolean isNew, long asserter, @Nullable String json, long millis) {
        if (of.kind() == EdgeKind.SAME_AS && isClosed(db, of)) {
            return true;
        }
        Dated latest = latest(of, isNew, millis, by -> SaidRows.latest(db, of, asserter, by));
        return latest != Dated.NOTHING && latest.is(json);
    }

    /**
     * Remembers what was said of a new attribute or edge, if anything: whoever asks of it asks
     * again with a later write, which then need not look.
     */
    void expect(Object ofNew) {
        remember(ofNew, lately(ofNew, Long.MAX_VALUE));
    }

    private interface Stored {
        Dated latest(long byMillis);
    }

    /** Returns what was said latest by a time: from memory where that is what was said last. */
    private Dated latest(Object of, boolean isNew, long millis, Stored stored) {
        if (isNew || takenBack.contains(of)) {
            return lately(of, millis);
        }
        Dated newest = memory.recall(of) instanceof Dated known ? known : null;
        if (newest == null) {
            newest = later(lately(of, Long.MAX_VALUE), stored.latest(Long.MAX_VALUE));
            remember(of, newest);
        }
        return newest.atMillis() <= millis
                ? newest
                : later(lately(of, millis), stored.latest(millis));
    }

    private Dated lately(Object of, long millis) {
        Dated latest = Dated.NOTHING;
        for (Lately each = lately.get(of); each != null; each = each.before()) {
            Dated said = each.said();
            if (said.atMillis() <= millis && said.atMillis() > latest.atMillis()) {
                latest = said;
            }
        }
        return latest;
    }

    /** What was said later comes after, at equal times too. */
    private static Dated later(Dated said, Dated before) {
        return before.atMillis() > said.atMillis() ? before : said;
    }

    /**
     * Says whether a value is the newest that an asserter gave, and not taken back.
     *
     * @param isNew whether the node came with this write, so that nothing was said of it before
     */
    boolean isSaid(Db db, int node, boolean isNew, String key, Asserter by, Object value) {
        Attribute attribute = new Attribute(node, key, by);
        String json = FactJson.write(value);
        Lately last = lately.get(attribute);
        if (isNew || last != null) {
            return last != null && Objects.equals(last.said().json(), json);
        }
        Told told = new Told(attribute, json);
        if (isFound(told)) {
            return true;
        }
        boolean isSaid = SaidRows.isSaid(db, attribute, json);
        if (isSaid) {
            found.add(told);
        }
        return isSaid;
    }

    private boolean isFound(Told told) {
        return found.contains(told) && !takenBack.contains(told.what());
    }

    /**
     * Says whether an asserter drew an edge with the same attributes, and did not take it back;
     * what a person took back counts as said.
     *
     * @param isNew whether {@code from} came with this write
     */
    boolean isSaid(
            Db db,
            int from,
            boolean isNew,
            EdgeKind kind,
            int to,
            Asserter by,
            Map<String, Object> attributes) {
        String json = attributes.isEmpty() ? null : FactJson.write(attributes);
        Edge edge = new Edge(from, kind, to, by);
        for (Lately each = lately.get(edge); each != null; each = each.before()) {
            if (Objects.equals(each.said().json(), json)) {
                return true;
            }
        }
        if (isNew) {
            return closed.containsKey(edge);
        }
        Told told = new Told(edge, json);
        if (isFound(told)) {
            return true;
        }
        boolean isSaid = SaidRows.isSaid(db, edge, json) || isClosed(db, edge);
        if (isSaid) {
            found.add(told);
        }
        return isSaid;
    }

    /** Returns what people ever took back of what an asserter said a node to be the same as. */
    List<Rule.TakenBack> takenBack(Db db, int from, Asserter by) {
        List<Rule.TakenBack> all = new ArrayList<>();
        closed.forEach(
                (edge, position) -> {
                    if (edge.from() == from
                            && edge.kind() == EdgeKind.SAME_AS
                            && edge.by().equals(by)) {
                        all.add(new Rule.TakenBack(edge.to(), position));
                    }
                });
        SaidRows.takenBack(db, from, by, all::add);
        return all;
    }

    /**
     * Says whether a person ever took back what an asserter said of an edge. Only of a same-as a
     * person may take back what a tool said.
     */
    private boolean isClosed(Db db, Edge edge) {
        if (edge.kind() != EdgeKind.SAME_AS) {
            return false;
        }
        return closed.containsKey(edge) || SaidRows.isTakenBack(db, edge);
    }
}
