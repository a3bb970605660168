package io.clew.cli.ask;

import java.util.List;

/** Lists the asking verbs for the command line's composition. */
public final class AskVerbs {
    private AskVerbs() {}

    /** Returns a fresh object of each verb, annotated for picocli. */
    public static List<Object> all() {
        return List.of(
                new LineageCommand(),
                new ImpactCommand(),
                new PathCommand(),
                new ShowCommand(),
                new ExplainCommand(),
                new SearchCommand(),
                new NoteCommand());
    }
}
