package io.clew.harvest;

import java.util.List;
import java.util.Optional;

/**
 * Declares a kind of source: the word after {@code clew harvest}, what it takes, and how it opens.
 */
public interface SourceKind {

    /** Returns the word, such as {@code marquez}; the server's intake has the same. */
    String name();

    /** Says for the help what it brings, in one sentence, with more sentences after it. */
    List<String> summary();

    /** Returns what stands without a name, such as the address; empty when nothing does. */
    Optional<Flag> where();

    /** Returns the options of its own; the frame's are {@code --server, --workspace, --every} …. */
    List<Flag> flags();

    /**
     * Returns the workspace of Clew to fill; empty for the usual one. A kind whose own {@code
     * --workspace} means another thing says here which it is.
     */
    default Optional<String> workspace(Given given) {
        return given.optional("--workspace");
    }

    /**
     * Opens the source.
     *
     * <p>Credentials come from where the tool's own client takes them, or from a file ({@link
     * Given#secret}), and never from the command line.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER for what was given wrongly, UNAVAILABLE
     *     when the source does not answer
     */
    Source open(Given given);
}
