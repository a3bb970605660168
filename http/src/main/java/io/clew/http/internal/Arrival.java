package io.clew.http.internal;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Shows a request as it came, before anything of it is decoded or believed. */
interface Arrival {

    /** Returns the method's name, which may be none that is known. */
    String method();

    /** Returns the path, still percent-encoded. */
    String path();

    /** Returns what follows the question mark, still percent-encoded; null when there is none. */
    @Nullable String query();

    /** Returns the first value of a header, whatever the case of its name; null without one. */
    @Nullable String header(String name);

    /** Returns the peer's address. */
    String remoteAddress();

    /** Opens the body as it was sent. */
    InputStream body();

    /** Begins to watch whether the client still waits. */
    default Waiting waiting() {
        return Waiting.UNWATCHED;
    }

    /** Returns the declared length of the body in bytes, or −1 when it is not declared. */
    long length();
}
