package io.clew.cli.ask;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Says that names are one thing. */
@Command(
        name = "merge",
        description = "Says that two or more names are one thing; answers then treat them as one.")
final class MergeCommand extends Verb {

    @Parameters(arity = "2..*", paramLabel = "REF")
    List<String> references = List.of();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Override
    byte[] ask(Api api) {
        return api.post(
                "/merges", options.parameters(), Map.of("refs", references, "reason", reason));
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        DecidedLines.show(answer, screen);
    }
}
