package io.clew.protocol.openlineage.routes;

import io.clew.http.Body;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets in no more bodies than memory has room for: what comes beyond is told to come back, before
 * it is read.
 *
 * <p>A body counts by what of it has arrived, unpacked, so one that is sent slowly holds no more
 * than it is. A body alone is let in however large it is, since a route has a limit of its own.
 */
public final class Admission {
    /** What an event in work takes for each of its bytes: itself, its tree and what is written. */
    private static final int WORK_BYTES_PER_BYTE = 6;

    /** The part of the heap that events may take; the rest is the graph's and other requests'. */
    private static final int HEAP_PARTS = 2;

    /** A body up to this is read at once, a longer one in steps of this. */
    private static final int STEP_BYTES = 64 << 10;

    /** What a call takes at least, whatever its body. */
    private static final int CALL_BYTES_MIN = 2 << 10;

    private final long bytesMax;
    private final AtomicLong taken = new AtomicLong();

    /**
     * Makes a gate.
     *
     * @param bytesMax most bytes of bodies in work at a time
     */
    public Admission(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Makes a gate for the heap that this process may have. */
    public static Admission ofHeap() {
        return new Admission(Runtime.getRuntime().maxMemory() / HEAP_PARTS / WORK_BYTES_PER_BYTE);
    }

    /** Returns how many bytes are in work. */
    public long taken() {
        return taken.get();
    }

    /** Begins a call; closing what is returned ends it. */
    public Call begin() {
        Call call = new Call();
        call.grow(CALL_BYTES_MIN);
        return call;
    }

    /** Holds what one call takes, until it is closed. */
    public final class Call implements AutoCloseable {
        private long held;

        private Call() {}

        /**
         * Reads a body.
         *
         * @throws ClewException UNAVAILABLE when there is no room for it; LIMIT_EXCEEDED when it is
         *     longer than the route takes
         */
        public byte[] read(Body body, long longest) throws IOException {
            long declared = body.declaredLength();
            if (declared >= 0 && declared <= STEP_BYTES) {
                grow(declared);
                return body.bytes();
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream(STEP_BYTES);
            try (InputStream in = body.stream()) {
                byte[] step = new byte[STEP_BYTES];
                int count = in.readNBytes(step, 0, STEP_BYTES);
                while (count > 0) {
                    if (whole.size() + count > longest) {
                        throw new ClewException(
                                ErrorCode.LIMIT_EXCEEDED,
                                "The body is longer than the %d bytes that are accepted here"
                                        .formatted(longest));
                    }
                    grow(count);
                    whole.write(step, 0, count);
                    count = in.readNBytes(step, 0, STEP_BYTES);
                }
            }
            return whole.toByteArray();
        }

        private void grow(long bytes) {
            long all = taken.addAndGet(bytes);
            held += bytes;
            if (all > bytesMax && all > held) {
                close();
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "Clew has as many events in work as it has memory for: send this again"
                                + " later");
            }
        }

        @Override
        public void close() {
            taken.addAndGet(-held);
            held = 0;
        }
    }
}
