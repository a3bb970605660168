package io.clew.store.internal;

import io.clew.store.Db;
import io.clew.store.GroupHook;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes for everyone on one platform thread: what waits is taken together, run in one transaction,
 * committed with one fsync, and only then answered.
 *
 * <p>A group is first run without savepoints. When one of its writes throws after it has changed
 * rows, the group is undone and run again with a savepoint around each write, so that only that one
 * is refused: writes that fail so late are rare, and savepoints cost two round trips each.
 *
 * <p>A lost connection is hidden where nothing was lost: before the commit the group is run again;
 * during it the hook is asked whether the group is there.
 */
final class GroupWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

    /** Most writes of one group: bounds how long the first of them waits for the last. */
    private static final int GROUP_MAX = 512;

    /** Most writes that wait; beyond, callers are told to come back. */
    private static final int QUEUE_MAX = 16_384;

    /** Times a group is run before its callers hear of a serialization failure. */
    private static final int ATTEMPTS_MAX = 10;

    /** Times a group is run before its callers hear that connections are lost. */
    private static final int CONNECTIONS_MAX = 2;

    /** Stands in the queue for nothing but that an idle writer is to look whether it is to end. */
    private static final PendingWrite<?> WAKE = new PendingWrite<>(db -> null);

    /** Opens the connection that the writer uses, and a new one when it is lost. */
    interface Connector {
        JdbcDb open() throws SQLException;
    }

    private final Connector connector;
    private final Nesting nesting;
    private final BlockingQueue<PendingWrite<?>> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean closed;
    private volatile GroupHook hook = new GroupHook() {};
    private @Nullable JdbcDb db;
    private boolean committing;

    GroupWriter(Connector connector, Nesting nesting) {
        this.connector = connector;
        this.nesting = nesting;
        this.thread = Thread.ofPlatform().name("clew-writer").daemon(true).start(this::run);
    }

    void around(GroupHook newHook) {
        hook = newHook;
    }

    <T> T write(Function<Db, T> work) {
        nesting.refuse("write");
        PendingWrite<T> pending = new PendingWrite<>(work);
        if (closing) {
            throw PendingWrite.unavailable("the server is shutting down");
        }
        if (!queue.offer(pending)) {
            throw PendingWrite.unavailable("too many writes are waiting");
        }
        if (closed) {
            refuseWaiting();
        }
        try {
            return pending.await();
        } catch (InterruptedException e) {
            queue.remove(pending);
            Thread.currentThread().interrupt();
            throw PendingWrite.unavailable("the wait for the store was cut short");
        }
    }

    private void run() {
        nesting.enter("write");
        List<PendingWrite<?>> group = new ArrayList<>(GROUP_MAX);
        while (true) {
            try {
                PendingWrite<?> first = closing ? queue.poll() : queue.take();
                if (first == null) {
                    return;
                }
                group.add(first);
                queue.drainTo(group, GROUP_MAX - 1);
                if (closing) {
                    group.remove(WAKE);
                }
                if (!group.isEmpty()) {
                    writeGroup(group);
                }
            } catch (InterruptedException e) {
                LOG.warn("the writer was interrupted; it goes on until it is closed", e);
            } catch (Throwable e) {
                LOG.error("the writer failed a group", e);
                group.forEach(pending -> pending.fail(e));
            } finally {
                group.clear();
            }
        }
    }

    private void writeGroup(List<PendingWrite<?>> group) {
        if (!makeDurable(group)) {
            return;
        }
        try {
            hook.committed();
        } catch (RuntimeException | Error e) {
            LOG.error("what follows a durable group failed; its callers are answered", e);
        }
        group.forEach(PendingWrite::answer);
    }

    /** Returns whether the group is durable; when not, its callers have been told why. */
    private boolean makeDurable(List<PendingWrite<?>> group) {
        boolean careful = false;
        for (int attempt = 1; ; attempt++) {
            try {
                if (runOnce(group, careful)) {
                    return true;
                }
                undo();
                careful = true;
            } catch (SQLException | DatabaseFailure e) {
                DatabaseFailure failure = DatabaseFailure.of(e);
                if (committing && !careful && failure.isOfOneStatement()) {
                    // A write swallowed the failure of a statement; now find out which.
                    undo();
                    careful = true;
                    continue;
                }
                if (committing && !failure.isRetriable()) {
                    Optional<Boolean> durable = isDurable();
                    if (durable.orElse(false)) {
                        return true;
                    }
                    if (durable.isEmpty()) {
                        attempt = ATTEMPTS_MAX;
                    }
                }
                undo();
                if (!mayTryAgain(failure, attempt)) {
                    if (committing) {
                        eraseFailedCommit();
                    }
                    // No stack: an outage fails every group, and its reason is in the message.
                    LOG.error(
                            "a group of {} writes failed: {}", group.size(), failure.getMessage());
                    LOG.debug("a group failed", failure);
                    group.forEach(pending -> pending.fail(failure));
                    return false;
                }
            } catch (RuntimeException | Error e) {
                undo();
                LOG.error("a group of {} writes failed", group.size(), e);
                group.forEach(pending -> pending.fail(e));
                return false;
            }
        }
    }

    private static boolean mayTryAgain(DatabaseFailure failure, int attempt) {
        return failure.isRetriable() && attempt < ATTEMPTS_MAX
                || failure.isOfConnection() && attempt < CONNECTIONS_MAX;
    }

    /** Returns false when the group must be run again with savepoints. */
    private boolean runOnce(List<PendingWrite<?>> group, boolean careful) throws SQLException {
        committing = false;
        JdbcDb current = connection();
        current.beginWrite();
        hook.begin(current);
        for (PendingWrite<?> pending : group) {
            if (!runOne(current, pending, careful)) {
                return false;
            }
        }
        if (!settle(current, careful)) {
            return false;
        }
        hook.end(current);
        committing = true;
        current.commit();
        return true;
    }

    /** Returns false when what the writes left cannot be laid down: one of them is to be found. */
    private boolean settle(JdbcDb current, boolean careful) {
        try {
            hook.settle(current);
            return true;
        } catch (RuntimeException e) {
            boolean isDatabases = e instanceof DatabaseFailure;
            if (careful || isDatabases && !DatabaseFailure.of(e).isOfOneStatement()) {
                throw e;
            }
            return false;
        }
    }

    private boolean runOne(JdbcDb current, PendingWrite<?> pending, boolean careful)
            throws SQLException {
        if (careful) {
            current.execute("SAVEPOINT one_write");
        }
        hook.writeBegins(current);
        current.beginChanges();
        try {
            pending.run(current);
            if (careful) {
                hook.settle(current);
                current.execute("RELEASE SAVEPOINT one_write");
            }
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            boolean isDatabases = e instanceof SQLException || e instanceof DatabaseFailure;
            if (isDatabases && !DatabaseFailure.of((Exception) e).isOfOneStatement()) {
                throw e;
            }
            if (!careful && (isDatabases || current.hasChanged())) {
                return false;
            }
            if (careful) {
                current.execute("ROLLBACK TO SAVEPOINT one_write");
                current.execute("RELEASE SAVEPOINT one_write");
            }
            hook.writeUndone();
            pending.refuse(e instanceof SQLException sql ? DatabaseFailure.of(sql) : e);
            return true;
        }
    }

    private JdbcDb connection() throws SQLException {
        JdbcDb current = db;
        if (current == null) {
            current = connector.open();
            db = current;
        }
        return current;
    }

    /** Asks over a new connection whether the group whose commit failed is there. */
    private Optional<Boolean> isDurable() {
        giveUpConnection();
        try {
            JdbcDb fresh = connection();
            fresh.beginWrite();
            Optional<Boolean> durable = hook.isDurable(fresh);
            fresh.rollback();
            LOG.warn("a commit got no answer; looking again, the group is there: {}", durable);
            return durable;
        } catch (SQLException | RuntimeException e) {
            LOG.error("a commit got no answer and cannot be looked up", e);
            return Optional.empty();
        }
    }

    /**
     * Makes sure that a commit which is reported as failed does not come back after a crash.
     *
     * <p>That it cannot be made sure is no news: the callers are told that the store failed.
     */
    private void eraseFailedCommit() {
        try {
            connection().commitNothing();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a failed commit was overwritten by one that failed too", e);
            giveUpConnection();
        }
    }

    private void undo() {
        JdbcDb current = db;
        if (current != null) {
            try {
                current.rollback();
            } catch (SQLException e) {
                LOG.debug("rollback failed; the connection is given up", e);
                giveUpConnection();
            }
        }
        hook.rolledBack();
    }

    private void giveUpConnection() {
        JdbcDb broken = db;
        db = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (DatabaseFailure e) {
                LOG.debug("closing a broken connection failed", e);
            }
        }
    }

    /** Ends the thread once what waits is written, and refuses what comes too late. */
    @Override
    public void close() {
        closing = true;
        queue.offer(WAKE);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        closed = true;
        refuseWaiting();
        giveUpConnection();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseWaiting() {
        List<PendingWrite<?>> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(
                pending -> pending.fail(PendingWrite.unavailable("the server is shutting down")));
    }
}
