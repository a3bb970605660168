package io.clew.identity.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the names of datasets on the Hugging Face hub, with a revision or without. */
public final class HuggingFace {
    /** Namespace of the hub's datasets; the name is the repository's, and a path in it if told. */
    public static final String NAMESPACE = "hf://datasets";

    private static final Pattern WITH_REVISION =
            Pattern.compile("([^/@]+(?:/[^/@]+)?)@([^/]+)(/.*)?", Pattern.DOTALL);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private HuggingFace() {}

    /** Returns a name without the revision that may follow its repository behind an {@code @}. */
    static String withoutRevision(String name) {
        String repository = name;
        Matcher m = WITH_REVISION.matcher(repository);
        while (m.matches()) {
            repository = m.group(1) + (m.group(3) == null ? "" : m.group(3));
            m = WITH_REVISION.matcher(repository);
        }
        return repository;
    }

    /**
     * Returns the revision when it names one state for ever: a full commit id. A branch or a tag
     * may move, so it says nothing about the version.
     */
    public static Optional<String> version(String revision) {
        return COMMIT.matcher(revision).matches() ? Optional.of(revision) : Optional.empty();
    }
}
