package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what an asserter said of a node, for facets that say all there is to say. */
final class SaidBefore {

    private static final String NOT_RETRACTED =
            " AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind ="
                    + " f.kind AND r.to_id = f.to_id AND r.asserter_id = f.asserter_id AND"
                    + " (r.position, r.seq) > (f.position, f.seq))";

    private SaidBefore() {}

    /** Returns the attributes of a family that an asserter ever spoke of. */
    static List<String> keys(Commit commit, Urn node, String prefix, Asserter by) {
        return commit
                .db()
                .sql(
                        "SELECT DISTINCT f.name FROM attribute_fact f JOIN asserter a ON a.id ="
                                + " f.asserter_id WHERE f.node_id = :node AND a.agent = :agent AND"
                                + " a.protocol = :protocol")
                .bind("node", commit.nodeId(node))
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .list(row -> row.text("name"))
                .stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /** Returns the columns of a dataset of which an asserter ever spoke of a family. */
    static List<Urn> columns(Commit commit, Urn dataset, String prefix, Asserter by) {
        return commit.db()
                .sql(
                        "SELECT DISTINCT n.urn FROM edge_fact e JOIN node n ON n.id = e.from_id"
                                + " JOIN attribute_fact f ON f.node_id = e.from_id JOIN asserter a ON"
                                + " a.id = f.asserter_id WHERE e.to_id = :dataset AND e.kind = :kind"
                                + " AND n.kind = :column AND f.name LIKE :family AND a.agent = :agent"
                                + " AND a.protocol = :protocol ORDER BY n.urn")
                .bind("dataset", commit.nodeId(dataset))
                .bind("kind", EdgeKind.PART_OF.wireName())
                .bind("column", NodeKind.COLUMN.wireName())
                .bind("family", prefix + "%")
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .list(row -> Urn.parse(row.text("urn")).orElseThrow());
    }

    /**
     * Returns when a version of a dataset was first made after an instant.
     *
     * @param but a run that is left out, since it is spoken of elsewhere; null for none
     */
    static Optional<Instant> writtenAfter(
            Commit commit, Urn dataset, Instant at, @Nullable Urn but) {
        return commit.db()
                .sql(
                        "SELECT MIN(f.at_ms) AS first_ms FROM edge_fact v JOIN edge_fact f ON"
                                + " f.from_id = v.from_id AND f.kind = :made WHERE v.to_id ="
                                + " :dataset AND v.kind = :of AND f.at_ms > :at AND f.to_id <> :but"
                                + NOT_RETRACTED)
                .bind("made", EdgeKind.GENERATED_BY.wireName())
                .bind("of", EdgeKind.VERSION_OF.wireName())
                .bind("dataset", commit.nodeId(dataset))
                .bind("at", at.toEpochMilli())
                .bind("but", but == null ? -1 : commit.nodeId(but))
                .first(row -> row.optionalInteger("first_ms"))
                .flatMap(found -> found)
                .map(Instant::ofEpochMilli);
    }

    /** Says whether an event of a run told an edge, and was not taken back since the run failed. */
    static boolean isToldByRun(Commit commit, Urn from, EdgeKind kind, Urn to, Asserter by) {
        return commit.db()
                .sql(
                        "SELECT 1 AS found FROM edge_fact f JOIN asserter a ON a.id = f.asserter_id"
                                + " JOIN ol_event v ON v.position = f.position AND v.run_id IS NOT NULL"
                                + " WHERE f.from_id = :from_id AND f.kind = :kind AND f.to_id = :to_id"
                                + " AND a.agent = :agent AND a.protocol = :protocol AND NOT EXISTS"
                                + " (SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind"
                                + " = f.kind AND r.to_id = f.to_id AND r.asserter_id = f.asserter_id"
                                + " AND r.until_ms IS NULL AND (r.position, r.seq) > (f.position,"
                                + " f.seq)) LIMIT 1")
                .bind("from_id", commit.nodeId(from))
                .bind("kind", kind.wireName())
                .bind("to_id", commit.nodeId(to))
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .first(row -> true)
                .orElse(false);
    }

    /** Returns what an asserter said of whether a dataset is deleted, by event time. */
    static NavigableMap<Long, Boolean> deleted(Commit commit, Urn dataset, Asserter by) {
        NavigableMap<Long, Boolean> said = new TreeMap<>();
        commit.db()
                .sql(
                        "SELECT f.at_ms, f.value FROM attribute_fact f JOIN asserter a ON a.id ="
                                + " f.asserter_id WHERE f.node_id = :node AND f.name = :name AND"
                                + " a.agent = :agent AND a.protocol = :protocol AND NOT EXISTS"
                                + " (SELECT 1 FROM retraction r WHERE r.from_id = f.node_id AND"
                                + " r.name = f.name AND r.asserter_id = f.asserter_id AND"
                                + " (r.position, r.seq) > (f.position, f.seq)) ORDER BY f.position,"
                                + " f.seq")
                .bind("node", commit.nodeId(dataset))
                .bind("name", Attributes.DELETED)
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .each(row -> said.put(row.integer("at_ms"), row.nullableText("value") != null));
        return said;
    }

    /** Says whether an asserter ended an attribute by an instant, once at least. */
    static boolean hasEnded(Commit commit, Urn node, String key, Asserter by, Instant at) {
        return commit.db()
                .sql(
                        "SELECT 1 AS found FROM attribute_fact f JOIN asserter a ON a.id ="
                                + " f.asserter_id WHERE f.node_id = :node AND f.name = :name AND"
                                + " f.value IS NULL AND f.at_ms <= :at AND a.agent = :agent AND"
                                + " a.protocol = :protocol LIMIT 1")
                .bind("node", commit.nodeId(node))
                .bind("name", key)
                .bind("at", at.toEpochMilli())
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .first(row -> row.integer("found"))
                .isPresent();
    }

    /** Returns where the edges of a kind lead that an asserter's word draws at an instant. */
    static List<Urn> causes(Commit commit, Urn from, EdgeKind kind, Asserter by, Instant at) {
        return commit.db()
                .sql(
                        "SELECT DISTINCT n.urn FROM edge_fact f JOIN asserter a ON a.id ="
                                + " f.asserter_id JOIN node n ON n.id = f.to_id WHERE f.from_id ="
                                + " :from_id AND f.kind = :kind AND a.agent = :agent AND a.protocol ="
                                + " :protocol AND f.at_ms <= :at AND NOT EXISTS (SELECT 1 FROM"
                                + " retraction r WHERE r.from_id = f.from_id AND r.kind = f.kind AND"
                                + " r.to_id = f.to_id AND r.asserter_id = f.asserter_id AND (r.until_ms"
                                + " IS NULL OR r.until_ms <= :at) AND (r.position, r.seq) >"
                                + " (f.position, f.seq)) ORDER BY n.urn")
                .bind("from_id", commit.nodeId(from))
                .bind("kind", kind.wireName())
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .bind("at", at.toEpochMilli())
                .list(row -> Urn.parse(row.text("urn")).orElseThrow());
    }
}
