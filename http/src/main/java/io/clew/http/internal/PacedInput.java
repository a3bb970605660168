package io.clew.http.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the waits for a client that sends its body. */
final class PacedInput extends FilterInputStream {
    private final Pace pace;

    PacedInput(InputStream in, Pace pace) {
        super(in);
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = 0;
        pace.begin(System.nanoTime());
        try {
            count = in.read(bytes, offset, length);
            return count;
        } finally {
            pace.end(System.nanoTime(), count);
        }
    }
}
