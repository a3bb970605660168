package io.clew.store.blobs;

import java.io.IOException;
import java.io.InputStream;

/** Ends a stream after a number of bytes. */
final class Bounded extends InputStream {

    private final InputStream in;
    private long remaining;

    Bounded(InputStream in, long length) {
        this.in = in;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int value = in.read();
        if (value >= 0) {
            remaining--;
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int count = in.read(buffer, from, (int) Math.min(length, remaining));
        if (count > 0) {
            remaining -= count;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
