package io.clew.harvest;

import java.io.IOException;

/** Reads one source, open; used by one thread, pass after pass. */
public interface Source extends AutoCloseable {

    /**
     * Names what is read, for people and to know it again, such as {@code http://marquez:5000}: up
     * to 500 characters, without secrets, and the same whenever the same is read.
     */
    String origin();

    /**
     * Brings all that is new since a position, and returns when there is no more.
     *
     * <p>It must be able to go on from any position that it gave: the process may be killed after
     * any {@link Sink#put}. Records that were brought before may come again; the server knows them.
     * What cannot be read is told by {@link Sink#problem} and left out.
     *
     * @param position what the last {@link Sink#put} said; empty at the very first. It must hold no
     *     secret, as it is stored and shown.
     * @throws io.clew.model.ClewException UNAVAILABLE when the source stays busy or away
     * @throws IOException when the source cannot be read
     * @throws InterruptedException when the harvest is to end
     */
    void read(String position, Sink sink) throws IOException, InterruptedException;

    @Override
    void close();
}
