package io.clew.cli;

import io.clew.cli.ask.AskVerbs;
import io.clew.cli.ask.ExitStatus;
import io.clew.cli.events.ImportCommand;
import io.clew.cli.harvest.HarvestCommand;
import io.clew.cli.serve.BackupCommand;
import io.clew.cli.serve.CheckCommand;
import io.clew.cli.serve.ConfigCommand;
import io.clew.cli.serve.DemoCommand;
import io.clew.cli.serve.RestoreCommand;
import io.clew.cli.serve.UpCommand;
import io.clew.model.ClewException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
        System.exit(run(arguments));
    }

    /** Runs a verb and returns its exit status. */
    static int run(String... arguments) {
        Map<String, Supplier<Object>> verbs = verbs();
        Supplier<Object> one = arguments.length == 0 ? null : verbs.get(arguments[0]);
        // Reading the annotations of all verbs takes longer than most verbs run.
        CommandLine commands =
                one == null
                        ? commands(verbs.values()).addSubcommand(new GenerateCompletion())
                        : commands(List.of(one));
        return commands.execute(arguments);
    }

    private static CommandLine commands(Collection<Supplier<Object>> verbs) {
        CommandLine root = new CommandLine(new Main());
        verbs.forEach(verb -> root.addSubcommand(verb.get()));
        root.getSubcommands()
                .values()
                .forEach(verb -> verb.getCommandSpec().mixinStandardHelpOptions(true));
        return root.setExecutionExceptionHandler(Main::failed);
    }

    private static Map<String, Supplier<Object>> verbs() {
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put("up", UpCommand::new);
        verbs.put("demo", DemoCommand::new);
        verbs.putAll(AskVerbs.byName());
        verbs.put("harvest", HarvestCommand::new);
        verbs.put("import", ImportCommand::new);
        verbs.put("backup", BackupCommand::new);
        verbs.put("restore", RestoreCommand::new);
        verbs.put("check", CheckCommand::new);
        verbs.put("config", ConfigCommand::new);
        return verbs;
    }

    private static int failed(
            Exception failure, CommandLine verb, CommandLine.ParseResult arguments)
            throws Exception {
        if (failure instanceof ClewException refusal) {
            verb.getErr().println("clew: " + refusal.getMessage());
            return switch (refusal.code()) {
                case INVALID_PARAMETER -> ExitStatus.WRONG_USE;
                case NOT_FOUND -> ExitStatus.NOT_FOUND;
                default -> ExitStatus.FAILED;
            };
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
