package io.clew.commit.internal;

import io.clew.commit.Intent;
import io.clew.commit.Memory;
import io.clew.commit.inference.Rule;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.store.Db;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    /** Longest value that is remembered from group to group. */
    private static final int REMEMBERED_CHARS_MAX = 200;

    /** A value, or an edge's attributes, with its event time. */
    private record Dated(@Nullable String json, long atMillis) {

        /** Stands for nothing said. */
        static final Dated NOTHING = new Dated(null, Long.MIN_VALUE);
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
        if (newest.json() == null || newest.json().length() <= REMEMBERED_CHARS_MAX) {
            memory.remember(what, newest);
        } else {
            memory.forget(what);
        }
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
        String latest = latest(of, isNew, millis, by -> stored(db, of, asserter, by)).json();
        return latest == null ? value == null : latest.equals(FactJson.write(value));
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
        if (isNew && !takenBack.contains(of)) {
            // Whoever asks of an edge asks again with the next write: that need not look.
            remember(of, lately(of, Long.MAX_VALUE));
        }
        Dated latest = latest(of, isNew, millis, by -> stored(db, of, asserter, by));
        return latest != Dated.NOTHING && Objects.equals(latest.json(), json);
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

    private static Dated stored(Db db, Attribute of, long asserter, long byMillis) {
        return db.sql(
                        "SELECT f.value, f.at_ms FROM attribute_fact f WHERE f.node_id = :node AND"
                                + " f.name = :name AND f.asserter_id = :asserter AND f.at_ms <= :at"
                                + " AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.from_id ="
                                + " f.node_id AND r.name = f.name AND r.asserter_id ="
                                + " f.asserter_id AND (r.position, r.seq) > (f.position, f.seq))"
                                + " ORDER BY f.at_ms DESC, f.position DESC, f.seq DESC LIMIT 1")
                .bind("node", of.node())
                .bind("name", of.key())
                .bind("asserter", asserter)
                .bind("at", byMillis)
                .first(Said::valueRow)
                .orElse(Dated.NOTHING);
    }

    private static Dated stored(Db db, Edge of, long asserter, long byMillis) {
        return db.sql(
                        "SELECT e.attributes AS value, e.at_ms FROM edge_fact e WHERE e.from_id ="
                                + " :from_id AND e.kind = :kind AND e.to_id = :to_id AND"
                                + " e.asserter_id = :asserter AND e.at_ms <= :at AND NOT EXISTS"
                                + " (SELECT 1 FROM retraction r WHERE r.from_id = e.from_id AND"
                                + " r.kind = e.kind AND r.to_id = e.to_id AND r.asserter_id ="
                                + " e.asserter_id AND (r.position, r.seq) > (e.position, e.seq))"
                                + " ORDER BY e.at_ms DESC, e.position DESC, e.seq DESC LIMIT 1")
                .bind("from_id", of.from())
                .bind("kind", of.kind().wireName())
                .bind("to_id", of.to())
                .bind("asserter", asserter)
                .bind("at", byMillis)
                .first(Said::valueRow)
                .orElse(Dated.NOTHING);
    }

    private static Dated valueRow(Row row) {
        return new Dated(row.nullableText("value"), row.integer("at_ms"));
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
        boolean isSaid = isStored(db, attribute, json);
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
        boolean isSaid = isStored(db, edge, json) || isClosed(db, edge);
        if (isSaid) {
            found.add(told);
        }
        return isSaid;
    }

    private static boolean isStored(Db db, Attribute attribute, @Nullable String value) {
        return db.sql(
                        "SELECT f.value, r.position AS retracted FROM attribute_fact f JOIN asserter"
                                + " a ON a.id = f.asserter_id LEFT JOIN retraction r ON r.from_id ="
                                + " f.node_id AND r.name = f.name AND r.asserter_id = f.asserter_id"
                                + " AND (r.position, r.seq) > (f.position, f.seq) WHERE f.node_id ="
                                + " :node AND f.name = :name AND a.agent = :agent AND a.protocol ="
                                + " :protocol ORDER BY f.position DESC, f.seq DESC LIMIT 1")
                .bind("node", attribute.node())
                .bind("name", attribute.key())
                .bind("agent", attribute.by().agent().toString())
                .bind("protocol", attribute.by().protocol())
                .first(
                        row ->
                                row.optionalInteger("retracted").isEmpty()
                                        && Objects.equals(row.nullableText("value"), value))
                .orElse(false);
    }

    private static boolean isStored(Db db, Edge edge, @Nullable String attributes) {
        return db.sql(
                        "SELECT 1 FROM edge_fact e JOIN asserter a ON a.id = e.asserter_id WHERE"
                                + " e.from_id = :from_id AND e.kind = :kind AND e.to_id = :to_id AND"
                                + " COALESCE(e.attributes, '') = :attributes AND a.agent = :agent"
                                + " AND a.protocol = :protocol AND NOT EXISTS (SELECT 1 FROM"
                                + " retraction r WHERE r.from_id = e.from_id AND r.kind = e.kind AND"
                                + " r.to_id = e.to_id AND r.asserter_id = e.asserter_id AND"
                                + " (r.position, r.seq) > (e.position, e.seq)) LIMIT 1")
                .bind("from_id", edge.from())
                .bind("kind", edge.kind().wireName())
                .bind("to_id", edge.to())
                .bind("attributes", Objects.requireNonNullElse(attributes, ""))
                .bind("agent", edge.by().agent().toString())
                .bind("protocol", edge.by().protocol())
                .first(row -> true)
                .orElse(false);
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
        db.sql(
                        "SELECT r.to_id, r.position FROM retraction r JOIN entry e ON e.position ="
                                + " r.position JOIN asserter a ON a.id = r.asserter_id WHERE"
                                + " r.from_id = :from_id AND r.kind = :kind AND a.agent = :agent AND"
                                + " a.protocol = :protocol AND e.protocol = 'clew' AND e.operation ="
                                + " :operation")
                .bind("from_id", from)
                .bind("kind", EdgeKind.SAME_AS.wireName())
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .bind("operation", Intent.RETRACTIONS)
                .each(
                        row ->
                                all.add(
                                        new Rule.TakenBack(
                                                (int) row.integer("to_id"),
                                                row.integer("position"))));
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
        return closed.containsKey(edge)
                || db.sql(
                                "SELECT 1 FROM retraction r JOIN entry e ON e.position = r.position"
                                        + " JOIN asserter a ON a.id = r.asserter_id WHERE r.from_id"
                                        + " = :from_id AND r.kind = :kind AND r.to_id = :to_id AND"
                                        + " a.agent = :agent AND a.protocol = :protocol AND"
                                        + " e.protocol = 'clew' AND e.operation = :operation LIMIT"
                                        + " 1")
                        .bind("from_id", edge.from())
                        .bind("kind", edge.kind().wireName())
                        .bind("to_id", edge.to())
                        .bind("agent", edge.by().agent().toString())
                        .bind("protocol", edge.by().protocol())
                        .bind("operation", Intent.RETRACTIONS)
                        .first(row -> true)
                        .orElse(false);
    }
}
