package io.clew.store.internal;

/**
 * Refuses a transaction inside another of the same store: it would see another snapshot, and wait
 * for a connection that the outer one may hold.
 */
final class Nesting {

    private final ThreadLocal<String> inside = new ThreadLocal<>();

    /** Checks that this thread is inside no transaction. */
    void refuse(String what) {
        String outer = inside.get();
        if (outer != null) {
            throw new IllegalStateException("a " + what + " cannot be made inside a " + outer);
        }
    }

    /** Marks this thread as inside a transaction until {@link #leave}. */
    void enter(String what) {
        inside.set(what);
    }

    void leave() {
        inside.remove();
    }
}
