package io.clew.http.internal;

import io.clew.http.Body;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a request's body, unpacking gzip as it streams; limits count unpacked bytes, so a small
 * bomb is refused as early as a large body.
 */
final class SentBody implements Body {
    private static final int GZIP_BUFFER_BYTES = 8 << 10;

    private final Arrival arrival;
    private final long bytesMax;
    private boolean clientGone;
    private boolean opened;

    SentBody(Arrival arrival, long bytesMax) {
        this.arrival = arrival;
        this.bytesMax = bytesMax;
    }

    /** Says whether reading failed because the client closed or cut off the body. */
    boolean clientGone() {
        return clientGone;
    }

    /** Says whether anybody began to read. */
    boolean opened() {
        return opened;
    }

    @Override
    public byte[] bytes() throws IOException {
        long declared = declaredLength();
        if (declared > bytesMax) {
            throw tooLong();
        }
        try (InputStream in = stream()) {
            // One byte over the limit is asked for, to tell a body that fits from one that does
            // not.
            int ask = (int) Math.min(bytesMax + 1, Integer.MAX_VALUE - 8);
            byte[] bytes = in.readNBytes(ask);
            if (bytes.length > bytesMax) {
                throw tooLong();
            }
            return bytes;
        }
    }

    @Override
    public InputStream stream() {
        if (opened) {
            throw new IllegalStateException("a body is read once");
        }
        opened = true;
        InputStream sent = new Sent(arrival.body());
        return switch (encoding()) {
            case "", "identity" -> sent;
            case "gzip", "x-gzip" -> new Unzipped(sent);
            default ->
                    throw ClewException.invalid(
                            "Content-Encoding",
                            "Content-Encoding must be gzip or left out, and is '%s'"
                                    .formatted(encoding()));
        };
    }

    @Override
    public long declaredLength() {
        return encoding().isEmpty() ? arrival.length() : -1;
    }

    private String encoding() {
        String encoding = arrival.header("Content-Encoding");
        return encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    }

    private ClewException tooLong() {
        return new ClewException(
                ErrorCode.LIMIT_EXCEEDED,
                "The body is longer than the %d bytes that are accepted here".formatted(bytesMax));
    }

    /** The bytes as they were sent; remembers when the client failed to send them. */
    private final class Sent extends FilterInputStream {
        Sent(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException failure) {
                clientGone = true;
                throw new ClientGone(failure);
            }
        }

        @Override
        public void close() {
            // What was not read is drained after the answer, not here before it.
        }
    }

    /** Unpacks lazily, since the header of gzip is read from the wire, and blames the sender. */
    private static final class Unzipped extends InputStream {
        private final InputStream packed;
        private InputStream unpacked = InputStream.nullInputStream();
        private boolean begun;

        Unzipped(InputStream packed) {
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (!begun) {
                    begun = true;
                    unpacked = new GZIPInputStream(packed, GZIP_BUFFER_BYTES);
                }
                return unpacked.read(bytes, offset, length);
            } catch (ZipException | EOFException notGzip) {
                throw ClewException.invalid("Content-Encoding", "The body is not valid gzip");
            }
        }

        @Override
        public void close() throws IOException {
            unpacked.close();
        }
    }
}
