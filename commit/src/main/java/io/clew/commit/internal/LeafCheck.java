package io.clew.commit.internal;

import io.clew.commit.EntryBody;
import io.clew.commit.LogVerifier.Finding;
import io.clew.ledger.Leaf;
import io.clew.ledger.PackedLeaf;
import io.clew.model.Fact;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.store.Db;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recomputes the leaves of a log page by page; see {@link io.clew.commit.LogVerifier}. */
public final class LeafCheck {

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

    /** An entry's leaf and bodies as stored; salt and body are null when they are erased. */
    private record Stored(
            String workspace,
            @Nullable PackedLeaf leaf,
            byte @Nullable [] salt,
            @Nullable EntryBody body) {}

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
        Map<Long, Stored> stored = stored(db, position, page.getLast().position());
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
        if (stored == null || stored.leaf() == null) {
            findings.add(new Finding(entry.position(), "its leaf is missing"));
            return;
        }
        Leaf.Head head =
                new Leaf.Head(
                        entry.position(),
                        stored.workspace(),
                        entry.recorded(),
                        entry.protocol(),
                        entry.operation());
        if (!stored.leaf().isOf(head)) {
            findings.add(
                    new Finding(
                            entry.position(),
                            "its leaf does not match the stored time, workspace, protocol,"
                                    + " operation and hashes"));
        }
        if (stored.salt() == null || stored.body() == null) {
            erased++;
            return;
        }
        EntryBody body = stored.body();
        Leaf.Bodies bodies =
                new Leaf.Bodies(
                        body.principal(),
                        body.subjects(),
                        CanonicalFacts.of(facts(entry)),
                        body.payload());
        for (String name : stored.leaf().otherBodies(PackedLeaf.of(head, stored.salt(), bodies))) {
            findings.add(
                    new Finding(entry.position(), "its leaf does not match the stored " + name));
        }
    }

    private static List<Fact> facts(LogEntry entry) {
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
        return all;
    }

    private static Map<Long, Stored> stored(Db db, long after, long last) {
        Map<Long, Stored> stored = new HashMap<>();
        db.sql(
                        "SELECT e.position, w.name, e.leaf, e.packed_leaf, "
                                + BodyRows.COLUMNS
                                + " FROM entry e JOIN workspace w ON w.id = e.workspace_id"
                                + " LEFT JOIN entry_body b ON b.position = e.position"
                                + BodyRows.JOINS
                                + " WHERE e.position > :after AND e.position <= :last")
                .bind("after", after)
                .bind("last", last)
                .each(row -> stored.put(row.integer("position"), stored(db, row)));
        return stored;
    }

    private static Stored stored(Db db, Row row) {
        byte[] salt = row.nullableBytes("salt");
        return new Stored(
                row.text("name"), leaf(row), salt, salt == null ? null : BodyRows.read(db, row));
    }

    /** Reads a leaf; null when it is damaged, so that it is none. */
    private static @Nullable PackedLeaf leaf(Row row) {
        try {
            return LeafRows.read(row);
        } catch (IllegalArgumentException damaged) {
            return null;
        }
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
