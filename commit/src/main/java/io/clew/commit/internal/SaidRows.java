package io.clew.commit.internal;

import io.clew.commit.Intent;
import io.clew.commit.inference.Rule;
import io.clew.commit.internal.Said.Attribute;
import io.clew.commit.internal.Said.Dated;
import io.clew.commit.internal.Said.Edge;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.store.Db;
import io.clew.store.Row;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks up what an asserter said in rows that are laid down, one indexed look-up each. */
final class SaidRows {
    private SaidRows() {}

    /** Returns what an asserter said latest of an attribute by a time, and did not take back. */
    static Dated latest(Db db, Attribute of, long asserter, long byMillis) {
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
                .first(SaidRows::valueRow)
                .orElse(Dated.NOTHING);
    }

    /** Returns what an asserter said latest of an edge by a time, and did not take back. */
    static Dated latest(Db db, Edge of, long asserter, long byMillis) {
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
                .first(SaidRows::valueRow)
                .orElse(Dated.NOTHING);
    }

    private static Dated valueRow(Row row) {
        return new Dated(row.nullableText("value"), row.integer("at_ms"));
    }

    /** Says whether a value is the newest that an asserter gave, and not taken back. */
    static boolean isSaid(Db db, Attribute attribute, @Nullable String value) {
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

    /** Says whether an asserter drew an edge so, and did not take it back. */
    static boolean isSaid(Db db, Edge edge, @Nullable String attributes) {
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

    /** Hands on what people took back of what an asserter said a node to be the same as. */
    static void takenBack(Db db, int from, Asserter by, Consumer<Rule.TakenBack> out) {
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
                                out.accept(
                                        new Rule.TakenBack(
                                                (int) row.integer("to_id"),
                                                row.integer("position"))));
    }

    /** Says whether people took back what an asserter said of a same-as edge. */
    static boolean isTakenBack(Db db, Edge edge) {
        return db.sql(
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
