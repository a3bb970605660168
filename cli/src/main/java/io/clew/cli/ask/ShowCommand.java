package io.clew.cli.ask;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one node with its attributes and their history. */
@Command(name = "show", description = "Shows one thing: attributes and their history.")
final class ShowCommand extends Verb {

    @Parameters(paramLabel = "REF")
    String reference = "";

    @Mixin AskOptions.Clocks clocks = new AskOptions.Clocks();

    @Override
    byte[] ask(Api api) {
        Api.Parameters parameters = options.parameters().with("ref", reference);
        clocks.addTo(parameters);
        return api.get("/node", parameters);
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        screen.line(NodeLabel.of(answer, screen));
        screen.line(screen.dim(answer.path("urn").asString("")));
        Table attributes = new Table();
        for (Map.Entry<String, JsonNode> one : answer.path("attributes").properties()) {
            attributes.row("  " + one.getKey(), text(one.getValue()));
        }
        attributes.show(screen);
        JsonNode history = answer.path("history");
        if (history.isEmpty()) {
            return;
        }
        screen.line("");
        screen.line(screen.bold("history"));
        Table table = new Table();
        for (JsonNode one : history) {
            table.row(
                    "  " + Moments.show(one.path("from").asString(""), screen.zone()),
                    one.path("to").isString()
                            ? "until " + Moments.show(one.path("to").asString(""), screen.zone())
                            : "",
                    one.path("by").asString(""),
                    one.path("key").asString(""),
                    text(one.path("value")));
        }
        table.show(screen);
    }

    private static String text(JsonNode value) {
        String text = value.isString() ? value.asString("") : value.toString();
        return text.replace('\n', ' ');
    }
}
