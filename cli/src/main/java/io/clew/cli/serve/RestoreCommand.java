package io.clew.cli.serve;

import io.clew.server.backup.Manifest;
import io.clew.server.backup.Restore;
import io.clew.server.config.Config;
import io.clew.server.config.ConfigLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fills an empty data folder from a backup. */
@Command(name = "restore", description = "Fills an empty data folder from a backup.")
public final class RestoreCommand implements Callable<Integer> {

    @Mixin ServerFlags flags = new ServerFlags();

    @Parameters(paramLabel = "FILE", description = "What 'clew backup' made.")
    Path file = Path.of("");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Config config = ConfigLoader.load(flags.given());
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            Manifest manifest = Restore.run(config, file, line.of("restored"));
            line.close();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s has the log up to position %d and %d artifacts (%s), as of %s%n",
                            config.data(),
                            manifest.position(),
                            manifest.artifacts(),
                            ProgressLine.size(manifest.artifactBytes()),
                            manifest.created());
        }
        return 0;
    }
}
