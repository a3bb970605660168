package io.clew.http.internal;

/** Stands for a client that waits for its answer. */
@FunctionalInterface
interface Waiting {

    /** A client that is not watched: it never leaves. */
    Waiting UNWATCHED = () -> false;

    /**
     * Ends the wait, on the thread that it began on; says whether the client left meanwhile. From
     * here on nothing interrupts the thread.
     */
    boolean end();
}
