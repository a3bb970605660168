package io.clew.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Begins a snapshot file: which log it is of, up to where, how much there is of everything, and
 * where the directory of its blocks lies.
 *
 * @param directoryChecksum CRC-32C of the directory
 */
record SnapshotHeader(
        Subject subject, Extent extent, long directoryOffset, int blocks, int directoryChecksum) {

    /** Bytes of the header, whatever it says. */
    static final int BYTES = 4096;

    /** The number of the format; a file of another one is made anew. */
    static final int VERSION = 2;

    private static final long MAGIC = 0x48504152_47574C43L;
    private static final int CHECKED = BYTES - Integer.BYTES;
    private static final int TEXT_MAX = 512;

    /**
     * Names the log that a snapshot is of.
     *
     * @param instance the database
     * @param mark what tells its entry at the snapshot's position from any other there
     */
    record Subject(String instance, String mark) {}

    /** Says why a file cannot be used. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String why) {
            super(why);
        }
    }

    ByteBuffer write() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(blocks);
        bytes.putLong(extent.position()).putLong(directoryOffset).putInt(directoryChecksum);
        bytes.putInt(extent.nodes()).putInt(extent.edges()).putInt(extent.stamps());
        bytes.putInt(extent.claims()).putInt(extent.sameAs()).putInt(extent.voices());
        bytes.putInt(extent.columns() ? 1 : 0);
        putText(bytes, subject.instance());
        putText(bytes, subject.mark());
        bytes.putInt(CHECKED, checksum(bytes));
        return bytes.clear();
    }

    private static void putText(ByteBuffer bytes, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TEXT_MAX) {
            throw new IllegalArgumentException("longer than " + TEXT_MAX + " bytes: " + text);
        }
        bytes.putInt(utf8.length).put(utf8);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate().clear().limit(CHECKED));
        return (int) checksum.getValue();
    }

    /**
     * Reads a header.
     *
     * @param bytes the first {@link #BYTES} of a file
     */
    static SnapshotHeader read(ByteBuffer bytes) throws Unusable {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getLong() != MAGIC) {
            throw new Unusable("it is not a snapshot of a graph");
        }
        int version = bytes.getInt();
        if (version != VERSION) {
            throw new Unusable("its format is number " + version + ", not " + VERSION);
        }
        if (bytes.getInt(CHECKED) != checksum(bytes)) {
            throw new Unusable("its header is damaged");
        }
        int blocks = bytes.getInt();
        long position = bytes.getLong();
        long directoryOffset = bytes.getLong();
        int directoryChecksum = bytes.getInt();
        Extent extent =
                new Extent(
                        position,
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getInt() != 0,
                        List.of());
        Subject subject = new Subject(text(bytes), text(bytes));
        return new SnapshotHeader(subject, extent, directoryOffset, blocks, directoryChecksum);
    }

    private static String text(ByteBuffer bytes) {
        byte[] utf8 = new byte[bytes.getInt()];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
