package io.clew.cli.harvest;

import io.clew.harvest.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Shows how a pass goes: one line that changes on a terminal, else a line every five seconds. */
final class ProgressBar implements Progress, AutoCloseable {

    private static final long CHANGE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int CELLS = 24;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean isTerminal;
    private long beganNanos = System.nanoTime();
    private long shownNanos = System.nanoTime();
    private int shownChars;

    ProgressBar(PrintWriter out, PrintWriter err) {
        Console console = System.console();
        this.out = out;
        this.err = err;
        this.isTerminal = console != null && console.isTerminal();
    }

    @Override
    public void begins(String origin, String position) {
        beganNanos = System.nanoTime();
        if (!position.isEmpty()) {
            err.printf("Going on with %s from where it was left%n", origin);
            err.flush();
        }
    }

    @Override
    public void moves(long brought, long refused, OptionalLong expected) {
        long now = System.nanoTime();
        if (now - shownNanos < (isTerminal ? CHANGE_NANOS : LINE_NANOS)) {
            return;
        }
        shownNanos = now;
        double seconds = Math.max(1, now - beganNanos) / 1e9;
        String line = line(brought, refused, expected, seconds);
        if (isTerminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, shownChars - line.length())));
            shownChars = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Returns what is shown, such as {@code [#### ] 40 % 4,000 of 10,000 records, 810/s}. */
    static String line(long brought, long refused, OptionalLong expected, double seconds) {
        StringBuilder line = new StringBuilder();
        if (expected.isPresent()) {
            long all = Math.max(expected.getAsLong(), brought + refused);
            long done = brought + refused;
            int cells = all == 0 ? CELLS : (int) (CELLS * done / all);
            line.append('[').append("#".repeat(cells)).append(" ".repeat(CELLS - cells));
            line.append(
                    "] %d %%  %,d of %,d records"
                            .formatted(100 * done / Math.max(all, 1), done, all));
        } else {
            line.append("%,d records".formatted(brought));
        }
        if (refused > 0) {
            line.append(", %,d could not be brought".formatted(refused));
        }
        return line.append(", %,.0f/s".formatted((brought + refused) / seconds)).toString();
    }

    @Override
    public void refuses(String what, String reason) {
        end();
        out.printf("Refused: %s: %s%n", what, reason);
        out.flush();
    }

    /** Ends the line that changes. */
    void end() {
        if (shownChars > 0) {
            shownChars = 0;
            err.println();
            err.flush();
        }
    }

    @Override
    public void close() {
        end();
    }
}
