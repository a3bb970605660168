package io.clew.server.backup;

/** Hears how far a backup or restore has come; called often, so it must be quick. */
@FunctionalInterface
public interface Progress {

    /**
     * Takes note.
     *
     * @param bytesDone bytes written so far
     * @param bytesAll bytes to be written in all
     */
    void at(long bytesDone, long bytesAll);
}
