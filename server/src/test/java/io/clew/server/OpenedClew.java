package io.clew.server;

import io.clew.http.internal.InProcess;

/** Lets tests ask a running server without a socket. */
public final class OpenedClew {
    private OpenedClew() {}

    /** Returns the server's own routes and handlers. */
    public static InProcess inProcess(Clew clew) {
        return new InProcess(clew.protocols());
    }

    /** Waits until the database has all that the server took, for an eye on it from outside. */
    public static void awaitVisible(Clew clew) {
        clew.awaitVisible();
    }
}
