package io.clew.questions.node;

import io.clew.model.Urn;
import java.util.regex.Pattern;

/** Says what people call a node that has no name of its own. */
public final class NodeNames {

    /** Characters of a digest or commit that people read. */
    private static final int SHORT_DIGEST = 12;

    private static final String SHA256 = "sha256-";

    /** A commit, with or without changes; else code is named by its path. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}(-dirty-.*)?");

    private NodeNames() {}

    /** Returns a short name made from a URN. */
    public static String of(Urn urn) {
        String last = urn.last();
        return switch (urn.kind()) {
            case DATASET -> dataset(urn.segment(0), last);
            case DATASET_VERSION, MODEL_VERSION -> parent(urn) + "/" + last;
            case COLUMN -> parent(urn) + "#" + last;
            case CODE ->
                    COMMIT.matcher(last).matches()
                            ? shortened(parent(urn)) + "@" + digest(last)
                            : last;
            case ENVIRONMENT -> "environment " + digest(last);
            case JOB,
                    RUN,
                    STEP,
                    TASK,
                    MODEL,
                    LOGGED_MODEL,
                    ARTIFACT,
                    DEPLOYMENT,
                    EVALUATION,
                    AGENT,
                    APPROVAL,
                    INCIDENT,
                    NOTE,
                    PREDICTION ->
                    last;
        };
    }

    /**
     * A storage's datasets are called by their whole address, a tool's own by their name, local
     * files by their path.
     */
    private static String dataset(String namespace, String name) {
        if (!namespace.contains("://")) {
            return name;
        }
        return name.startsWith("/") ? namespace + name : namespace + "/" + name;
    }

    private static String parent(Urn urn) {
        int size = urn.segments().size();
        return size < 2 ? "" : urn.segment(size - 2);
    }

    private static String shortened(String repository) {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    private static String digest(String text) {
        return shortest(text.startsWith(SHA256) ? text.substring(SHA256.length()) : text);
    }

    private static String shortest(String text) {
        return text.length() <= SHORT_DIGEST ? text : text.substring(0, SHORT_DIGEST);
    }
}
