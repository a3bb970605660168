package io.clew.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs again what {@link Recording} recorded, inside a transaction. */
final class Replay {

    private final JdbcDb db;
    private final long after;
    private final List<String> texts = new ArrayList<>();
    private long last;

    /**
     * Prepares to run the groups of a file.
     *
     * @param after the number of the last group that the database has; those are passed over
     */
    Replay(JdbcDb db, long after) {
        this.db = db;
        this.after = after;
        this.last = after;
    }

    /**
     * Runs the groups that the database lacks and returns the number of the last that it has now.
     *
     * @throws IOException when the file cannot be read, or groups are missing between the database
     *     and the file
     */
    long run(RedoFile file) throws IOException, SQLException {
        try {
            file.each(this::group);
        } catch (Refused e) {
            throw e.reason;
        }
        return last;
    }

    /** Carries a failure of the database through the visit of a file. */
    private static final class Refused extends IOException {
        private final SQLException reason;

        Refused(SQLException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private void group(long number, ByteBuffer statements) throws IOException {
        if (number > last + 1) {
            throw new IOException(
                    "its redo file begins with group "
                            + number
                            + " but the database has come to group "
                            + last
                            + ": it is older than the file beside it; put the newer one back, or"
                            + " remove the file to go on without what it holds");
        }
        try {
            while (statements.hasRemaining()) {
                statement(statements, number > after);
            }
        } catch (SQLException e) {
            throw new Refused(e);
        }
        last = Math.max(last, number);
    }

    private void statement(ByteBuffer in, boolean isNew) throws SQLException {
        int number = (int) number(in);
        if (number == texts.size()) {
            texts.add(new String(block(in), StandardCharsets.UTF_8));
        }
        int count = (int) number(in);
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value(in));
        }
        if (isNew) {
            db.run(texts.get(number), values);
        }
    }

    private static @Nullable Object value(ByteBuffer in) {
        int kind = in.get();
        return switch (kind) {
            case Recording.NULL -> null;
            case Recording.INTEGER -> {
                long number = number(in);
                yield number >>> 1 ^ -(number & 1);
            }
            case Recording.REAL -> Double.longBitsToDouble(number(in));
            case Recording.TEXT -> new String(block(in), StandardCharsets.UTF_8);
            case Recording.BYTES -> block(in);
            default -> throw new IllegalStateException("a redo file holds a value of kind " + kind);
        };
    }

    private static byte[] block(ByteBuffer in) {
        byte[] bytes = new byte[(int) number(in)];
        in.get(bytes);
        return bytes;
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
