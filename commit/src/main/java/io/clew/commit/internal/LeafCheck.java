package io.clew.commit.internal;

import io.clew.commit.LogVerifier.Finding;
import io.clew.ledger.Leaf;
import io.clew.ledger.Payload;
import io.clew.model.Fact;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.store.Db;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Recomputes the leaves of a log page by page; see {@link io.clew.commit.LogVerifier}. */
public final class LeafCheck {

    /** The fields of a leaf that can be checked when its bodies are erased. */
    private static final Set<String> PLAIN_FIELDS =
            Set.of("operation", "position", "protocol", "time", "v", "workspace");

    private long position;
    private long recordedMillis = Long.MIN_VALUE;
    private long entries;
    private long erased;
    private boolean hasMore = true;

    /** Returns the last position that was read. */
    public long position() {
        return position;
    }

    public long entries() {
        return entries;
    }

    public long erased() {
        return erased;
    }

    /** Says whether the page before was full. */
    public boolean hasMore() {
        return hasMore;
    }

    /** An entry's leaf and bodies as stored; {@code bodies} is null when they are erased. */
    private record Stored(
            String workspace, String leaf, byte @Nullable [] salt, Leaf.@Nullable Bodies bodies) {}

    /** Checks the next entries up to a head. */
    public List<Finding> page(Db db, long head, int limit) {
        List<LogEntry> page =
                LogRows.entries(db, position, limit).stream()
                        .filter(entry -> entry.position() <= head)
                        .toList();
        hasMore = page.size() == limit;
        List<Finding> findings = new ArrayList<>();
        if (page.isEmpty()) {
            return findings;
        }
        Map<Long, Stored> stored = stored(db, position, page.getLast().position(), facts(page));
        for (LogEntry entry : page) {
            if (entry.position() != position + 1) {
                findings.add(
                        new Finding(
                                entry.position(),
                                "the entries before it are missing from the log"));
            }
            if (entry.recorded().toEpochMilli() < recordedMillis) {
                findings.add(
                        new Finding(
                                entry.position(), "it was recorded before the entry before it"));
            }
            check(entry, stored.get(entry.position()), findings);
            position = entry.position();
            recordedMillis = entry.recorded().toEpochMilli();
            entries++;
        }
        return findings;
    }

    private void check(LogEntry entry, @Nullable Stored stored, List<Finding> findings) {
        if (stored == null) {
            findings.add(new Finding(entry.position(), "its leaf is missing"));
            return;
        }
        boolean isErased = stored.bodies() == null || stored.salt() == null;
        if (isErased) {
            erased++;
        }
        String expected =
                Leaf.of(
                        entry.position(),
                        stored.workspace(),
                        entry.recorded(),
                        entry.protocol(),
                        entry.operation(),
                        stored.salt() == null ? new byte[0] : stored.salt(),
                        stored.bodies() == null
                                ? new Leaf.Bodies("", "", new byte[0], Payload.NONE)
                                : stored.bodies());
        for (String field : differences(stored.leaf(), expected)) {
            if (!isErased || PLAIN_FIELDS.contains(field)) {
                findings.add(
                        new Finding(
                                entry.position(), "its leaf does not match the stored " + field));
            }
        }
    }

    private static Set<String> differences(String leaf, String expected) {
        if (leaf.equals(expected)) {
            return Set.of();
        }
        Map<String, Object> mine = FactJson.readMap(leaf);
        Map<String, Object> theirs = FactJson.readMap(expected);
        Set<String> fields = new TreeSet<>(mine.keySet());
        fields.addAll(theirs.keySet());
        fields.removeIf(field -> Objects.equals(mine.get(field), theirs.get(field)));
        return fields.isEmpty() ? Set.of("form") : fields;
    }

    private static Map<Long, List<Fact>> facts(List<LogEntry> page) {
        Map<Long, List<Fact>> facts = new HashMap<>();
        for (LogEntry entry : page) {
            List<Fact> all = new ArrayList<>();
            for (LogRecord record : entry.records()) {
                switch (record) {
                    case LogRecord.EdgeAsserted edge -> all.add(edge.fact());
                    case LogRecord.AttributeAsserted attribute -> all.add(attribute.fact());
                    case LogRecord.EdgeRetracted edge -> all.add(edge.fact());
                    case LogRecord.AttributeRetracted attribute -> all.add(attribute.fact());
                    case LogRecord.NodeAdded added -> {}
                }
            }
            facts.put(entry.position(), all);
        }
        return facts;
    }

    private static Map<Long, Stored> stored(
            Db db, long after, long last, Map<Long, List<Fact>> facts) {
        Map<Long, Stored> stored = new HashMap<>();
        db.sql(
                        "SELECT e.position, w.name, e.leaf, b.salt, b.principal, b.subjects,"
                                + " b.payload_form, b.payload FROM entry e JOIN workspace w ON w.id"
                                + " = e.workspace_id LEFT JOIN entry_body b ON b.position ="
                                + " e.position WHERE e.position > :after AND e.position <= :last")
                .bind("after", after)
                .bind("last", last)
                .each(
                        row -> {
                            long at = row.integer("position");
                            stored.put(at, stored(row, facts.getOrDefault(at, List.of())));
                        });
        return stored;
    }

    private static Stored stored(Row row, List<Fact> facts) {
        byte[] salt = row.nullableBytes("salt");
        Leaf.Bodies bodies =
                salt == null
                        ? null
                        : new Leaf.Bodies(
                                row.text("principal"),
                                row.text("subjects"),
                                CanonicalFacts.of(facts),
                                new Payload(
                                        Payload.Form.fromWireName(row.text("payload_form")),
                                        row.bytes("payload")));
        return new Stored(row.text("name"), row.text("leaf"), salt, bodies);
    }

    /** Checks what concerns the log as a whole, once all pages were read. */
    public List<Finding> whole(Db db, long head) {
        List<Finding> findings = new ArrayList<>();
        if (position < head) {
            findings.add(new Finding(0, "the log ends at " + position + " and not at " + head));
        }
        for (String table : List.of("edge_fact", "attribute_fact", "retraction")) {
            if (hasFactsOfNoEntry(db, table)) {
                findings.add(new Finding(0, "the table " + table + " has facts of no entry"));
            }
        }
        return findings;
    }

    private static boolean hasFactsOfNoEntry(Db db, String table) {
        String sql =
                switch (table) {
                    case "edge_fact" -> "SELECT 1 FROM edge_fact f";
                    case "attribute_fact" -> "SELECT 1 FROM attribute_fact f";
                    default -> "SELECT 1 FROM retraction f";
                };
        return db.sql(
                        sql
                                + " WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.position ="
                                + " f.position) LIMIT 1")
                .first(row -> true)
                .orElse(false);
    }
}
