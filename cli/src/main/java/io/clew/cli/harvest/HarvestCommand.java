package io.clew.cli.harvest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings over what another server has; what kind of server says a word of its own. */
@Command(
        name = "harvest",
        description = "Brings over what another lineage server has.",
        subcommands = MarquezCommand.class,
        synopsisSubcommandLabel = "KIND")
public final class HarvestCommand implements Runnable {

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "harvest what? Known is: harvest marquez URL");
    }
}
