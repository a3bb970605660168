package io.clew.cli.events;

import io.clew.cli.ask.ExitStatus;
import io.clew.cli.events.EventServer.Refused;
import io.clew.cli.events.EventServer.Taken;
import io.clew.model.ClewException;
import java.io.BufferedInputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends the events of a file to a server, in order. */
@Command(
        name = "openlineage",
        mixinStandardHelpOptions = true,
        description = {
            "Sends OpenLineage events to a Clew: one event a line, as GET"
                    + " /api/v1/export/openlineage writes them.",
            "An event that is there already stays one. Exits with 1 when any was refused."
        })
final class ImportOpenLineage implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE|-", description = "A file, or - for the input.")
    String file = "-";

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:CLEW_SERVER:-http://127.0.0.1:5757}",
            description = "Where to send them; default: CLEW_SERVER, else ${DEFAULT-VALUE}.")
    String server = "http://127.0.0.1:5757";

    @Option(names = "--workspace", paramLabel = "W", description = "The workspace to send to.")
    @Nullable String workspace;

    @Spec CommandSpec spec = CommandSpec.create();

    private long taken;
    private long refused;
    private long warned;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try (InputStream in = open()) {
            send(new EventLines(in), new EventServer(server, workspace), err);
        } catch (NoSuchFileException missing) {
            err.println("clew: there is no file " + file);
            return ExitStatus.WRONG_USE;
        } catch (IOException failure) {
            err.println("clew: " + failure.getMessage() + "; " + told());
            return ExitStatus.FAILED;
        } catch (ClewException refusal) {
            err.println("clew: " + refusal.getMessage() + "; " + told());
            return ExitStatus.FAILED;
        }
        spec.commandLine().getOut().println(told());
        return refused == 0 ? ExitStatus.ANSWERED : ExitStatus.FAILED;
    }

    private InputStream open() throws IOException {
        try {
            return new BufferedInputStream(
                    file.equals("-") ? System.in : Files.newInputStream(Path.of(file)));
        } catch (InvalidPathException noPath) {
            throw new NoSuchFileException(file);
        }
    }

    private void send(EventLines lines, EventServer server, PrintWriter err) throws IOException {
        boolean shows = isTerminal();
        for (List<EventLines.Line> batch = lines.batch(); !batch.isEmpty(); batch = lines.batch()) {
            Taken answer = server.send(batch);
            taken += answer.taken();
            warned += answer.warned();
            refused += answer.refused().size();
            for (Refused each : answer.refused()) {
                err.println("line " + each.line() + ": " + each.reason());
            }
            if (shows) {
                err.print("\r" + told() + " ");
                err.flush();
            }
        }
        if (shows) {
            err.println();
        }
    }

    private String told() {
        return "%d events taken, %d refused%s"
                .formatted(taken, refused, warned == 0 ? "" : ", " + warned + " with warnings");
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
