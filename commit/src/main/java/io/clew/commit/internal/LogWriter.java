package io.clew.commit.internal;

import io.clew.commit.Intent;
import io.clew.commit.NodeNames;
import io.clew.commit.inference.Rule;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.log.LogEntry;
import io.clew.store.Db;
import io.clew.store.Dialect;
import io.clew.store.GroupHook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log: gives each write of a group its position, its nodes their ids, and its audit
 * entry; tells the entries once the group is durable. Lives on the writer thread.
 */
public final class LogWriter implements GroupHook {

    /** Entries of other servers that are read at a time. */
    private static final int CATCH_UP_ENTRIES = 1000;

    private static final String HEAD = "position, recorded_ms, node_next, asserter_next";

    private final InstantSource clock;
    private final List<Rule> rules;
    private final Feed feed;
    private final Supplier<NodeNames> names;
    private final NodeIds nodes = new NodeIds();
    private final Asserters asserters = new Asserters();
    private final WordIds words = new WordIds();
    private final Map<String, Integer> workspaces = new HashMap<>();
    private final List<NewEntry> written = new ArrayList<>();
    private final WaitingRows waiting = new WaitingRows();
    private final RecentMemory memory = new RecentMemory();
    private final Said said = new Said(memory);
    private final LongValues longValues = new LongValues();
    private final SharedPoints points = new SharedPoints();
    private final Salts salts = new Salts();
    private Instant now = Instant.EPOCH;
    private long position;
    private Mark mark = new Mark(0, 0);

    /** The position up to which the memory knows all; -1 for none. */
    private long remembered = -1;

    /** Where the last group left the log; null when it was undone, or there was none. */
    private @Nullable Head head;

    /** What a failed write is rolled back to. */
    private record Mark(long position, int written) {}

    /**
     * Makes the writer of a log.
     *
     * @param names what nodes are called, as the listeners of the feed know it
     */
    public LogWriter(InstantSource clock, List<Rule> rules, Feed feed, Supplier<NodeNames> names) {
        this.clock = clock;
        this.rules = List.copyOf(rules);
        this.feed = feed;
        this.names = names;
    }

    @Override
    public void begin(Db db) {
        written.clear();
        Head known = db.dialect() == Dialect.SQLITE ? head : null;
        Head before = known == null ? lockHead(db) : known;
        head = before;
        position = before.position();
        asserters.begin(before.asserterNext());
        said.forget();
        if (position != remembered) {
            memory.forgetAll();
            rules.forEach(Rule::forget);
        }
        if (known == null) {
            hear(db);
        }
        nodes.begin((int) before.nodeNext(), names.get());
        // Record time never goes back, whatever the machine's clock does: so an instant of it is a
        // position of the log.
        now = Instant.ofEpochMilli(Math.max(before.recordedMillis(), clock.millis()));
    }

    /**
     * Tells what comes before this group: entries of other servers, or of a commit of ours that got
     * no answer.
     */
    private void hear(Db db) {
        for (long heard = feed.heard(); heard < position; heard = feed.heard()) {
            feed.tellNext(heard, LogRows.entries(db, heard, CATCH_UP_ENTRIES));
        }
    }

    /** Where the log stands: its newest entry and the next free ids. */
    private record Head(long position, long recordedMillis, long nodeNext, long asserterNext) {}

    /**
     * Takes the lock of the head's row, so that positions are in commit order on any number of
     * servers; SQLite holds its one write lock already, and only reads, once: nobody else writes.
     */
    private static Head lockHead(Db db) {
        return db.sql(
                        switch (db.dialect()) {
                            case SQLITE -> "SELECT " + HEAD + " FROM log_head";
                            case POSTGRESQL ->
                                    "UPDATE log_head SET one = 1 WHERE one = 1 RETURNING " + HEAD;
                        })
                .first(
                        row ->
                                new Head(
                                        row.integer("position"),
                                        row.integer("recorded_ms"),
                                        row.integer("node_next"),
                                        row.integer("asserter_next")))
                .orElseThrow();
    }

    @Override
    public void writeBegins(Db db) {
        mark = new Mark(position, written.size());
        nodes.mark();
        asserters.mark();
        words.mark();
        waiting.mark();
        points.mark();
    }

    @Override
    public void writeUndone() {
        position = mark.position();
        nodes.undo();
        asserters.undo();
        words.undo();
        waiting.undo();
        points.undo();
        said.forget();
        memory.forgetAll();
        longValues.forget();
        rules.forEach(Rule::forget);
        written.subList(mark.written(), written.size()).clear();
    }

    @Override
    public void settle(Db db) {
        waiting.insert(db);
    }

    @Override
    public void end(Db db) {
        points.take()
                .forEach(
                        (key, payload) ->
                                open(db, key.intent()).closePoints(key.subject(), payload));
        if (written.isEmpty()) {
            // All that was tried was refused: nothing is recorded, not even when.
            return;
        }
        waiting.insert(db);
        NewEntry.insert(db, written);
        // As a row: so that many groups can be brought into the database at once.
        db.sql(
                        "INSERT INTO log_head (one, position, recorded_ms, node_next, asserter_next)"
                                + " VALUES :rows ON CONFLICT (one) DO UPDATE SET position ="
                                + " excluded.position, recorded_ms = excluded.recorded_ms, node_next"
                                + " = excluded.node_next, asserter_next = excluded.asserter_next")
                .bindRows(
                        "rows",
                        List.of(
                                List.of(
                                        1,
                                        position,
                                        now.toEpochMilli(),
                                        nodes.next(),
                                        asserters.next())))
                .post();
        head = new Head(position, now.toEpochMilli(), nodes.next(), asserters.next());
    }

    @Override
    public Runnable whenDurable() {
        remembered = position;
        List<LogEntry> entries = written.stream().map(NewEntry::entry).toList();
        return () -> feed.tell(entries);
    }

    @Override
    public void rolledBack() {
        head = null;
        written.clear();
        memory.forgetAll();
        longValues.forget();
        remembered = -1;
        waiting.forget();
        points.forget();
        asserters.forget();
        words.forget();
        workspaces.clear();
        nodes.forget();
    }

    @Override
    public Optional<Boolean> isDurable(Db db) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        // The lock waits for the lost connection's transaction to be over, one way or the other.
        lockHead(db);
        NewEntry last = written.getLast();
        return Optional.of(
                db.sql("SELECT packed_leaf FROM entry WHERE position = :position")
                        .bind("position", last.entry().position())
                        .first(row -> row.nullableBytes("packed_leaf"))
                        .filter(leaf -> Arrays.equals(leaf, last.leaf()))
                        .isPresent());
    }

    /** Begins the entry of one write. */
    public OpenCommit open(Db db, Intent intent) {
        return new OpenCommit(this, db, intent);
    }

    /** Returns a transaction that sees the rows that wait. */
    public Db settling(Db db) {
        return new SettlingDb(db, waiting);
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

    long asserterId(Db db, int workspaceId, Asserter asserter) {
        return asserters.id(db, workspaceId, asserter);
    }

    long wordId(Db db, String word) {
        return words.id(db, word);
    }

    NodeIds nodes() {
        return nodes;
    }

    WaitingRows waiting() {
        return waiting;
    }

    RecentMemory memory() {
        return memory;
    }

    Said said() {
        return said;
    }

    LongValues longValues() {
        return longValues;
    }

    Salts salts() {
        return salts;
    }

    Instant now() {
        return now;
    }

    long nextPosition() {
        return position + 1;
    }

    void gather(SharedPoints.Key key, byte[] newPoints) {
        points.add(key, newPoints);
    }

    /** Lays down an entry with what the rules conclude from it; its position is then taken. */
    void close(EntryRows rows) {
        rules.forEach(rows::conclude);
        NewEntry entry = rows.close();
        position = entry.entry().position();
        written.add(entry);
    }
}
