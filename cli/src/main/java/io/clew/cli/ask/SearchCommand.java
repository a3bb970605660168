package io.clew.cli.ask;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Finds things by name, text and filters. */
@Command(name = "search", description = "Finds models, runs, datasets and the rest.")
final class SearchCommand extends Verb {

    @Parameters(arity = "0..1", paramLabel = "TEXT")
    @Nullable String text;

    @Option(names = "--kind", paramLabel = "K", description = "Only these kinds.")
    List<String> kinds = new ArrayList<>();

    @Option(names = "--owner", paramLabel = "NAME")
    @Nullable String owner;

    @Option(names = "--tag", paramLabel = "KEY[=VALUE]")
    @Nullable String tag;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter's value.")
    Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--since", paramLabel = "T", description = "Changed since then.")
    @Nullable String since;

    @Option(names = "--limit", paramLabel = "N", description = "Results to show, up to 200.")
    int limit = 20;

    @Override
    byte[] ask(Api api) {
        Api.Parameters parameters =
                options.parameters()
                        .with("q", text)
                        .withAll("kind", kinds)
                        .with("owner", owner)
                        .with("tag", tag)
                        .with("limit", limit);
        params.forEach((name, value) -> parameters.with("param." + name, value));
        if (since != null) {
            parameters.with("since", Moments.read("--since", since, ZoneId.systemDefault()));
        }
        return api.get("/search", parameters);
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        Table table = new Table();
        for (JsonNode one : answer.path("results")) {
            table.row(
                    one.path("kind").asString(""),
                    NodeLabel.name(one),
                    Moments.show(one.path("updated").asString(""), screen.zone()),
                    one.path("urn").asString(""));
        }
        if (answer.path("results").isEmpty()) {
            screen.line("nothing found");
        }
        table.show(screen);
        if (answer.path("next").isString()) {
            screen.line(
                    screen.dim("there is more: --limit shows up to 200, --json gives the cursor"));
        }
    }
}
