package io.clew.store.blobs;

/** Keeps sweeps from blobs until it is closed; see {@link BlobStore#hold}. */
public interface BlobHold extends AutoCloseable {
    /** Ends the hold; a second time does nothing. */
    @Override
    void close();
}
