package io.clew.store.internal;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the disk in the writer's place, and answers callers, while the writer prepares the next
 * group: one task at a time, on a thread of its own.
 */
final class Syncer implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Thread thread;
    private @Nullable Runnable task;
    private boolean isClosing;

    Syncer() {
        this.thread = Thread.ofPlatform().name("clew-syncer").daemon(true).start(this::run);
    }

    private void run() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } finally {
                finish();
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            while (task == null && !isClosing) {
                news.awaitUninterruptibly();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            task = null;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Begins a task; the one before has ended, see {@link #await}. It must not throw. */
    void start(Runnable next) {
        lock.lock();
        try {
            if (task != null) {
                throw new IllegalStateException("a group is on its way already");
            }
            task = next;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the task that was begun last has ended; returns at once when it has. */
    void await() {
        lock.lock();
        try {
            while (task != null) {
                news.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread after the task at hand. */
    @Override
    public void close() {
        await();
        lock.lock();
        try {
            isClosing = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
    }
}
