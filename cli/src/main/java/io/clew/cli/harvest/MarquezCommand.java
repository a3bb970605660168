package io.clew.cli.harvest;

import io.clew.cli.ask.ExitStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends all events that a Marquez has to a Clew, oldest first. */
@Command(
        name = "marquez",
        mixinStandardHelpOptions = true,
        description = {
            "Sends all events that a Marquez has to a Clew, oldest first.",
            "May be run again: events that Clew knows are dropped there. After an interruption it"
                    + " goes on where it was."
        })
final class MarquezCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "URL",
            description = "The Marquez, such as http://marquez:5000.")
    String url = "";

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:CLEW_SERVER:-http://127.0.0.1:5757}",
            description = "The Clew to fill; default: CLEW_SERVER, else ${DEFAULT-VALUE}.")
    String server = "http://127.0.0.1:5757";

    @Option(names = "--workspace", paramLabel = "W", description = "The workspace to fill.")
    @Nullable String workspace;

    @Option(
            names = "--position",
            paramLabel = "FILE",
            defaultValue = "clew-harvest.json",
            description =
                    "Where it remembers how far it has come; removed at the end (${DEFAULT-VALUE}).")
    Path position = Path.of("clew-harvest.json");

    @Option(
            names = "--page",
            paramLabel = "N",
            defaultValue = "200",
            description = "Events asked for at once, 1 to 1000 (${DEFAULT-VALUE}).")
    int page = 200;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (page < 1 || page > Harvest.PAGE_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--page takes a number from 1 to " + Harvest.PAGE_MAX);
        }
        try (Wire wire = new Wire()) {
            return harvest(wire);
        }
    }

    private int harvest(Wire wire) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Position.Task task = new Position.Task(url, server, workspace == null ? "" : workspace);
        Harvest harvest =
                new Harvest(
                        new MarquezSource(wire, url),
                        new ClewTarget(wire, server, workspace),
                        new Position.File(position, task),
                        page,
                        refused -> out.println(refused),
                        progress -> err.println(progress));
        Position end = harvest.run();
        out.printf(
                "Sent %,d events from %s to %s; %,d of them were refused%n",
                end.sent(), url, server, end.refused());
        out.flush();
        return end.refused() == 0 ? ExitStatus.ANSWERED : ExitStatus.FAILED;
    }
}
