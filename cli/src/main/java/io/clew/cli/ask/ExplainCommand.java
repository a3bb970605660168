package io.clew.cli.ask;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Answers the six questions about one thing. */
@Command(
        name = "explain",
        description = "Answers who, what, when, where, why and how; says what is missing.")
final class ExplainCommand extends Verb {

    private static final List<String> QUESTIONS =
            List.of("who", "what", "when", "where", "why", "how");

    @Parameters(paramLabel = "REF", description = "Such as models:/fraud/3.")
    String reference = "";

    @Mixin AskOptions.Clocks clocks = new AskOptions.Clocks();

    @Override
    byte[] ask(Api api) {
        Api.Parameters parameters = options.parameters().with("ref", reference);
        clocks.addTo(parameters);
        return api.get("/explain", parameters);
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        for (String question : QUESTIONS) {
            screen.line(screen.bold(question.toUpperCase(Locale.ROOT)));
            Table table = new Table();
            for (JsonNode item : answer.path(question)) {
                table.row(
                        "  " + item.path("key").asString(""),
                        item.path("text").asString("").replace("\n", "\n" + " ".repeat(20))
                                + mark(item, screen));
            }
            table.show(screen);
        }
        screen.line("");
        VerdictLine.show(answer.path("verdict"), screen);
    }

    private static String mark(JsonNode item, Screen screen) {
        return switch (item.path("state").asString("")) {
            case "inferred" -> screen.dim("  (inferred)");
            case "claimed" -> screen.dim("  (claimed, not checked)");
            case "missing" -> screen.yellow("  (missing)");
            default -> "";
        };
    }
}
