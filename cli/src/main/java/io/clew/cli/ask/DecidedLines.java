package io.clew.cli.ask;

import tools.jackson.databind.JsonNode;

/** Shows the audit entry of a merge or a retraction. */
final class DecidedLines {
    private DecidedLines() {}

    static void show(JsonNode decided, Screen screen) {
        for (JsonNode fact : decided.path("facts")) {
            screen.line(
                    "%s: %s %s %s (said by %s)"
                            .formatted(
                                    fact.path("retracted").asBoolean(false)
                                            ? "taken back"
                                            : "stated",
                                    fact.path("from").asString(""),
                                    fact.path("kind").asString(""),
                                    fact.path("to").asString(""),
                                    fact.path("by").asString("")));
        }
        for (JsonNode name : decided.path("same_as")) {
            screen.line("one thing with: " + name.asString(""));
        }
        screen.line(
                "entry %d by %s"
                        .formatted(
                                decided.path("entry").asLong(0), decided.path("by").asString("")));
    }
}
