package io.clew.cli.serve;

import io.clew.server.backup.Backup;
import io.clew.server.backup.Manifest;
import io.clew.server.config.ConfigLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one file of a data folder, also while a server runs on it. */
@Command(
        name = "backup",
        description = "Makes one file of a data folder, also beside a running server.")
public final class BackupCommand implements Callable<Integer> {

    @Mixin ServerFlags flags = new ServerFlags();

    @Parameters(paramLabel = "FILE", description = "The file to make; never replaced.")
    Path file = Path.of("");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            Manifest manifest =
                    Backup.make(ConfigLoader.load(flags.given()), file, line.of("backed up"));
            line.close();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s holds the log up to position %d and %d artifacts (%s)%n",
                            file,
                            manifest.position(),
                            manifest.artifacts(),
                            ProgressLine.size(manifest.artifactBytes()));
        }
        return 0;
    }
}
