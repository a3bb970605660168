package io.clew.cli.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Lists the asking verbs for the command line's composition. */
public final class AskVerbs {
    private AskVerbs() {}

    /** Returns how to make each verb, annotated for picocli, by its name in the order of help. */
    public static Map<String, Supplier<Object>> byName() {
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put("lineage", LineageCommand::new);
        verbs.put("impact", ImpactCommand::new);
        verbs.put("path", PathCommand::new);
        verbs.put("diff", DiffCommand::new);
        verbs.put("show", ShowCommand::new);
        verbs.put("explain", ExplainCommand::new);
        verbs.put("search", SearchCommand::new);
        verbs.put("note", NoteCommand::new);
        verbs.put("merge", MergeCommand::new);
        verbs.put("retract", RetractCommand::new);
        return verbs;
    }

    /**
     * Asks within this process and returns the exit status.
     *
     * @param verb a name of {@link #byName}
     */
    public static int run(String verb, String... arguments) {
        Supplier<Object> maker = byName().get(verb);
        if (maker == null) {
            throw new IllegalArgumentException("no asking verb is named " + verb);
        }
        return new CommandLine(maker.get()).execute(arguments);
    }
}
