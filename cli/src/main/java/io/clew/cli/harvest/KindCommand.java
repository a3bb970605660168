package io.clew.cli.harvest;

import io.clew.cli.ask.ExitStatus;
import io.clew.harvest.ClewClient;
import io.clew.harvest.Flag;
import io.clew.harvest.Given;
import io.clew.harvest.Pass;
import io.clew.harvest.Source;
import io.clew.harvest.SourceKind;
import io.clew.harvest.wire.Wire;
import io.clew.model.ClewException;
import io.clew.model.Secrets;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** Runs {@code clew harvest WHAT}: passes over one source, once or every so often. */
final class KindCommand implements Callable<Integer> {

    private static final Flag WORKSPACE = Flag.of("--workspace", "W", "The workspace to fill.");

    private final SourceKind kind;
    private final CommandSpec spec;

    private KindCommand(SourceKind kind) {
        this.kind = kind;
        this.spec = CommandSpec.wrapWithoutInspection(this).name(kind.name());
    }

    /** Makes the command of a kind, with the options of the frame and its own. */
    static CommandLine of(SourceKind kind) {
        KindCommand command = new KindCommand(kind);
        CommandSpec spec = command.spec;
        spec.usageMessage().description(kind.summary().toArray(String[]::new));
        kind.where()
                .ifPresent(
                        where ->
                                spec.addPositional(
                                        PositionalParamSpec.builder()
                                                .index("0")
                                                .arity("0..1")
                                                .paramLabel(where.label())
                                                .type(String.class)
                                                .description(where.help())
                                                .build()));
        spec.addOption(
                OptionSpec.builder("--server")
                        .paramLabel("URL")
                        .type(String.class)
                        .defaultValue("${env:CLEW_SERVER:-http://127.0.0.1:5757}")
                        .description(
                                "The Clew to fill; default: CLEW_SERVER, else"
                                        + " http://127.0.0.1:5757.")
                        .build());
        if (kind.flags().stream().noneMatch(flag -> flag.name().equals(WORKSPACE.name()))) {
            spec.addOption(option(WORKSPACE));
        }
        spec.addOption(toggle("--once", "Bring what there is, and end; so it is by default."));
        spec.addOption(
                OptionSpec.builder("--every")
                        .paramLabel("5m")
                        .type(String.class)
                        .description("Go on: look again every so often, such as 30s, 5m, 1h or 1d.")
                        .build());
        spec.addOption(
                toggle("--restart", "Read from the start again; what Clew has is not doubled."));
        kind.flags().forEach(flag -> spec.addOption(option(flag)));
        spec.mixinStandardHelpOptions(true);
        return new CommandLine(spec);
    }

    private static OptionSpec option(Flag flag) {
        if (flag.label().isEmpty()) {
            return toggle(flag.name(), flag.help());
        }
        OptionSpec.Builder option =
                OptionSpec.builder(flag.name())
                        .paramLabel(flag.label())
                        .type(String.class)
                        .description(
                                flag.orElse().isEmpty()
                                        ? flag.help()
                                        : flag.help() + " Default: " + flag.orElse() + ".");
        return (flag.orElse().isEmpty() ? option : option.defaultValue(flag.orElse())).build();
    }

    private static OptionSpec toggle(String name, String help) {
        return OptionSpec.builder(name).type(boolean.class).arity("0").description(help).build();
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Duration> every = value("--every").map(text -> Every.parse(spec, text));
        if (every.isPresent() && isGiven("--once")) {
            throw new ParameterException(
                    spec.commandLine(), "--once and --every say the opposite: give one of them");
        }
        Given given = given();
        PrintWriter out = spec.commandLine().getOut();
        try (Interruption interruption = Interruption.listen();
                Source source = kind.open(given);
                Wire wire = new Wire();
                ProgressBar bar = new ProgressBar(out, spec.commandLine().getErr())) {
            ClewClient clew =
                    new ClewClient(
                            wire,
                            value("--server").orElseThrow(),
                            kind.workspace(given).orElse(null));
            Passes passes = new Passes(clew, source, bar, interruption, out);
            return every.isEmpty() ? passes.one() : passes.every(every.get());
        }
    }

    private Given given() {
        Map<String, String> options = new HashMap<>();
        value(WORKSPACE.name()).ifPresent(name -> options.put(WORKSPACE.name(), name));
        for (Flag flag : kind.flags()) {
            if (flag.label().isEmpty()) {
                if (isGiven(flag.name())) {
                    options.put(flag.name(), "");
                }
            } else {
                value(flag.name()).ifPresent(value -> options.put(flag.name(), value));
            }
        }
        String where =
                spec.positionalParameters().isEmpty()
                        ? null
                        : spec.positionalParameters().getFirst().getValue();
        return new Given(where == null ? "" : where, options, System::getenv);
    }

    private Optional<String> value(String option) {
        return Optional.ofNullable(spec.findOption(option).getValue());
    }

    private boolean isGiven(String toggle) {
        return Boolean.TRUE.equals(spec.findOption(toggle).getValue());
    }

    /** Runs passes over one source. */
    private final class Passes {
        private final ClewClient clew;
        private final Source source;
        private final ProgressBar bar;
        private final Interruption interruption;
        private final PrintWriter out;
        private boolean restart = isGiven("--restart");

        Passes(
                ClewClient clew,
                Source source,
                ProgressBar bar,
                Interruption interruption,
                PrintWriter out) {
            this.clew = clew;
            this.source = source;
            this.bar = bar;
            this.interruption = interruption;
            this.out = out;
        }

        int one() {
            Pass.End end =
                    Pass.run(clew, kind.name(), source, restart, bar, interruption::isRequested);
            restart = false;
            bar.end();
            out.printf(
                    "%s: %,d records brought from %s, %,d could not be%s%n",
                    end.whole() ? "Done" : "Stopped",
                    end.brought(),
                    source.origin(),
                    end.refused(),
                    end.whole() ? "" : "; the same command goes on from here");
            out.flush();
            return end.refused() == 0 && end.whole() ? ExitStatus.ANSWERED : ExitStatus.FAILED;
        }

        /** A pass that fails is told, and the next begins at its time: the cause may be gone. */
        int every(Duration interval) throws InterruptedException {
            Every clock = new Every(interval, InstantSource.system());
            int status = ExitStatus.ANSWERED;
            while (!interruption.isRequested()) {
                try {
                    status = one();
                } catch (ClewException failure) {
                    bar.end();
                    status = ExitStatus.FAILED;
                    PrintWriter err = spec.commandLine().getErr();
                    err.println(
                            "clew: "
                                    + Secrets.redact(String.valueOf(failure.getMessage()))
                                    + "; trying again in "
                                    + interval);
                    err.flush();
                }
                clock.awaitNext(interruption);
            }
            return status;
        }
    }
}
