package io.clew.cli.events;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the verbs that import. */
@Command(
        name = "import",
        description = "Brings over what another system, or another Clew, exported.",
        synopsisSubcommandLabel = "FORMAT",
        subcommands = ImportOpenLineage.class)
public final class ImportCommand implements Runnable {

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "import takes a format: expected openlineage");
    }
}
