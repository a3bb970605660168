package io.clew.store.internal;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
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

    /** Runs one group. */
    interface Work {
        void land(Group group) throws SQLException;
    }

    /** A statement by its text with placeholders and their values. */
    record Statement(String text, List<? extends @Nullable Object> values) {}

    /**
     * What a group left to be run.
     *
     * @param number the group's number in the redo file
     * @param statements in their order; may be none
     * @param bytes what they take in the file
     * @param endsTransaction whether the database is to commit after them
     */
    record Group(long number, List<Statement> statements, int bytes, boolean endsTransaction) {}

    private final Work work;
    private final ArrayDeque<Group> waiting = new ArrayDeque<>();
    private final Thread thread;
    private long waitingBytes;
    private boolean isAtWork;
    private boolean isClosing;
    private @Nullable Exception failure;

    Lander(Work work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name("clew-lander").daemon(true).start(this::run);
    }

    private void run() {
        for (Group group = next(); group != null; group = next()) {
            Exception reason = null;
            try {
                work.land(group);
            } catch (SQLException | RuntimeException e) {
                reason = e;
            }
            landed(group, reason);
        }
    }

    private synchronized @Nullable Group next() {
        boolean interrupted = false;
        while (waiting.isEmpty() && !isClosing) {
            interrupted |= pause();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        isAtWork = !waiting.isEmpty();
        return waiting.poll();
    }

    private synchronized void landed(Group group, @Nullable Exception reason) {
        isAtWork = false;
        waitingBytes -= group.bytes();
        if (reason != null) {
            failure = reason;
            waiting.clear();
            waitingBytes = 0;
        }
        notifyAll();
    }

    /**
     * Hands over a group that is durable. One that follows a failure is dropped, as is all that
     * waited then: the redo file has it.
     */
    synchronized void hand(Group group) {
        boolean interrupted = false;
        while (waitingBytes > WAITING_BYTES_MAX && failure == null && !isClosing) {
            interrupted |= pause();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure == null && !isClosing) {
            waiting.add(group);
            waitingBytes += group.bytes();
            notifyAll();
        }
    }

    /** Says whether a group could not be run, which the next {@link #await} tells. */
    synchronized boolean hasFailed() {
        return failure != null;
    }

    /**
     * Waits until all that was handed over has run.
     *
     * @throws SQLException when some of it could not be; it is told once
     */
    synchronized void await() throws SQLException {
        boolean interrupted = false;
        while (isAtWork || !waiting.isEmpty()) {
            interrupted |= pause();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Exception reason = failure;
        failure = null;
        switch (reason) {
            case null -> {}
            case SQLException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(reason);
        }
    }

    /** Waits for news; says whether it was interrupted. */
    private boolean pause() {
        try {
            wait();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Ends the thread after the group at hand; what waits is in the redo file. */
    @Override
    public void close() {
        synchronized (this) {
            isClosing = true;
            waiting.clear();
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
