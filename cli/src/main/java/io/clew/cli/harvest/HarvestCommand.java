package io.clew.cli.harvest;

import io.clew.harvest.Kinds;
import io.clew.harvest.SourceKind;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings over what another tool has; what kind of tool says a word of its own. */
@Command(
        name = "harvest",
        description = {
            "Brings over what another tool has, and shows how that goes.",
            "It may be interrupted and run again at any time: it goes on where it was, and what Clew"
                    + " has already leaves no trace."
        },
        subcommands = StatusCommand.class,
        synopsisSubcommandLabel = "WHAT")
public final class HarvestCommand implements Runnable {

    private final List<SourceKind> kinds;
    private CommandSpec spec = CommandSpec.create();

    public HarvestCommand() {
        this(Kinds.all());
    }

    HarvestCommand(List<SourceKind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /** Adds a command for each kind; called by picocli. */
    @Spec
    void spec(CommandSpec made) {
        this.spec = made;
        kinds.forEach(kind -> made.addSubcommand(kind.name(), KindCommand.of(kind)));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "harvest what? Known are: "
                        + kinds.stream().map(SourceKind::name).collect(Collectors.joining(", "))
                        + "; and 'harvest status' shows how each goes");
    }
}
