package io.clew.cli.ask;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Says why: adds a note to a thing. */
@Command(name = "note", description = "Adds a note: why something was done, or what was seen.")
final class NoteCommand extends Verb {

    @Parameters(index = "0", paramLabel = "REF")
    String reference = "";

    @Parameters(index = "1", paramLabel = "TEXT")
    String text = "";

    @Override
    byte[] ask(Api api) {
        return api.post("/notes", options.parameters(), Map.of("ref", reference, "text", text));
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        screen.line("noted: " + answer.path("urn").asString(""));
    }
}
