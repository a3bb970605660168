package io.clew.questions.diff.past;

import io.clew.questions.diff.evidence.Facts;
import java.util.List;

/** Shows earlier members of a container, as far as properties of them are read. */
public final class Past {
    private Past() {}

    /**
     * Shows an earlier run.
     *
     * @param facts what is told of it
     * @param code the names of the code that it executed
     * @param environment what is told of what it ran in
     */
    public record Run(int node, Facts facts, List<String> code, Facts environment) {}

    /** Shows an earlier version of a dataset. */
    public record Version(int node, String name, Facts facts) {}
}
