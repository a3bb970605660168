package io.clew.store.internal;

import io.clew.store.GroupHook;
import io.clew.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
 *
 * <p>Statements that were posted ({@link io.clew.store.Query#post}) are run by the {@link Lander}
 * once their group is durable, and so are most commits of the database. The writer's thread waits
 * for it only where it asks something of the connection itself. The sync of one group, and what
 * follows from it, happens on the {@link Syncer}'s thread while the writer prepares the next one.
 */
final class RedoTransactions implements Transactions, Later {

    private static final Logger LOG = LoggerFactory.getLogger(RedoTransactions.class);

    /** Most bytes of a transaction: some ten thousand rows, whose pages stay in the cache. */
    private static final long AHEAD_BYTES_MAX = 8L << 20;

    private final RedoFile file;
    private final OpenTransaction open;
    private final Recording recording = new Recording();
    private final Lander lander;
    private final Syncer syncer = new Syncer();

    /** The number of the last group that the file or the database has; steady after a wait. */
    private long durable;

    /** The group before that was lost, until {@link #rollback}. */
    private volatile @Nullable Lost lost;

    /** What the group at hand posted and nobody has run. */
    private List<Posted> posted = new ArrayList<>();

    /** Whether the open transaction may have changes of a group that is not durable. */
    private boolean hasBegun;

    /** Whether the disk refused something lately. */
    private boolean isSuspect;

    private long aheadBytes;
    private long aheadSinceNanos;
    private volatile boolean ahead;

    /**
     * Describes a group whose sync failed.
     *
     * @param texts how many texts the file had before it
     */
    private record Lost(SQLException reason, int texts) {}

    private RedoTransactions(Connector connector, RedoFile file, long groups) {
        this.file = file;
        this.open = new OpenTransaction(connector, file, groups);
        this.durable = groups;
        this.lander = new Lander(open::run);
    }

    /** Begins with a database that has recovered: its file is made anew under a new id. */
    static RedoTransactions open(JdbcDb db, Path path, Connector connector)
            throws IOException, SQLException {
        return open(db, RedoFile.open(path), connector);
    }

    /** Begins with a database that has recovered, and its file, which is closed on failure. */
    static RedoTransactions open(JdbcDb db, RedoFile file, Connector connector)
            throws IOException, SQLException {
        try {
            RedoState state = RedoState.of(db);
            String id = UUID.randomUUID().toString();
            db.beginWrite();
            new RedoState(id, state.groups()).write(db);
            db.commit();
            file.begin(id);
            return new RedoTransactions(connector, file, state.groups());
        } catch (IOException | SQLException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public JdbcDb begin() throws SQLException {
        hasBegun = false;
        posted.clear();
        if (isSuspect || lander.hasFailed()) {
            // What is tried again must have come to an end.
            syncer.await();
            noteNotLanded();
        }
        boolean hasFailed = isSuspect || open.isBehind();
        probeIfSuspect();
        if (hasFailed) {
            // So that the next failure costs nothing.
            catchUp();
        }
        JdbcDb current = open.connection();
        current.record(recording, this);
        return current;
    }

    /** Waits for the lander; what it could not run is durable, and is run again from the file. */
    private void noteNotLanded() {
        try {
            lander.await();
        } catch (SQLException | RuntimeException e) {
            LOG.error("durable writes could not be run in the database; they are run again", e);
            isSuspect = true;
            open.undo(durable);
        }
    }

    @Override
    public void post(Posted statement) {
        posted.add(statement);
    }

    /** Runs what the group posted, since it asks something of the connection itself. */
    @Override
    public void settle() throws SQLException {
        JdbcDb current = opened();
        hasBegun = true;
        PostedRun run = new PostedRun(current);
        for (Posted each : posted) {
            run.add(each);
        }
        run.end();
        posted.clear();
    }

    /** Finds out cheaply whether a disk that refused something takes writes again. */
    private void probeIfSuspect() throws SQLException {
        if (isSuspect) {
            try {
                file.probe();
            } catch (IOException e) {
                throw RedoFile.failure(e);
            }
            isSuspect = false;
        }
    }

    @Override
    public JdbcDb reader() throws SQLException {
        JdbcDb current = opened();
        current.recordNothing();
        return current;
    }

    /** Returns the connection inside a transaction that has every durable group. */
    private JdbcDb opened() throws SQLException {
        awaitDurable();
        try {
            lander.await();
        } catch (SQLException | RuntimeException e) {
            isSuspect = true;
            open.undo(durable);
            throw e;
        }
        return open.at(durable);
    }

    @Override
    public void commit(boolean isMoreWaiting, Outcome outcome) throws SQLException {
        awaitDurable();
        if (recording.isEmpty()) {
            hasBegun = false;
            outcome.durable();
            return;
        }
        if (hasBegun) {
            // Writes of a kind that asks the connection come together: the next would wait for it.
            settle();
        }
        int bytes = recording.bytes().remaining();
        try {
            file.append(durable + 1, recording.bytes());
        } catch (IOException e) {
            isSuspect = true;
            throw RedoFile.failure(e);
        }
        if (!ahead) {
            beginTransaction();
            ahead = true;
        }
        aheadBytes += bytes;
        boolean isTime =
                aheadBytes > AHEAD_BYTES_MAX
                        || System.nanoTime() - aheadSinceNanos
                                > TimeUnit.MILLISECONDS.toNanos(Stores.BEHIND_MILLIS);
        if (isTime) {
            beginTransaction();
        }
        Lander.Group group = new Lander.Group(durable + 1, posted, bytes, isTime);
        int texts = recording.textsKept();
        posted = new ArrayList<>();
        recording.keep();
        hasBegun = false;
        if (isMoreWaiting) {
            syncer.start(() -> sync(group, texts, outcome));
        } else {
            sync(group, texts, outcome);
        }
    }

    /** Makes a group durable that is in the file, and tells its outcome; on any thread. */
    private void sync(Lander.Group group, int texts, Outcome outcome) {
        try {
            file.sync();
        } catch (IOException e) {
            SQLException reason = RedoFile.failure(e);
            lost = new Lost(reason, texts);
            outcome.failed(DatabaseFailure.of(reason));
            return;
        }
        durable = group.number();
        if (group.endsTransaction() || !group.statements().isEmpty()) {
            lander.hand(group);
        }
        outcome.durable();
    }

    @Override
    public void awaitOutcome() {
        syncer.await();
    }

    /** Waits for the group before, on which this one rests. */
    private void awaitDurable() throws SQLException {
        syncer.await();
        Lost group = lost;
        if (group != null) {
            throw group.reason();
        }
    }

    @Override
    public boolean hasLost() {
        return lost != null;
    }

    private void beginTransaction() {
        aheadSinceNanos = System.nanoTime();
        aheadBytes = 0;
    }

    @Override
    public void rollback() {
        posted.clear();
        Lost group = lost;
        if (group == null) {
            recording.undo();
        } else {
            recording.undoTo(group.texts());
            isSuspect = true;
            lost = null;
            noteNotLanded();
        }
        if (hasBegun || group != null) {
            hasBegun = false;
            open.undo(durable);
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

    /** The lander commits by itself; but the file can begin anew only when nobody needs it. */
    @Override
    public boolean isFarAhead() {
        return file.isLong();
    }

    @Override
    public void catchUp() throws SQLException {
        if (!ahead) {
            return;
        }
        probeIfSuspect();
        try {
            opened();
            open.commit(durable);
        } catch (SQLException | RuntimeException e) {
            isSuspect = true;
            open.undo(durable);
            throw e;
        }
        ahead = false;
        recording.beginFile();
        try {
            file.reset();
        } catch (IOException e) {
            throw RedoFile.failure(e);
        }
    }

    @Override
    public void close() {
        syncer.close();
        lander.close();
        open.close();
        file.close();
    }
}
