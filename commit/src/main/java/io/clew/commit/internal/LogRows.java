package io.clew.commit.internal;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.store.Db;
import io.clew.store.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads entries with their nodes and facts back from rows. */
public final class LogRows {
    private LogRows() {}

    /** Reads a range of the log; see {@link io.clew.commit.LogReader#entries}. */
    public static List<LogEntry> entries(Db db, long after, int limit) {
        List<Head> heads =
                db.sql(
                                "SELECT position, workspace_id, recorded_ms, protocol, operation"
                                        + " FROM entry WHERE position > :after ORDER BY position"
                                        + " LIMIT :limit")
                        .bind("after", after)
                        .bind("limit", limit)
                        .list(Head::of);
        if (heads.isEmpty()) {
            return List.of();
        }
        long last = heads.getLast().position();
        Map<Long, List<LogRecord>> nodes = new HashMap<>();
        db.sql(
                        "SELECT id, urn, position FROM node WHERE position > :after AND position <="
                                + " :last ORDER BY id")
                .bind("after", after)
                .bind("last", last)
                .each(
                        row ->
                                nodes.computeIfAbsent(
                                                row.integer("position"), p -> new ArrayList<>())
                                        .add(
                                                new LogRecord.NodeAdded(
                                                        (int) row.integer("id"),
                                                        urn(row.text("urn")))));
        Map<Long, TreeMap<Integer, LogRecord>> facts = new HashMap<>();
        edges(db, after, last, facts);
        attributes(db, after, last, facts);
        retractions(db, after, last, facts);
        List<LogEntry> entries = new ArrayList<>(heads.size());
        for (Head head : heads) {
            List<LogRecord> records = new ArrayList<>();
            records.addAll(nodes.getOrDefault(head.position(), List.of()));
            records.addAll(facts.getOrDefault(head.position(), new TreeMap<>()).values());
            entries.add(
                    new LogEntry(
                            head.position(),
                            head.workspaceId(),
                            head.recorded(),
                            head.protocol(),
                            head.operation(),
                            records));
        }
        return entries;
    }

    private record Head(
            long position, int workspaceId, Instant recorded, String protocol, String operation) {
        static Head of(Row row) {
            return new Head(
                    row.integer("position"),
                    (int) row.integer("workspace_id"),
                    Instant.ofEpochMilli(row.integer("recorded_ms")),
                    row.text("protocol"),
                    row.text("operation"));
        }
    }

    private static void edges(
            Db db, long after, long last, Map<Long, TreeMap<Integer, LogRecord>> facts) {
        db.sql(
                        "SELECT f.position, f.seq, f.from_id, f.kind, f.to_id, f.assertion,"
                                + " f.at_ms, f.at_source, f.attributes, f.rule, f.inputs, a.agent,"
                                + " a.protocol, n.urn AS from_urn, m.urn AS to_urn FROM edge_fact f"
                                + " JOIN asserter a ON a.id = f.asserter_id JOIN node n ON n.id ="
                                + " f.from_id JOIN node m ON m.id = f.to_id WHERE f.position > :after"
                                + " AND f.position <= :last")
                .bind("after", after)
                .bind("last", last)
                .each(
                        row ->
                                put(
                                        facts,
                                        row,
                                        new LogRecord.EdgeAsserted(
                                                seq(row),
                                                (int) row.integer("from_id"),
                                                (int) row.integer("to_id"),
                                                new Fact.EdgeFact(
                                                        urn(row.text("from_urn")),
                                                        edgeKind(row.text("kind")),
                                                        urn(row.text("to_urn")),
                                                        assertion(row),
                                                        at(row),
                                                        asserter(row),
                                                        FactJson.readMap(
                                                                row.nullableText("attributes")),
                                                        inference(row)))));
    }

    private static void attributes(
            Db db, long after, long last, Map<Long, TreeMap<Integer, LogRecord>> facts) {
        db.sql(
                        "SELECT f.position, f.seq, f.node_id, f.name, f.value, f.assertion,"
                                + " f.at_ms, f.at_source, f.rule, f.inputs, a.agent, a.protocol,"
                                + " n.urn FROM attribute_fact f JOIN asserter a ON a.id ="
                                + " f.asserter_id JOIN node n ON n.id = f.node_id WHERE f.position >"
                                + " :after AND f.position <= :last")
                .bind("after", after)
                .bind("last", last)
                .each(
                        row ->
                                put(
                                        facts,
                                        row,
                                        new LogRecord.AttributeAsserted(
                                                seq(row),
                                                (int) row.integer("node_id"),
                                                new Fact.AttributeFact(
                                                        urn(row.text("urn")),
                                                        row.text("name"),
                                                        FactJson.read(row.nullableText("value")),
                                                        assertion(row),
                                                        at(row),
                                                        asserter(row),
                                                        inference(row)))));
    }

    private static void retractions(
            Db db, long after, long last, Map<Long, TreeMap<Integer, LogRecord>> facts) {
        db.sql(
                        "SELECT r.position, r.seq, r.from_id, r.kind, r.to_id, r.name, r.at_ms,"
                                + " r.at_source, r.until_ms, r.reason, a.agent, a.protocol, n.urn AS"
                                + " from_urn, m.urn AS to_urn FROM retraction r JOIN asserter a ON"
                                + " a.id = r.asserter_id JOIN node n ON n.id = r.from_id LEFT JOIN"
                                + " node m ON m.id = r.to_id WHERE r.position > :after AND r.position"
                                + " <= :last")
                .bind("after", after)
                .bind("last", last)
                .each(row -> put(facts, row, retraction(row)));
    }

    private static LogRecord retraction(Row row) {
        String name = row.nullableText("name");
        int from = (int) row.integer("from_id");
        Urn fromUrn = urn(row.text("from_urn"));
        if (name != null) {
            return new LogRecord.AttributeRetracted(
                    seq(row),
                    from,
                    new Fact.AttributeRetraction(
                            fromUrn, name, at(row), asserter(row), row.text("reason")));
        }
        return new LogRecord.EdgeRetracted(
                seq(row),
                from,
                (int) row.integer("to_id"),
                new Fact.EdgeRetraction(
                        fromUrn,
                        edgeKind(row.text("kind")),
                        urn(row.text("to_urn")),
                        at(row),
                        asserter(row),
                        row.optionalInteger("until_ms").map(Instant::ofEpochMilli).orElse(null),
                        row.text("reason")));
    }

    private static void put(
            Map<Long, TreeMap<Integer, LogRecord>> facts, Row row, LogRecord record) {
        facts.computeIfAbsent(row.integer("position"), p -> new TreeMap<>()).put(seq(row), record);
    }

    private static int seq(Row row) {
        return (int) row.integer("seq");
    }

    private static Urn urn(String text) {
        return Urn.parse(text)
                .orElseThrow(() -> new IllegalStateException("not a stored URN: " + text));
    }

    private static EdgeKind edgeKind(String name) {
        return EdgeKind.fromWireName(name)
                .orElseThrow(() -> new IllegalStateException("not a stored edge kind: " + name));
    }

    private static Assertion assertion(Row row) {
        return Assertion.values()[(int) row.integer("assertion")];
    }

    private static io.clew.model.EventTime at(Row row) {
        return FactJson.eventTime(row.integer("at_ms"), row.integer("at_source"));
    }

    private static Asserter asserter(Row row) {
        return new Asserter(urn(row.text("agent")), row.text("protocol"));
    }

    private static @Nullable Inference inference(Row row) {
        String rule = row.nullableText("rule");
        return rule == null
                ? null
                : new Inference(rule, EvidenceText.read(row.nullableText("inputs")));
    }
}
