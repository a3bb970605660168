package io.clew.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads an object to its end although connections break: it goes on where the last one ended. */
final class ResumedStream extends InputStream {
    /** Opens the rest of the same object. */
    interface Opener {
        /**
         * Opens it.
         *
         * @param skipped bytes already read
         */
        ResponseInputStream<?> open(long skipped);
    }

    /** How often one read may begin again. */
    private static final int ATTEMPTS_MAX = 3;

    private final Opener opener;
    private ResponseInputStream<?> in;
    private long count;
    private boolean ended;

    ResumedStream(Opener opener) {
        this.opener = opener;
        this.in = opener.open(0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                int read = in.read(buffer, from, length);
                count += Math.max(0, read);
                ended = read < 0;
                return read;
            } catch (IOException broken) {
                in.abort();
                if (attempt == ATTEMPTS_MAX) {
                    throw broken;
                }
                reopen(broken);
            }
        }
    }

    private void reopen(IOException broken) throws IOException {
        try {
            in = opener.open(count);
        } catch (SdkException gone) {
            broken.addSuppressed(gone);
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            in.close();
        } else {
            in.abort();
        }
    }
}
