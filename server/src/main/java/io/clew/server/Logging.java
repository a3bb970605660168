package io.clew.server;

import io.clew.server.config.LogLevel;
import java.util.List;
import java.util.Locale;

/** Sets up the log: one line a message, on standard error, as the first thing a process does. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    /** Libraries that tell at {@code info} what only their own developers need. */
    private static final List<String> CHATTY = List.of("org.eclipse.jetty", "com.zaxxer.hikari");

    private Logging() {}

    /** Chooses what is logged; has an effect before the first message only. */
    static void configure(LogLevel level) {
        String name = level.name().toLowerCase(Locale.ROOT);
        set("defaultLogLevel", name);
        set("logFile", "System.err");
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showThreadName", "false");
        set("showShortLogName", "true");
        set("levelInBrackets", "false");
        for (String library : CHATTY) {
            set("log." + library, level.compareTo(LogLevel.INFO) < 0 ? name : "warn");
        }
        // Repeats once a second what we say once.
        set("log.org.apache.kafka", level.compareTo(LogLevel.INFO) < 0 ? name : "off");
    }

    private static void set(String key, String value) {
        System.setProperty(PREFIX + key, value);
    }
}
