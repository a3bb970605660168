package io.clew.cli.ask;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Takes back what was said of an edge. */
@Command(
        name = "retract",
        description = {
            "Takes back an edge that you stated, or a merge (KIND same-as) whoever stated it.",
            "It never was so, as of any time; --known-at still shows it as it was known."
        })
final class RetractCommand extends Verb {

    @Parameters(index = "0", paramLabel = "FROM")
    String from = "";

    @Parameters(index = "1", paramLabel = "KIND", description = "Such as same-as.")
    String kind = "";

    @Parameters(index = "2", paramLabel = "TO")
    String to = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Override
    byte[] ask(Api api) {
        return api.post(
                "/retractions",
                options.parameters(),
                Map.of("from", from, "kind", kind, "to", to, "reason", reason));
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        DecidedLines.show(answer, screen);
    }
}
