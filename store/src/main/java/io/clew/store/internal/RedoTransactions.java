package io.clew.store.internal;

import io.clew.store.GroupHook;
import io.clew.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes groups durable in a redo file and commits many of them together, for SQLite: each commit of
 * a few writes would put some thirty pages into its log for every write, most of them the same ones
 * again and again; one commit of some hundreds puts in three. Measured: docs/decisions/redo.md.
 *
 * <p>The transaction of the database stays open from group to group. When it is lost, by a failure
 * or a crash, the groups are run again from the file.
 */
final class RedoTransactions implements Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(RedoTransactions.class);

    /** Most bytes ahead: some thousand rows, which stay in the page cache until the commit. */
    private static final long AHEAD_BYTES_MAX = 2L << 20;

    private static final int SQLITE_IOERR = 10;

    private final Connector connector;
    private final RedoFile file;
    private final Recording recording = new Recording();

    /** The number of the last group that the file or the database has. */
    private long durable;

    /** The number of the last group that the database has committed. */
    private long committed;

    private @Nullable JdbcDb db;
    private boolean isOpen;

    /** Whether groups of the file are not in the open transaction: it was rolled back. */
    private boolean isBehind;

    /** Whether the open transaction has changes of a group that is not durable. */
    private boolean hasBegun;

    /** Whether the disk refused something lately. */
    private boolean isSuspect;

    private long aheadBytes;
    private long aheadSinceNanos;
    private volatile boolean ahead;

    private RedoTransactions(Connector connector, RedoFile file, long groups) {
        this.connector = connector;
        this.file = file;
        this.durable = groups;
        this.committed = groups;
    }

    /** Names the redo file of a database's file. */
    static Path fileOf(Path database) {
        return database.resolveSibling(database.getFileName() + RedoFile.SUFFIX);
    }

    /**
     * Gives a database what its redo file holds and it lacks, after a crash.
     *
     * @param isKnown checks that the database has a schema that this version may write
     */
    static void recover(JdbcDb db, Path path, Runnable isKnown) throws IOException, SQLException {
        try (RedoFile file = RedoFile.open(path)) {
            String id = file.id();
            if (id.isEmpty() || !hasGroups(file, -1)) {
                return;
            }
            isKnown.run();
            State state = State.of(db);
            if (!hasGroups(file, state.groups())) {
                return;
            }
            if (!id.equals(state.id())) {
                throw new IOException("the redo file beside it belongs to another database");
            }
            db.beginWrite();
            long groups = new Replay(db, state.groups()).run(file);
            State.write(db, state.id(), groups);
            db.commit();
            LOG.info("took {} groups of writes from the redo file", groups - state.groups());
        }
    }

    private static boolean hasGroups(RedoFile file, long after) throws IOException {
        boolean[] found = new boolean[1];
        file.each((number, statements) -> found[0] |= number > after);
        return found[0];
    }

    /** Begins with a database that has recovered: its file is made anew under a new id. */
    static RedoTransactions open(JdbcDb db, Path path, Connector connector)
            throws IOException, SQLException {
        State state = State.of(db);
        String id = UUID.randomUUID().toString();
        db.beginWrite();
        State.write(db, id, state.groups());
        db.commit();
        RedoFile file = RedoFile.open(path);
        try {
            file.begin(id);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return new RedoTransactions(connector, file, state.groups());
    }

    /** What a database knows of its redo file. */
    private record State(String id, long groups) {

        /** Reads it, making its table in a database that has none: one that is new or older. */
        static State of(JdbcDb db) throws SQLException {
            db.executeOnce(
                    "CREATE TABLE IF NOT EXISTS redo (one INTEGER PRIMARY KEY CHECK (one = 1),"
                            + " id TEXT NOT NULL, groups INTEGER NOT NULL) STRICT");
            db.executeOnce("INSERT OR IGNORE INTO redo (one, id, groups) VALUES (1, '', 0)");
            return db.sql("SELECT id, groups FROM redo")
                    .first(row -> new State(row.text("id"), row.integer("groups")))
                    .orElseThrow();
        }

        static void write(JdbcDb db, String id, long groups) {
            db.sql("UPDATE redo SET id = :id, groups = :groups")
                    .bind("id", id)
                    .bind("groups", groups)
                    .update();
        }
    }

    @Override
    public JdbcDb begin() throws SQLException {
        hasBegun = false;
        boolean hasFailed = isSuspect || isBehind;
        probeIfSuspect();
        JdbcDb current = opened();
        if (hasFailed) {
            // So that the next failure costs nothing.
            catchUp();
            current = opened();
        }
        hasBegun = true;
        current.record(recording);
        return current;
    }

    /** Finds out cheaply whether a disk that refused something takes writes again. */
    private void probeIfSuspect() throws SQLException {
        if (isSuspect) {
            try {
                file.probe();
            } catch (IOException e) {
                throw failure(e);
            }
            isSuspect = false;
        }
    }

    @Override
    public JdbcDb reader() throws SQLException {
        JdbcDb current = opened();
        current.record(null);
        return current;
    }

    /** Returns the connection inside a transaction that has every durable group. */
    private JdbcDb opened() throws SQLException {
        JdbcDb current = db;
        if (current == null) {
            current = connector.open();
            db = current;
        }
        if (!isOpen) {
            current.beginWrite();
            isOpen = true;
        }
        if (isBehind) {
            redo(current);
        }
        return current;
    }

    private void redo(JdbcDb current) throws SQLException {
        current.record(null);
        try {
            long last = new Replay(current, committed).run(file);
            if (last != durable) {
                throw new IOException(
                        "the redo file has groups up to %d and not up to %d: it was damaged"
                                .formatted(last, durable));
            }
            isBehind = false;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (isBehind) {
                undoAll();
            }
        }
    }

    /** Makes of a failure of the file what a failure of the database is. */
    static SQLException failure(IOException reason) {
        return new SQLException(reason.getMessage(), "", SQLITE_IOERR, reason);
    }

    @Override
    public void commit() throws SQLException {
        if (recording.isEmpty()) {
            hasBegun = false;
            return;
        }
        int bytes = recording.bytes().remaining();
        try {
            file.append(durable + 1, recording.bytes());
        } catch (IOException e) {
            isSuspect = true;
            throw failure(e);
        }
        durable++;
        hasBegun = false;
        recording.keep();
        if (!ahead) {
            aheadSinceNanos = System.nanoTime();
            aheadBytes = 0;
            ahead = true;
        }
        aheadBytes += bytes;
    }

    @Override
    public void rollback() {
        recording.undo();
        if (hasBegun) {
            hasBegun = false;
            undoAll();
        }
    }

    /** Undoes the group, and with it those before that are in the file alone. */
    private void undoAll() {
        isOpen = false;
        isBehind = durable > committed;
        JdbcDb current = db;
        if (current != null) {
            try {
                current.rollback();
            } catch (SQLException e) {
                LOG.debug("rollback failed; the connection is given up", e);
                giveUp();
            }
        }
    }

    /** A group that could not be appended is not durable: the file took it back. */
    @Override
    public Optional<Boolean> lookAgain(GroupHook hook) {
        return Optional.of(false);
    }

    /** Does nothing: the file took it back already. */
    @Override
    public void eraseFailedCommit() {}

    @Override
    public boolean isAhead() {
        return ahead;
    }

    @Override
    public boolean isFarAhead() {
        return ahead
                && (aheadBytes > AHEAD_BYTES_MAX
                        || System.nanoTime() - aheadSinceNanos
                                > TimeUnit.MILLISECONDS.toNanos(Stores.BEHIND_MILLIS));
    }

    @Override
    public void catchUp() throws SQLException {
        if (!ahead) {
            return;
        }
        probeIfSuspect();
        try {
            land(opened());
        } catch (SQLException | RuntimeException e) {
            isSuspect = true;
            undoAll();
            throw e;
        }
    }

    /** Commits the open transaction, which has all groups of the file, and begins that anew. */
    private void land(JdbcDb current) throws SQLException {
        current.record(null);
        current.sql("UPDATE redo SET groups = :groups").bind("groups", durable).update();
        current.commit();
        isOpen = false;
        committed = durable;
        recording.beginFile();
        ahead = false;
        try {
            file.reset();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void giveUp() {
        JdbcDb broken = db;
        db = null;
        isOpen = false;
        if (broken != null) {
            try {
                broken.close();
            } catch (DatabaseFailure e) {
                LOG.debug("closing a connection failed", e);
            }
        }
    }

    @Override
    public void close() {
        giveUp();
        file.close();
    }
}
