package io.clew.commit.internal;

import io.clew.commit.Intent;
import io.clew.commit.inference.Rule;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.store.Db;
import io.clew.store.GroupHook;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log: gives each write of a group its position, its nodes their ids, and its audit
 * entry; publishes the entries once the group is durable. Lives on the writer thread.
 */
public final class LogWriter implements GroupHook {

    private final InstantSource clock;
    private final List<Consumer<LogEntry>> listeners;
    private final List<Rule> rules;
    private final NodeIds nodes = new NodeIds();
    private final Map<String, Integer> workspaces = new HashMap<>();
    private final Map<Asserter, Long> asserters = new HashMap<>();
    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<PointsKey, Points> points = new LinkedHashMap<>();
    private Instant now = Instant.EPOCH;
    private long position;
    private long asserterNext;
    private Mark mark = new Mark(0, 0, 0);

    /** What a failed write is rolled back to. */
    private record Mark(long position, long asserterNext, int entries) {}

    /** What shares one audit entry. */
    private record PointsKey(Intent intent, Urn subject) {}

    /** The points that share an entry: a running hash and how many writes it holds. */
    private record Points(MessageDigest hash, int[] writes) {}

    public LogWriter(InstantSource clock, List<Rule> rules, List<Consumer<LogEntry>> listeners) {
        this.clock = clock;
        this.rules = List.copyOf(rules);
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void begin(Db db) {
        // The update takes the row's lock, so that positions are in commit order on any number of
        // servers; SQLite holds its one write lock already.
        db.sql("UPDATE log_head SET one = 1 WHERE one = 1").update();
        db.sql("SELECT position, node_next, asserter_next FROM log_head WHERE one = 1")
                .each(
                        row -> {
                            position = row.integer("position");
                            nodes.begin((int) row.integer("node_next"));
                            asserterNext = row.integer("asserter_next");
                        });
        // Record time never goes back, whatever the machine's clock does: so an instant of it is a
        // position of the log.
        long last =
                db.sql("SELECT recorded_ms FROM entry WHERE position = :position")
                        .bind("position", position)
                        .first(row -> row.integer("recorded_ms"))
                        .orElse(Long.MIN_VALUE);
        now = Instant.ofEpochMilli(Math.max(last, clock.millis()));
    }

    @Override
    public void writeBegins(Db db) {
        mark = new Mark(position, asserterNext, entries.size());
        nodes.mark();
    }

    @Override
    public void writeUndone() {
        position = mark.position();
        asserterNext = mark.asserterNext();
        asserters.clear();
        nodes.undo();
        entries.subList(mark.entries(), entries.size()).clear();
    }

    @Override
    public void end(Db db) {
        points.forEach(
                (key, gathered) -> {
                    Open commit = open(db, key.intent());
                    commit.subject(key.subject());
                    commit.payload(
                            ("{\"points\":\""
                                            + java.util.HexFormat.of()
                                                    .formatHex(gathered.hash().digest())
                                            + "\",\"writes\":"
                                            + gathered.writes()[0]
                                            + "}")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    commit.close();
                });
        points.clear();
        db.sql(
                        "UPDATE log_head SET position = :position, node_next = :node_next,"
                                + " asserter_next = :asserter_next WHERE one = 1")
                .bind("position", position)
                .bind("node_next", nodes.next())
                .bind("asserter_next", asserterNext)
                .update();
    }

    @Override
    public void committed() {
        nodes.keep();
        try {
            for (LogEntry entry : entries) {
                listeners.forEach(listener -> listener.accept(entry));
            }
        } finally {
            entries.clear();
        }
    }

    @Override
    public void rolledBack() {
        entries.clear();
        points.clear();
        asserters.clear();
        workspaces.clear();
        nodes.forget();
    }

    /** Begins the entry of one write. */
    public Open open(Db db, Intent intent) {
        return new Open(this, db, intent);
    }

    int workspaceId(Db db, String name) {
        Integer known = workspaces.get(name);
        if (known != null) {
            return known;
        }
        int id =
                db.sql("SELECT id FROM workspace WHERE name = :name")
                        .bind("name", name)
                        .first(row -> (int) row.integer("id"))
                        .orElseThrow(
                                () ->
                                        ClewException.notFound(
                                                "there is no workspace named " + name));
        workspaces.put(name, id);
        return id;
    }

    long asserterId(Db db, Asserter asserter) {
        Long known = asserters.get(asserter);
        if (known != null) {
            return known;
        }
        long id =
                db.sql("SELECT id FROM asserter WHERE agent = :agent AND protocol = :protocol")
                        .bind("agent", asserter.agent().toString())
                        .bind("protocol", asserter.protocol())
                        .first(row -> row.integer("id"))
                        .orElseGet(() -> insertAsserter(db, asserter));
        asserters.put(asserter, id);
        return id;
    }

    private long insertAsserter(Db db, Asserter asserter) {
        long id = asserterNext++;
        db.sql("INSERT INTO asserter (id, agent, protocol) VALUES (:id, :agent, :protocol)")
                .bind("id", id)
                .bind("agent", asserter.agent().toString())
                .bind("protocol", asserter.protocol())
                .update();
        return id;
    }

    NodeIds nodes() {
        return nodes;
    }

    Instant now() {
        return now;
    }

    long nextPosition() {
        return position + 1;
    }

    void publish(LogEntry entry) {
        position = entry.position();
        entries.add(entry);
    }

    void gather(Intent intent, Urn subject, byte[] bytes) {
        Points gathered =
                points.computeIfAbsent(
                        new PointsKey(intent, subject), key -> new Points(sha256(), new int[1]));
        gathered.hash().update(bytes);
        gathered.writes()[0]++;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gathers one write and lays it down as rows when it closes. */
    public static final class Open implements io.clew.commit.Commit {

        private final LogWriter log;
        private final Db db;
        private final Intent intent;
        private final int workspaceId;
        private final EntryRows rows;
        private @Nullable Urn pointsSubject;
        private byte @Nullable [] pointsBytes;

        Open(LogWriter log, Db db, Intent intent) {
            this.log = log;
            this.db = db;
            this.intent = intent;
            this.workspaceId = log.workspaceId(db, intent.workspace().name());
            this.rows = new EntryRows(log, db, intent, workspaceId);
        }

        @Override
        public Db db() {
            return db;
        }

        @Override
        public Instant now() {
            return log.now();
        }

        @Override
        public long position() {
            return log.nextPosition();
        }

        @Override
        public int workspaceId() {
            return workspaceId;
        }

        @Override
        public Asserter by() {
            return intent.by();
        }

        @Override
        public int nodeId(Urn urn) {
            return rows.nodeId(urn);
        }

        @Override
        public void add(io.clew.model.Fact fact) {
            rows.add(fact);
        }

        @Override
        public void subject(Urn urn) {
            rows.subject(urn);
        }

        @Override
        public void payload(byte[] body) {
            rows.payload(body);
        }

        @Override
        public void points(Urn subject, byte[] bytes) {
            if (pointsBytes != null) {
                throw new IllegalStateException("one write carries points of one subject");
            }
            pointsSubject = subject;
            pointsBytes = bytes;
        }

        /** Lays down the entry; points alone wait for the end of the group. */
        public void close() {
            if (pointsSubject != null && pointsBytes != null) {
                log.gather(intent, pointsSubject, pointsBytes);
                if (rows.isEmpty()) {
                    return;
                }
            }
            log.rules.forEach(rows::conclude);
            log.publish(rows.close());
        }
    }
}
