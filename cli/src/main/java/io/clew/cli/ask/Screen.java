package io.clew.cli.ask;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Writes for people: colours only where a terminal shows them.
 *
 * @param out where to write, UTF-8
 * @param coloured whether escape sequences may be written
 * @param zone the time zone of the reader
 */
record Screen(PrintStream out, boolean coloured, ZoneId zone) {

    /** The screen of this process: coloured on a terminal unless NO_COLOR or a dumb one says no. */
    static Screen ofProcess() {
        Console console = System.console();
        boolean coloured =
                console != null
                        && console.isTerminal()
                        && System.getenv("NO_COLOR") == null
                        && !"dumb".equals(System.getenv("TERM"));
        return new Screen(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                coloured,
                ZoneId.systemDefault());
    }

    void line(String text) {
        out.println(text);
    }

    String bold(String text) {
        return escape("1", text);
    }

    String dim(String text) {
        return escape("2", text);
    }

    String red(String text) {
        return escape("31", text);
    }

    String yellow(String text) {
        return escape("33", text);
    }

    String green(String text) {
        return escape("32", text);
    }

    String cyan(String text) {
        return escape("36", text);
    }

    private String escape(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Counts a noun: {@code 1 gap}, {@code 2 gaps}. */
    static String count(long number, String noun) {
        String plural =
                noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : plural);
    }
}
