package io.clew.cli.ask;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the options that all asking verbs share. */
final class AskOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:CLEW_SERVER:-http://127.0.0.1:5757}",
            description = "The Clew to ask; default: CLEW_SERVER, else ${DEFAULT-VALUE}.")
    String server = "http://127.0.0.1:5757";

    @Option(names = "--workspace", paramLabel = "W", description = "The workspace to ask in.")
    @Nullable String workspace;

    @Option(names = "--json", description = "Print the answer of the API as it is.")
    boolean json;

    @Option(
            names = "--require-complete",
            description = "Exit with 3 when the answer is truncated or unknown.")
    boolean requireComplete;

    Api api() {
        return new Api(server);
    }

    Api.Parameters parameters() {
        return new Api.Parameters().with("workspace", workspace);
    }

    /** Holds the two clocks, for the verbs that take them. */
    static final class Clocks {
        @Option(
                names = "--as-of",
                paramLabel = "T",
                description = "What had happened by then; a date is the end of that local day.")
        @Nullable String asOf;

        @Option(
                names = "--known-at",
                paramLabel = "T",
                description = "What had been recorded by then: a time or a log position.")
        @Nullable String knownAt;

        void addTo(Api.Parameters parameters) {
            ZoneId zone = ZoneId.systemDefault();
            if (asOf != null) {
                parameters.with("as_of", Moments.read("--as-of", asOf, zone));
            }
            addKnownAt(knownAt, parameters);
        }

        /** Adds a bound on record time: a log position or a time; null for none. */
        static void addKnownAt(@Nullable String knownAt, Api.Parameters parameters) {
            if (knownAt != null) {
                boolean position = knownAt.matches("[0-9]{1,18}");
                parameters.with(
                        "known_at",
                        position
                                ? knownAt
                                : Moments.read("--known-at", knownAt, ZoneId.systemDefault()));
            }
        }
    }
}
