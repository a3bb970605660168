package io.clew.cli.serve;

import io.clew.cli.ask.ExitStatus;
import io.clew.model.check.CheckedPart;
import io.clew.server.check.CheckReport;
import io.clew.server.check.StoreCheck;
import io.clew.server.config.ConfigLoader;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Checks a data folder or database without changing it, also while a server runs on it. */
@Command(
        name = "check",
        description = {
            "Checks log, graph, rows, metrics and artifacts, also beside a running server.",
            "Exits with 0 when all is sound, with 1 when something is wrong or nothing can be read."
        })
public final class CheckCommand implements Callable<Integer> {

    @Mixin ServerFlags flags = new ServerFlags();

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Option(
            names = "--quick",
            description = "Do not read artifacts again; look for them and their sizes only.")
    boolean quick;

    @Option(
            names = "--live",
            paramLabel = "URL",
            description = "Compare the graph in the memory of this server too; may be repeated.")
    List<String> live = List.of();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CheckReport report =
                StoreCheck.of(
                        ConfigLoader.load(flags.given()),
                        !quick,
                        live.stream().map(LiveGraphs::ask).toList(),
                        part -> {
                            if (!json) {
                                show(out, part);
                            }
                        });
        if (json) {
            out.println(new JsonMapper().writeValueAsString(json(report)));
        } else {
            out.printf(
                    "%s up to log position %d%n",
                    report.isSound() ? "All is sound" : "Something is wrong", report.position());
        }
        out.flush();
        return report.isSound() ? ExitStatus.ANSWERED : ExitStatus.FAILED;
    }

    private static void show(PrintWriter out, CheckedPart part) {
        out.printf("%-8s %s%n", part.name(), part.isSound() ? "sound" : part.found() + " wrong");
        part.counts().forEach((kind, count) -> out.printf("  %-28s %,15d%n", kind, count));
        part.findings().forEach(finding -> out.printf("  WRONG: %s%n", finding));
        if (part.found() > part.findings().size()) {
            out.printf("  and %d more%n", part.found() - part.findings().size());
        }
        out.flush();
    }

    private static Map<String, Object> json(CheckReport report) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (CheckedPart part : report.parts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("sound", part.isSound());
            one.put("counts", part.counts());
            one.put("found", part.found());
            one.put("findings", part.findings());
            parts.put(part.name(), one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sound", report.isSound());
        all.put("store", report.store());
        all.put("position", report.position());
        all.put("parts", parts);
        return all;
    }
}
