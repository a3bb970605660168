package io.clew.commit.internal;

import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.store.Db;
import java.util.HashMap;
import java.util.HashSet;
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

    private record Attribute(int node, String key, Asserter by) {}

    private record Edge(int from, EdgeKind kind, int to, Asserter by) {}

    private record Told(Edge edge, @Nullable String attributes) {}

    private final Map<Attribute, @Nullable String> values = new HashMap<>();
    private final Set<Told> edges = new HashSet<>();

    void forget() {
        values.clear();
        edges.clear();
    }

    void add(int node, Fact.AttributeFact fact, @Nullable String value) {
        values.put(new Attribute(node, fact.key(), fact.by()), value);
    }

    void add(int from, int to, Fact.EdgeFact fact, @Nullable String attributes) {
        edges.add(new Told(new Edge(from, fact.kind(), to, fact.by()), attributes));
    }

    void retract(int node, Fact.AttributeRetraction fact) {
        values.remove(new Attribute(node, fact.key(), fact.by()));
    }

    void retract(int from, int to, Fact.EdgeRetraction fact) {
        Edge edge = new Edge(from, fact.kind(), to, fact.by());
        edges.removeIf(told -> told.edge().equals(edge));
    }

    /**
     * Says whether a value is the newest that an asserter gave, and not taken back.
     *
     * @param isNew whether the node came with this write, so that nothing was said of it before
     */
    boolean isSaid(Db db, int node, boolean isNew, String key, Asserter by, Object value) {
        Attribute attribute = new Attribute(node, key, by);
        String json = FactJson.write(value);
        if (isNew || values.containsKey(attribute)) {
            return Objects.equals(values.get(attribute), json);
        }
        boolean isSaid = isStored(db, attribute, json);
        if (isSaid) {
            values.put(attribute, json);
        }
        return isSaid;
    }

    /**
     * Says whether an asserter drew an edge with the same attributes, and did not take it back.
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
        Told told = new Told(new Edge(from, kind, to, by), json);
        if (isNew || edges.contains(told)) {
            return edges.contains(told);
        }
        boolean isSaid = isStored(db, told);
        if (isSaid) {
            edges.add(told);
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

    private static boolean isStored(Db db, Told told) {
        Edge edge = told.edge();
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
                .bind("attributes", Objects.requireNonNullElse(told.attributes(), ""))
                .bind("agent", edge.by().agent().toString())
                .bind("protocol", edge.by().protocol())
                .first(row -> true)
                .orElse(false);
    }
}
