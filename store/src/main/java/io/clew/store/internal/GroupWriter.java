package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Db;
import io.clew.store.GroupHook;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes for everyone on one platform thread: what waits is taken together, run in one transaction
 * with a savepoint for each write, committed with one fsync, and only then answered.
 */
final class GroupWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

    /** Most writes of one group: bounds how long the first of them waits for the last. */
    private static final int GROUP_MAX = 512;

    /** Most writes that wait; beyond, callers are told to come back. */
    private static final int QUEUE_MAX = 16_384;

    /** Times a group is run again after a serialization failure before its callers hear of it. */
    private static final int RETRIES_MAX = 10;

    /** Opens and renews the connection that the writer uses. */
    interface Connector {
        JdbcDb open() throws SQLException;
    }

    private final Connector connector;
    private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread thread;
    private volatile boolean closing;
    private volatile GroupHook hook = new NoHook();
    private @Nullable JdbcDb db;

    GroupWriter(Connector connector) {
        this.connector = connector;
        this.thread = Thread.ofPlatform().name("clew-writer").daemon(true).start(this::run);
    }

    void around(GroupHook newHook) {
        hook = newHook;
    }

    <T> T write(Function<Db, T> work) {
        Pending<T> pending = new Pending<>(work);
        if (closing || !queue.offer(pending)) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    closing ? "the server is shutting down" : "too many writes are waiting");
        }
        try {
            return pending.done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClewException(ErrorCode.UNAVAILABLE, "the wait for the store was cut short");
        } catch (ExecutionException e) {
            throw rethrowable(e.getCause());
        }
    }

    private static RuntimeException rethrowable(@Nullable Throwable cause) {
        return switch (cause) {
            case DatabaseFailure failure -> failure.forCaller();
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }

    private void run() {
        List<Pending<?>> group = new ArrayList<>(GROUP_MAX);
        while (true) {
            try {
                Pending<?> first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closing) {
                        return;
                    }
                    continue;
                }
                group.add(first);
                queue.drainTo(group, GROUP_MAX - 1);
                writeGroup(group);
            } catch (InterruptedException e) {
                LOG.warn("the writer was interrupted; it goes on until it is closed");
            } catch (Throwable e) {
                LOG.error("the writer failed a group", e);
                group.forEach(pending -> pending.fail(e));
            } finally {
                group.clear();
            }
        }
    }

    private void writeGroup(List<Pending<?>> group) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                runOnce(group);
                break;
            } catch (DatabaseFailure | SQLException e) {
                undo();
                DatabaseFailure failure =
                        e instanceof DatabaseFailure known
                                ? known
                                : DatabaseFailure.of((SQLException) e);
                if (failure.isRetriable() && attempt < RETRIES_MAX) {
                    continue;
                }
                LOG.error("a group of {} writes failed", group.size(), failure);
                group.forEach(pending -> pending.fail(failure));
                return;
            } catch (RuntimeException | Error e) {
                undo();
                throw e;
            }
        }
        hook.committed();
        group.forEach(Pending::answer);
    }

    private void runOnce(List<Pending<?>> group) throws SQLException {
        JdbcDb current = db;
        if (current == null) {
            current = connector.open();
            db = current;
        }
        current.execute(current.dialect().beginWrite());
        hook.begin(current);
        for (Pending<?> pending : group) {
            current.execute("SAVEPOINT one_write");
            hook.writeBegins(current);
            try {
                pending.run(current);
                current.execute("RELEASE SAVEPOINT one_write");
            } catch (RuntimeException | Error e) {
                if (e instanceof DatabaseFailure failure && !failure.isOfOneStatement()) {
                    throw failure;
                }
                current.execute("ROLLBACK TO SAVEPOINT one_write");
                current.execute("RELEASE SAVEPOINT one_write");
                hook.writeUndone();
                pending.refuse(e);
            }
        }
        hook.end(current);
        current.execute("COMMIT");
    }

    private void undo() {
        JdbcDb broken = db;
        db = null;
        if (broken != null) {
            try {
                broken.execute("ROLLBACK");
            } catch (SQLException e) {
                LOG.debug("rollback failed; the connection is given up", e);
            }
            try {
                broken.close();
            } catch (DatabaseFailure e) {
                LOG.debug("closing a broken connection failed", e);
            }
        }
        hook.rolledBack();
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        JdbcDb current = db;
        if (current != null) {
            current.close();
        }
    }

    /** One write that waits, and what came of it. */
    private static final class Pending<T> {
        private final Function<Db, T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Throwable refusal;

        Pending(Function<Db, T> work) {
            this.work = work;
        }

        void run(Db db) {
            refusal = null;
            result = work.apply(db);
        }

        void refuse(Throwable reason) {
            refusal = reason;
        }

        @SuppressWarnings("NullAway") // a write may return null where its caller's T admits it
        void answer() {
            if (refusal != null) {
                done.completeExceptionally(refusal);
            } else {
                done.complete(result);
            }
        }

        void fail(Throwable reason) {
            done.completeExceptionally(reason);
        }
    }

    /** Stands in until the commit path installs its own. */
    private static final class NoHook implements GroupHook {
        @Override
        public void begin(Db db) {}

        @Override
        public void writeBegins(Db db) {}

        @Override
        public void writeUndone() {}

        @Override
        public void end(Db db) {}

        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}
    }
}
