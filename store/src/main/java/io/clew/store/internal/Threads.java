package io.clew.store.internal;

/** Waits for threads of the store to end. */
final class Threads {
    private Threads() {}

    /** Waits for a thread's end, also when interrupted; the interrupt is kept for the caller. */
    static void join(Thread thread) {
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
