package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.store.Db;
import io.clew.store.GroupHook;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
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
 *
 * <p>Where durable groups are not seen by readers at once ({@link Transactions#isAhead}), readers
 * ask for them, and an idle writer brings them forward by itself.
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
    private static final PendingWrite<?> WAKE = visible();

    /** How long a writer with groups ahead waits for more before it lets readers see them. */
    private static final long IDLE_MILLIS = 5;

    /** How long it waits after that failed. */
    private static final long STUCK_MILLIS = 100;

    private final Transactions transactions;
    private final Nesting nesting;
    private final BlockingQueue<PendingWrite<?>> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean closed;
    private volatile GroupHook hook = new GroupHook() {};
    private boolean committing;
    private GroupAnswers answers = new GroupAnswers(List.of(), () -> {});
    private boolean isStuck;

    GroupWriter(Transactions transactions, Nesting nesting) {
        this.transactions = transactions;
        this.nesting = nesting;
        this.thread = Thread.ofPlatform().name("clew-writer").daemon(true).start(this::run);
    }

    void around(GroupHook newHook) {
        hook = newHook;
    }

    <T> T write(Function<Db, T> work) {
        nesting.refuse("write");
        return enqueue(new PendingWrite<>(PendingWrite.Kind.WRITE, work));
    }

    /**
     * Waits until readers see all that is durable now; false when they cannot, since the disk
     * refuses it: then {@link #read} serves them.
     */
    boolean awaitVisible() {
        if (!transactions.isAhead()) {
            return true;
        }
        try {
            enqueue(visible());
            return true;
        } catch (ClewException e) {
            if (closing) {
                throw e;
            }
            return false;
        }
    }

    private static PendingWrite<?> visible() {
        return new PendingWrite<>(PendingWrite.Kind.VISIBLE, db -> true);
    }

    /** Reads on the writer's thread and connection, which see all that is durable. */
    <T> T read(Function<Db, T> work) {
        return enqueue(new PendingWrite<>(PendingWrite.Kind.READ, work));
    }

    private <T> T enqueue(PendingWrite<T> pending) {
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
                PendingWrite<?> first = next();
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, GROUP_MAX - 1);
                    serve(group);
                } else {
                    catchUp();
                    if (closing) {
                        return;
                    }
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

    /** Returns what waits first; null when it is time to catch up, or to end. */
    private @Nullable PendingWrite<?> next() throws InterruptedException {
        if (closing) {
            return queue.poll();
        }
        return transactions.isAhead()
                ? queue.poll(isStuck ? STUCK_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS)
                : queue.take();
    }

    private void serve(List<PendingWrite<?>> group) {
        List<PendingWrite<?>> writes = of(PendingWrite.Kind.WRITE, group);
        if (!writes.isEmpty()) {
            writeGroup(writes);
        }
        List<PendingWrite<?>> reads = of(PendingWrite.Kind.READ, group);
        List<PendingWrite<?>> waiting = of(PendingWrite.Kind.VISIBLE, group);
        if (!reads.isEmpty()) {
            awaitOutcome();
            reads.forEach(this::serveRead);
        }
        if (!waiting.isEmpty() || transactions.isFarAhead()) {
            catchUp();
        }
        for (PendingWrite<?> pending : waiting) {
            if (isStuck) {
                pending.fail(PendingWrite.unavailable("the disk takes no writes"));
            } else {
                pending.answer();
            }
        }
    }

    private static List<PendingWrite<?>> of(PendingWrite.Kind kind, List<PendingWrite<?>> group) {
        return group.stream().filter(pending -> pending.kind() == kind).toList();
    }

    private void serveRead(PendingWrite<?> read) {
        try {
            read.run(transactions.reader());
            read.answer();
        } catch (SQLException e) {
            read.fail(DatabaseFailure.of(e));
        } catch (RuntimeException e) {
            read.fail(e);
        }
    }

    /** Waits for the group before, and forgets what was known from it when it was lost. */
    private void awaitOutcome() {
        transactions.awaitOutcome();
        undoLost();
    }

    /** Lets readers see what is durable. */
    private void catchUp() {
        awaitOutcome();
        try {
            transactions.catchUp();
            isStuck = false;
        } catch (SQLException | RuntimeException e) {
            if (!isStuck) {
                LOG.error("durable writes cannot be brought into the database yet", e);
            }
            isStuck = true;
        }
    }

    /** Makes a group durable, if that can be; its callers are told, now or soon. */
    private void writeGroup(List<PendingWrite<?>> group) {
        boolean careful = false;
        for (int attempt = 1; ; attempt++) {
            try {
                undoLost();
                if (runOnce(group, careful)) {
                    return;
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
                    Optional<Boolean> durable = transactions.lookAgain(hook);
                    if (durable.orElse(false)) {
                        answers.durable();
                        return;
                    }
                    if (durable.isEmpty()) {
                        attempt = ATTEMPTS_MAX;
                    }
                }
                undo();
                if (!mayTryAgain(failure, attempt)) {
                    if (committing) {
                        transactions.eraseFailedCommit();
                    }
                    new GroupAnswers(group, () -> {}).failed(failure);
                    return;
                }
            } catch (RuntimeException | Error e) {
                undo();
                LOG.error("a group of {} writes failed", group.size(), e);
                group.forEach(pending -> pending.fail(e));
                return;
            }
        }
    }

    /** Forgets what was known from a group that was lost after the next was begun. */
    private void undoLost() {
        if (transactions.hasLost()) {
            undo();
        }
    }

    private static boolean mayTryAgain(DatabaseFailure failure, int attempt) {
        return failure.isRetriable() && attempt < ATTEMPTS_MAX
                || failure.isOfConnection() && attempt < CONNECTIONS_MAX;
    }

    /** Returns false when the group must be run again with savepoints. */
    private boolean runOnce(List<PendingWrite<?>> group, boolean careful) throws SQLException {
        committing = false;
        JdbcDb current = transactions.begin();
        if (careful) {
            current.postNothing();
        }
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
        answers = new GroupAnswers(group, hook.whenDurable());
        committing = true;
        transactions.commit(!queue.isEmpty(), answers);
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
            current.forgetChanges();
            hook.writeUndone();
            pending.refuse(e instanceof SQLException sql ? DatabaseFailure.of(sql) : e);
            return true;
        }
    }

    private void undo() {
        transactions.rollback();
        hook.rolledBack();
    }

    /** Ends the thread once what waits is written, and refuses what comes too late. */
    @Override
    public void close() {
        closing = true;
        queue.offer(WAKE);
        Threads.join(thread);
        closed = true;
        refuseWaiting();
        transactions.close();
    }

    private void refuseWaiting() {
        List<PendingWrite<?>> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(
                pending -> pending.fail(PendingWrite.unavailable("the server is shutting down")));
    }
}
