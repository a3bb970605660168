package io.clew.cli.serve;

import io.clew.server.config.ConfigLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a server in the foreground. */
@Command(name = "up", description = "Runs a server in the foreground; Ctrl-C ends it.")
public final class UpCommand implements Callable<Integer> {

    @Mixin ServerFlags flags = new ServerFlags();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Running running = Running.start(ConfigLoader.load(flags.given()));
        running.announce(spec.commandLine().getOut());
        running.await();
        return 0;
    }
}
