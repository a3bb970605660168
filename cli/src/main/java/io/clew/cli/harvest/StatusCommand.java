package io.clew.cli.harvest;

import io.clew.cli.ask.ExitStatus;
import io.clew.harvest.ClewClient;
import io.clew.harvest.wire.Wire;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows how each harvest goes, or one with all that it could not bring. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how each harvest goes, or one with all that it could not bring.")
final class StatusCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            description = "One harvest, by its number in the list.")
    @Nullable Long id;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:CLEW_SERVER:-http://127.0.0.1:5757}",
            description = "The Clew to ask; default: CLEW_SERVER, else ${DEFAULT-VALUE}.")
    String server = "http://127.0.0.1:5757";

    @Option(names = "--workspace", paramLabel = "W", description = "The workspace to ask in.")
    @Nullable String workspace;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Wire wire = new Wire()) {
            ClewClient clew = new ClewClient(wire, server, workspace);
            Long one = id;
            if (one == null) {
                list(clew, out);
            } else {
                show(out, clew.harvest(one));
                each(
                        cursor -> clew.errors(one, cursor),
                        "errors",
                        error ->
                                out.printf(
                                        "  %s: %s (%s, %d times)%n",
                                        error.path("what").asString(""),
                                        error.path("reason").asString(""),
                                        error.path("last").asString(""),
                                        error.path("times").asLong(0)));
            }
        }
        out.flush();
        return ExitStatus.ANSWERED;
    }

    private static void list(ClewClient clew, PrintWriter out) {
        long shown = each(clew::harvests, "harvests", harvest -> show(out, harvest));
        if (shown == 0) {
            out.println("Nothing was harvested yet");
        }
    }

    /** Visits all pages of a list, and returns how many elements they had. */
    private static long each(
            Function<@Nullable String, JsonNode> read, String list, Consumer<JsonNode> visitor) {
        long seen = 0;
        String cursor = null;
        do {
            JsonNode page = read.apply(cursor);
            for (JsonNode element : page.path(list)) {
                visitor.accept(element);
                seen++;
            }
            cursor = page.path("next").asString(null);
        } while (cursor != null);
        return seen;
    }

    private static void show(PrintWriter out, JsonNode harvest) {
        out.printf(
                "%d  %s %s%n",
                harvest.path("id").asLong(0),
                harvest.path("kind").asString(""),
                harvest.path("origin").asString(""));
        out.printf("   %s%n", state(harvest));
        out.printf(
                "   %,d records brought by the last pass, %,d by all; %,d things could not be%n",
                harvest.path("brought").asLong(0),
                harvest.path("broughtEver").asLong(0),
                harvest.path("errors").asLong(0));
        String position = harvest.path("position").asString("");
        if (!position.isEmpty()) {
            out.printf("   position: %s%n", position);
        }
    }

    private static String state(JsonNode harvest) {
        String heard = harvest.path("heard").asString("");
        return switch (harvest.path("state").asString("")) {
            case "running" -> "running, or killed; last heard of " + heard;
            case "failed" -> "failed " + heard + ": " + harvest.path("reason").asString("");
            case "stopped" -> "stopped by a person " + heard;
            default -> "complete " + heard;
        };
    }
}
