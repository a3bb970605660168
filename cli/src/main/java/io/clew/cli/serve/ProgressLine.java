package io.clew.cli.serve;

import io.clew.server.backup.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows on a terminal, in one line, how far work has come; elsewhere it shows nothing. */
final class ProgressLine implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintWriter out;
    private final boolean isTerminal;
    private long shownNanos;
    private boolean isShown;

    ProgressLine(PrintWriter out) {
        Console console = System.console();
        this.out = out;
        this.isTerminal = console != null && console.isTerminal();
    }

    /** Returns what shows progress under a word such as "restored". */
    Progress of(String word) {
        return (done, all) -> {
            long now = System.nanoTime();
            if (isTerminal && now - shownNanos > PAUSE_NANOS) {
                shownNanos = now;
                isShown = true;
                out.printf(
                        "\r%s of %s %s (%d %%) ",
                        size(done), size(all), word, all == 0 ? 100 : 100 * done / all);
                out.flush();
            }
        };
    }

    /** Shows a number of bytes as people read it. */
    static String size(long bytes) {
        String[] units = {"kB", "MB", "GB", "TB", "PB"};
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    @Override
    public void close() {
        if (isShown) {
            isShown = false;
            out.println();
            out.flush();
        }
    }
}
