package io.clew.store.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of durable groups on a thread of its own, in their order, while the writer
 * prepares the next ones.
 *
 * <p>The database's connection belongs to this thread as long as groups wait here, and to the
 * writer once {@link #await} has returned, until it hands over another.
 */
final class Lander implements AutoCloseable {

    /** Most bytes of groups that wait; beyond, the writer does: the disk is slower than it. */
    private static final long WAITING_BYTES_MAX = 4L << 20;

    /** Bytes for which it is worth to begin: some hundred rows, for statements of many rows. */
    private static final long WORTH_BYTES = 256 << 10;

    /** How long the first group waits for others. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Runs groups that were handed over one after the other. */
    interface Work {
        void land(List<Group> groups) throws SQLException;
    }

    /**
     * What a group left to be run.
     *
     * @param number the group's number in the redo file
     * @param statements in their order; may be none
     * @param bytes what they take in the file
     * @param endsTransaction whether the database is to commit after them
     */
    record Group(long number, List<Posted> statements, int bytes, boolean endsTransaction) {}

    private final Work work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition handed = lock.newCondition();
    private final Condition landed = lock.newCondition();
    private final Thread thread;
    private List<Group> waiting = new ArrayList<>();
    private long waitingBytes;
    private boolean isAtWork;
    private boolean isAwaited;
    private boolean isClosing;
    private @Nullable Exception failure;

    Lander(Work work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name("clew-lander").daemon(true).start(this::run);
    }

    private void run() {
        for (List<Group> groups = next(); !groups.isEmpty(); groups = next()) {
            Exception reason = null;
            try {
                work.land(groups);
            } catch (SQLException | RuntimeException e) {
                reason = e;
            }
            finish(reason);
        }
    }

    /** Waits for groups and takes them; none when it is time to end. */
    private List<Group> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !isClosing) {
                handed.awaitUninterruptibly();
            }
            long left = GATHER_NANOS;
            while (left > 0 && waitingBytes < WORTH_BYTES && !isAwaited && !isClosing) {
                left = handed.awaitNanos(left);
            }
            return take();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread: it begins with what there is.
            return take();
        } finally {
            lock.unlock();
        }
    }

    private List<Group> take() {
        List<Group> taken = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        isAtWork = !taken.isEmpty();
        landed.signalAll();
        return taken;
    }

    private void finish(@Nullable Exception reason) {
        lock.lock();
        try {
            isAtWork = false;
            if (reason != null) {
                failure = reason;
                waiting.clear();
                waitingBytes = 0;
            }
            landed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands over a group that is durable. One that follows a failure is dropped, as is all that
     * waited then: the redo file has it.
     */
    void hand(Group group) {
        lock.lock();
        try {
            while (waitingBytes > WAITING_BYTES_MAX && failure == null && !isClosing) {
                landed.awaitUninterruptibly();
            }
            if (failure == null && !isClosing) {
                waiting.add(group);
                waitingBytes += group.bytes();
                if (waiting.size() == 1 || waitingBytes >= WORTH_BYTES) {
                    handed.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says whether a group could not be run, which the next {@link #await} tells. */
    boolean hasFailed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that was handed over has run.
     *
     * @throws SQLException when some of it could not be; it is told once
     */
    void await() throws SQLException {
        Exception reason;
        lock.lock();
        try {
            while (isAtWork || !waiting.isEmpty()) {
                isAwaited = true;
                handed.signal();
                landed.awaitUninterruptibly();
            }
            isAwaited = false;
            reason = failure;
            failure = null;
        } finally {
            lock.unlock();
        }
        switch (reason) {
            case null -> {}
            case SQLException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(reason);
        }
    }

    /** Ends the thread after the groups at hand; what waits is in the redo file. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosing = true;
            waiting.clear();
            handed.signal();
            landed.signalAll();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
    }
}
