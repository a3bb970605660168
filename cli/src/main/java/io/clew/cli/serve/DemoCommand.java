package io.clew.cli.serve;

import io.clew.cli.ask.AskVerbs;
import io.clew.cli.demo.FraudStory;
import io.clew.server.config.ConfigLoader;
import io.clew.server.config.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server on a folder of its own, tells it the fraud story, and shows what it answers. */
@Command(
        name = "demo",
        description = "Runs a server with a story in it: a bank's model turns bad. Starts clean.")
public final class DemoCommand implements Callable<Integer> {
    private static final List<List<String>> QUESTIONS =
            List.of(
                    List.of("lineage", "models:/fraud@production"),
                    List.of("impact", "s3://bank/transactions"),
                    List.of("explain", "models:/fraud/3"),
                    List.of("diff", "models:/fraud/2", "models:/fraud/3"));

    @Option(names = "--port", paramLabel = "PORT", description = "TCP port; 0 takes any free one.")
    @Nullable String port;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Folder to start clean in.")
    Path data = Path.of("clew-demo");

    @Option(names = "--once", description = "End after the answers instead of serving on.")
    boolean once;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        DemoFolder.clear(data);
        Running running = Running.start(ConfigLoader.load(flags()));
        out.println("A bank's fraud model starts to flag legitimate payments. Its story is told …");
        out.flush();
        new FraudStory(running.clew().address(), Instant.now()).play();
        int worst =
                QUESTIONS.stream()
                        .mapToInt(question -> ask(question, running, out))
                        .max()
                        .orElse(0);
        out.println();
        running.announce(out);
        if (!once) {
            running.await();
        }
        return worst;
    }

    private int ask(List<String> question, Running running, PrintWriter out) {
        out.printf("%n$ clew %s%n", String.join(" ", question));
        out.flush();
        String address = running.clew().address().toString();
        List<String> arguments = new ArrayList<>(question.subList(1, question.size()));
        arguments.addAll(List.of("--server", address));
        return AskVerbs.run(question.getFirst(), arguments.toArray(String[]::new));
    }

    private Map<Setting, String> flags() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.DATA, data.toString());
        flags.put(Setting.STORE, "sqlite");
        flags.put(Setting.ARTIFACTS, data.resolve("artifacts").toString());
        flags.put(Setting.HOST, "127.0.0.1");
        flags.put(Setting.LOG_LEVEL, "warn");
        if (port != null) {
            flags.put(Setting.PORT, port);
        }
        return flags;
    }
}
