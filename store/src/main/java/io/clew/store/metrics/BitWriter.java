package io.clew.store.metrics;

import java.util.Arrays;

/** Appends bytes, variable-length integers and runs of bits, most significant bit first. */
final class BitWriter {

    private byte[] bytes;
    private int length;
    private long pending;
    private int pendingBits;

    BitWriter(int capacityBytes) {
        bytes = new byte[Math.max(16, capacityBytes)];
    }

    /** Appends the low bits of a value; {@code bits} is 0 to 64. */
    void bits(long value, int bits) {
        if (bits > 32) {
            smallBits(value >>> 32, bits - 32);
            smallBits(value, 32);
        } else {
            smallBits(value, bits);
        }
    }

    private void smallBits(long value, int bits) {
        pending = (pending << bits) | (value & ((1L << bits) - 1));
        pendingBits += bits;
        while (pendingBits >= 8) {
            pendingBits -= 8;
            put((byte) (pending >>> pendingBits));
        }
    }

    /** Fills the last byte with zero bits, so that the next write begins on a byte. */
    void align() {
        if (pendingBits > 0) {
            smallBits(0, 8 - pendingBits);
        }
    }

    void put(byte value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = value;
    }

    void put(byte[] values) {
        if (length + values.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length * 2, length + values.length));
        }
        System.arraycopy(values, 0, bytes, length, values.length);
        length += values.length;
    }

    /** Appends an unsigned integer, 7 bits a byte, least significant first. */
    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    /** Appends a signed integer so that small ones of both signs are short. */
    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    byte[] toBytes() {
        align();
        return Arrays.copyOf(bytes, length);
    }
}
