package io.clew.http.internal;

import io.clew.http.Body;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a request's body, unpacking gzip and zstd as it streams; limits count unpacked bytes, so a
 * small bomb is refused as early as a large body.
 */
final class SentBody implements Body {
    /** A body is read in steps of this, so that what has not arrived takes no room. */
    private static final int STEP_BYTES = 64 << 10;

    private final Arrival arrival;
    private final long bytesMax;
    private final Room.Share share;
    private boolean clientGone;
    private boolean opened;
    private InputStream stream = InputStream.nullInputStream();

    SentBody(Arrival arrival, long bytesMax, Room room) {
        this.arrival = arrival;
        this.bytesMax = bytesMax;
        this.share = room.share();
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
            if (declared >= 0 && declared < STEP_BYTES) {
                return declared(in, (int) declared);
            }
            byte[] first = step(in);
            if (first.length < STEP_BYTES) {
                return first;
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream(2 * STEP_BYTES);
            for (byte[] step = first; step.length > 0; step = step(in)) {
                whole.write(step, 0, step.length);
                if (whole.size() > bytesMax) {
                    throw tooLong();
                }
            }
            return whole.toByteArray();
        }
    }

    /**
     * Nearly all bodies are short and say how long they are: these are read into what they take.
     */
    private byte[] declared(InputStream in, int length) throws IOException {
        byte[] whole = new byte[length];
        int read = in.readNBytes(whole, 0, length);
        share.grow(read);
        return read == length ? whole : Arrays.copyOf(whole, read);
    }

    private byte[] step(InputStream in) throws IOException {
        byte[] step = in.readNBytes(STEP_BYTES);
        if (step.length > bytesMax) {
            throw tooLong();
        }
        share.grow(step.length);
        return step;
    }

    @Override
    public InputStream stream() {
        if (opened) {
            throw new IllegalStateException("a body is read once");
        }
        opened = true;
        stream = packing().unpack(new Sent(arrival.body()));
        return stream;
    }

    @Override
    public long declaredLength() {
        return arrival.header("Content-Encoding") == null ? arrival.length() : -1;
    }

    /** Lets go of what unpacking and the bytes hold, once the request is answered. */
    void release() {
        share.close();
        try {
            stream.close();
        } catch (IOException failure) {
            throw new IllegalStateException("closing reads nothing", failure);
        }
    }

    private Packing packing() {
        return Packing.of(arrival.header("Content-Encoding"));
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
}
