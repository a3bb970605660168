package io.clew.store.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.zip.CRC32C;

/**
 * Keeps groups of writes durable until the database has them: a file that is appended to with one
 * sync for each group and begun anew once the database has caught up. Format: {@code
 * docs/formats/redo.md}.
 *
 * <p>Groups have consecutive numbers for the whole life of the database, so what is left behind the
 * end from earlier use is told by its number.
 */
final class RedoFile implements AutoCloseable {

    /** Follows the name of the database. */
    static final String SUFFIX = "-redo";

    /** Length of the file's id: a UUID. */
    static final int ID_BYTES = 36;

    private static final byte[] MAGIC = "CLEWREDO\0\0\0\1".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER_BYTES = MAGIC.length + ID_BYTES;
    private static final int SQLITE_IOERR = 10;
    private static final int GROUP_HEADER_BYTES = 4 + 4 + 8;

    /** A file that has come so far is long; one that was longer, from a large batch, is cut. */
    private static final long LONG_BYTES = 16L << 20;

    private final Path path;
    private final FileChannel channel;
    private final Sync sync;
    private long end = HEADER_BYTES;
    private long synced = HEADER_BYTES;
    private boolean broken;

    private RedoFile(Path path, FileChannel channel, Sync sync) {
        this.path = path;
        this.channel = channel;
        this.sync = sync;
    }

    /** Brings what was appended to the disk. */
    interface Sync {
        void sync(FileChannel channel) throws IOException;
    }

    /** Names the redo file of a database's file. */
    static Path of(Path database) {
        return database.resolveSibling(database.getFileName() + SUFFIX);
    }

    /** Makes of a failure of a file what a failure of the database is. */
    static SQLException failure(IOException reason) {
        return new SQLException(reason.getMessage(), "", SQLITE_IOERR, reason);
    }

    /** Opens the file, making it when missing; its groups are those that {@link #each} finds. */
    static RedoFile open(Path path) throws IOException {
        return open(path, channel -> channel.force(false));
    }

    /** Opens the file with a way to sync groups of its own. */
    static RedoFile open(Path path, Sync sync) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        return new RedoFile(path, channel, sync);
    }

    /** Takes a group by its number and what {@link Recording} wrote of it. */
    interface Visitor {
        void group(long number, ByteBuffer statements) throws IOException;
    }

    /** Returns the id of the database that the file belongs to; empty when it has none yet. */
    String id() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        if (!readFully(header, 0)) {
            return "";
        }
        for (byte expected : MAGIC) {
            if (header.get() != expected) {
                throw new IOException(path + " is no redo file of this version of Clew");
            }
        }
        return StandardCharsets.ISO_8859_1.decode(header).toString();
    }

    /** Visits the groups of the file in order; ends before one that is not whole. */
    void each(Visitor visitor) throws IOException {
        long at = HEADER_BYTES;
        long before = -1;
        while (true) {
            ByteBuffer head = ByteBuffer.allocate(GROUP_HEADER_BYTES);
            if (!readFully(head, at)) {
                return;
            }
            int length = head.getInt();
            int checksum = head.getInt();
            long number = head.getLong();
            boolean follows = before == -1 ? number > 0 : number == before + 1;
            if (!follows || length < 0 || length > channel.size() - at - GROUP_HEADER_BYTES) {
                return;
            }
            ByteBuffer statements = ByteBuffer.allocate(length);
            if (!readFully(statements, at + GROUP_HEADER_BYTES)
                    || checksum(number, statements) != checksum) {
                return;
            }
            visitor.group(number, statements);
            before = number;
            at += GROUP_HEADER_BYTES + length;
        }
    }

    /** Begins the file anew, for a database of an id that has all groups before. */
    void begin(String id) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put(MAGIC).put(id.getBytes(StandardCharsets.ISO_8859_1)).flip();
        channel.truncate(0);
        writeFully(header, 0);
        channel.force(true);
        end = HEADER_BYTES;
    }

    /**
     * Appends a group, which is durable after {@link #sync}.
     *
     * @throws IOException when it could not be written; then it will not come back after a crash
     *     either: the file takes no more until it could be taken out, see {@link #probe}
     */
    void append(long number, ByteBuffer statements) throws IOException {
        if (broken) {
            throw new IOException(path + " holds the rest of a group that failed");
        }
        ByteBuffer group = ByteBuffer.allocate(GROUP_HEADER_BYTES + statements.remaining());
        group.putInt(statements.remaining())
                .putInt(checksum(number, statements))
                .putLong(number)
                .put(statements)
                .flip();
        synced = end;
        int length = group.remaining();
        try {
            writeFully(group, end);
        } catch (IOException e) {
            erase(e);
            throw e;
        }
        end += length;
    }

    /**
     * Makes the group that was appended last durable.
     *
     * @throws IOException when it is not, and will not be; as {@link #append}
     */
    void sync() throws IOException {
        try {
            sync.sync(channel);
        } catch (IOException e) {
            end = synced;
            erase(e);
            throw e;
        }
    }

    /**
     * Writes and syncs, and takes out what is left of a group that failed.
     *
     * @throws IOException when the disk does not take it
     */
    void probe() throws IOException {
        writeFully(ByteBuffer.allocate(GROUP_HEADER_BYTES), end);
        channel.truncate(end);
        channel.force(true);
        broken = false;
    }

    private void erase(IOException reason) {
        try {
            probe();
        } catch (IOException e) {
            reason.addSuppressed(e);
            broken = true;
        }
    }

    /** Says whether it is time to begin anew, lest the file grow for ever. */
    boolean isLong() {
        return end > LONG_BYTES;
    }

    /** Begins anew at the front: the database has all groups. */
    void reset() throws IOException {
        end = HEADER_BYTES;
        if (channel.size() > LONG_BYTES + (LONG_BYTES >> 1)) {
            channel.truncate(HEADER_BYTES);
        }
    }

    private static int checksum(long number, ByteBuffer statements) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        checksum.update(statements.duplicate());
        return (int) checksum.getValue();
    }

    private boolean readFully(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        into.flip();
        return true;
    }

    private void writeFully(ByteBuffer bytes, long to) throws IOException {
        long at = to;
        while (bytes.hasRemaining()) {
            int count = channel.write(bytes, at);
            if (count <= 0) {
                throw new EOFException(path + " takes no bytes");
            }
            at += count;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(path + " could not be closed", e);
        }
    }
}
