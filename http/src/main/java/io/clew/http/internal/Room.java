package io.clew.http.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets in no more bodies at a time than memory has room for: each route bounds one body, but a
 * client may send hundreds at once.
 *
 * <p>A body counts by what of it has arrived, unpacked. A body alone is let in however large it is.
 */
final class Room {
    /** What a body in work takes for each of its bytes: itself, its tree and what is written. */
    private static final int WORK_BYTES_PER_BYTE = 8;

    /** The part of the heap that bodies may take; the rest is the graph's and the answers'. */
    private static final int HEAP_PARTS = 2;

    private final long bytesMax;
    private final AtomicLong taken = new AtomicLong();

    /**
     * Makes room.
     *
     * @param bytesMax most bytes of bodies in work at a time
     */
    Room(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Makes room in the heap that this process may have. */
    static Room ofHeap() {
        return new Room(Runtime.getRuntime().maxMemory() / HEAP_PARTS / WORK_BYTES_PER_BYTE);
    }

    /** Begins with nothing of the room. */
    Share share() {
        return new Share();
    }

    /** Holds what one body takes, until it is closed. */
    final class Share implements AutoCloseable {
        private long held;

        private Share() {}

        /**
         * Takes more for bytes that arrived.
         *
         * @throws ClewException UNAVAILABLE when there is no room; then nothing is held any more
         */
        void grow(long bytes) {
            held += bytes;
            long all = taken.addAndGet(bytes);
            if (all > bytesMax && all > held) {
                close();
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "Clew has as many requests in work as it has memory for: send this again"
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
