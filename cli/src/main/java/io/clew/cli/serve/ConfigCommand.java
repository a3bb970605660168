package io.clew.cli.serve;

import io.clew.server.config.Config;
import io.clew.server.config.ConfigLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a server started here with these flags would have in force, and who said so. */
@Command(
        name = "config",
        description = "Shows the settings in force and where each value came from.")
public final class ConfigCommand implements Callable<Integer> {

    @Mixin ServerFlags flags = new ServerFlags();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        for (Config.Shown shown : ConfigLoader.load(flags.given()).shown()) {
            out.printf(
                    "%-23s %-28s %-16s %s%n",
                    shown.setting().key(),
                    shown.text().isEmpty() ? "-" : shown.text(),
                    shown.source(),
                    shown.setting().meaning());
        }
        return 0;
    }
}
