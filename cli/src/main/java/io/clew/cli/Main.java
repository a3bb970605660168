package io.clew.cli;

import io.clew.cli.ask.AskVerbs;
import io.clew.cli.ask.ExitStatus;
import io.clew.cli.serve.ConfigCommand;
import io.clew.cli.serve.DemoCommand;
import io.clew.cli.serve.UpCommand;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs {@code clew VERB …}. */
@Command(
        name = "clew",
        description = "Shows for any model who, what, when, where, why and how.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "Start with 'clew demo', or with 'clew up' and 'clew lineage models:/NAME@ALIAS'.",
            "Completion: source <(clew generate-completion)"
        })
public final class Main {
    private Main() {}

    /** Runs a verb and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(commands().execute(arguments));
    }

    /** Returns the whole command line, to be run or asked about. */
    public static CommandLine commands() {
        CommandLine root = new CommandLine(new Main());
        root.addSubcommand(new UpCommand());
        root.addSubcommand(new DemoCommand());
        AskVerbs.all().forEach(root::addSubcommand);
        root.addSubcommand(new ConfigCommand());
        root.addSubcommand(new GenerateCompletion());
        root.getSubcommands()
                .values()
                .forEach(verb -> verb.getCommandSpec().mixinStandardHelpOptions(true));
        return root.setExecutionExceptionHandler(Main::failed);
    }

    private static int failed(
            Exception failure, CommandLine verb, CommandLine.ParseResult arguments)
            throws Exception {
        if (failure instanceof ClewException refusal) {
            verb.getErr().println("clew: " + refusal.getMessage());
            return refusal.code() == ErrorCode.INVALID_PARAMETER
                    ? ExitStatus.WRONG_USE
                    : ExitStatus.FAILED;
        }
        throw failure;
    }

    /** Says which build this is. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"clew " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
