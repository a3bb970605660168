package io.clew.cli.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads events from lines, as many at a time as one request may take. */
final class EventLines {
    /** Events of one batch: enough to make the trips of little weight. */
    private static final int BATCH_EVENTS_MAX = 500;

    /** Bytes of one batch, but for a line that is longer alone. */
    private static final int BATCH_BYTES_MAX = 4 << 20;

    /** A longer line is no event: a server takes bodies up to this. */
    static final int LINE_BYTES_MAX = (32 << 20) - 2;

    private final InputStream in;
    private long number;
    private @Nullable Line waiting;

    /**
     * Shows one line.
     *
     * @param number from 1
     * @param bytes without its end; null when it is too long
     */
    record Line(long number, byte @Nullable [] bytes) {
        int size() {
            return bytes == null ? 0 : bytes.length;
        }
    }

    EventLines(InputStream in) {
        this.in = in;
    }

    /** Returns the next lines that are not blank; none at the end. */
    List<Line> batch() throws IOException {
        List<Line> batch = new ArrayList<>();
        long bytes = 0;
        for (Line line = next(); line != null; line = next()) {
            if (!batch.isEmpty() && bytes + line.size() > BATCH_BYTES_MAX) {
                waiting = line;
                return batch;
            }
            batch.add(line);
            bytes += line.size();
            if (batch.size() == BATCH_EVENTS_MAX) {
                return batch;
            }
        }
        return batch;
    }

    private @Nullable Line next() throws IOException {
        if (waiting != null) {
            Line line = waiting;
            waiting = null;
            return line;
        }
        Line line = read();
        while (line != null && line.bytes() != null && isBlank(line.bytes())) {
            line = read();
        }
        return line;
    }

    private @Nullable Line read() throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        boolean tooLong = false;
        while (b >= 0 && b != '\n') {
            tooLong |= line.size() == LINE_BYTES_MAX;
            if (!tooLong) {
                line.write(b);
            }
            b = in.read();
        }
        return new Line(number, tooLong ? null : line.toByteArray());
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
