package io.clew.graph;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Writes the blocks of a snapshot file one after another, with a checksum of each. */
final class BlockWriter implements Closeable {

    /** Bytes kept before they are written. */
    private static final int BUFFER = 1 << 20;

    private final FileChannel file;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private long[] directory = new long[4 * 1024];
    private int blocks;
    private long blockStart;
    private long written;

    BlockWriter(Path path) throws IOException {
        this.file =
                FileChannel.open(
                        path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        file.position(SnapshotHeader.BYTES);
        this.written = SnapshotHeader.BYTES;
        this.blockStart = written;
    }

    BlockWriter putInt(int value) throws IOException {
        room(Integer.BYTES);
        buffer.putInt(value);
        return this;
    }

    BlockWriter putLong(long value) throws IOException {
        room(Long.BYTES);
        buffer.putLong(value);
        return this;
    }

    BlockWriter putInts(int[] values, int count) throws IOException {
        for (int at = 0; at < count; ) {
            room(Integer.BYTES);
            int some = Math.min(count - at, buffer.remaining() / Integer.BYTES);
            buffer.asIntBuffer().put(values, at, some);
            buffer.position(buffer.position() + some * Integer.BYTES);
            at += some;
        }
        return this;
    }

    BlockWriter putBytes(byte[] values, int count) throws IOException {
        for (int at = 0; at < count; ) {
            room(1);
            int some = Math.min(count - at, buffer.remaining());
            buffer.put(values, at, some);
            at += some;
        }
        return this;
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        written += buffer.remaining();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /** Ends a block: all that was put since the one before. */
    void end(Section section, int number) throws IOException {
        flush();
        if (blocks * 4 == directory.length) {
            directory = Arrays.copyOf(directory, directory.length * 2);
        }
        directory[blocks * 4] = (long) section.ordinal() << Integer.SIZE | number;
        directory[blocks * 4 + 1] = blockStart;
        directory[blocks * 4 + 2] = written - blockStart;
        directory[blocks * 4 + 3] = checksum.getValue();
        blocks++;
        begin();
    }

    private void begin() {
        checksum.reset();
        blockStart = written;
    }

    /** Writes the directory of the blocks, then the header, and makes both durable. */
    void finish(SnapshotHeader.Subject subject, Extent extent) throws IOException {
        for (int i = 0; i < blocks * 4; i++) {
            putLong(directory[i]);
        }
        flush();
        SnapshotHeader header =
                new SnapshotHeader(subject, extent, blockStart, blocks, (int) checksum.getValue());
        ByteBuffer bytes = header.write();
        while (bytes.hasRemaining()) {
            file.write(bytes, bytes.position());
        }
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
