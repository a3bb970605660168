package io.clew.server.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which database holds everything. */
public sealed interface StoreUrl {

    /** Returns the setting as people may see it: without the password. */
    String masked();

    /** The embedded database in the data folder. */
    record Sqlite() implements StoreUrl {
        @Override
        public String masked() {
            return "sqlite";
        }
    }

    /**
     * A PostgreSQL server.
     *
     * @param url {@code postgres://}, {@code postgresql://} or {@code jdbc:postgresql://}, with its
     *     password
     */
    record Postgresql(String url) implements StoreUrl {
        private static final Pattern SECRET =
                Pattern.compile("(?<=://)([^/@:]*:).*(?=@)|(?<=[?&]password=)[^&]*");

        @Override
        public String masked() {
            return SECRET.matcher(url)
                    .replaceAll(
                            found ->
                                    Matcher.quoteReplacement(
                                            found.group(1) == null
                                                    ? "***"
                                                    : found.group(1) + "***"));
        }

        @Override
        public String toString() {
            return masked();
        }
    }
}
