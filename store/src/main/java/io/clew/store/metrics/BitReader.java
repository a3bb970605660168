package io.clew.store.metrics;

/** Reads what {@link BitWriter} wrote. */
final class BitReader {

    private final byte[] bytes;
    private int next;
    private final int end;
    private long pending;
    private int pendingBits;

    BitReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.next = from;
        this.end = end;
    }

    long bits(int bits) {
        if (bits > 32) {
            long high = smallBits(bits - 32);
            return high << 32 | smallBits(32);
        }
        return smallBits(bits);
    }

    private long smallBits(int bits) {
        while (pendingBits < bits) {
            pending = pending << 8 | (get() & 0xFF);
            pendingBits += 8;
        }
        pendingBits -= bits;
        return pending >>> pendingBits & ((1L << bits) - 1);
    }

    void align() {
        pendingBits = 0;
    }

    byte get() {
        if (next >= end) {
            throw damaged();
        }
        return bytes[next++];
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = get();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /**
     * Reads a count that stands for at least that many bits, so that damage is not an allocation.
     */
    int count(int max) {
        long count = varint();
        if (count < 0 || count > max) {
            throw damaged();
        }
        return (int) count;
    }

    /** Takes the next bytes and returns where they begin. */
    int skip(int count) {
        if (count > end - next) {
            throw damaged();
        }
        int from = next;
        next += count;
        return from;
    }

    boolean atEnd() {
        return next == end;
    }

    static IllegalStateException damaged() {
        return new IllegalStateException("a stored block of metric points is damaged");
    }
}
