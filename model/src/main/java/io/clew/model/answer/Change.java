package io.clew.model.answer;

import io.clew.model.Urn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows one thing that differs between the two sides of a diff.
 *
 * @param rank from 1; all root changes come before all consequences
 * @param score 0 to 1: how likely it is to have moved a prediction, see {@code
 *     docs/decisions/diff-ranking.md}
 * @param subject what it is about; as the later side names it, or the earlier when only that has it
 * @param subjectBefore what plays the subject's part on the earlier side, when that is another node
 * @param field which of the subject's properties, such as {@code digest} or a parameter's name
 * @param before the earlier value as JSON has it; null when there was none
 * @param after the later value as JSON has it; null when there is none
 * @param path from the asked node to the subject, both included
 * @param why one sentence
 * @param causedBy rank of the root change that it follows from; null for a root
 * @param factors what the score is the product of, by name
 * @param diff the texts compared line by line in unified form; only in full detail and of texts
 */
public record Change(
        int rank,
        double score,
        Way change,
        Kind kind,
        Urn subject,
        @Nullable Urn subjectBefore,
        String field,
        @Nullable Object before,
        @Nullable Object after,
        List<Urn> path,
        String why,
        @Nullable Integer causedBy,
        Map<String, Double> factors,
        @Nullable String diff) {

    public Change {
        path = List.copyOf(path);
    }

    /** The ways in which something differs, on the wire in lower case. */
    public enum Way {
        ADDED("added"),
        REMOVED("removed"),
        CHANGED("changed");

        private final String wireName;

        Way(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the name used in JSON. */
        public String wireName() {
            return wireName;
        }
    }

    /** The kinds of changes; the wire names are a promise. */
    public enum Kind {
        DATA("data"),
        QUALITY("quality"),
        SCHEMA("schema"),
        TRANSFORMATION("transformation"),
        PARAMETER("parameter"),
        ALGORITHM("algorithm"),
        CODE("code"),
        PACKAGE("package"),
        ENVIRONMENT("environment"),
        MODEL("model"),
        UPSTREAM_RUN("upstream-run"),
        ANNOTATION("annotation");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the name used in JSON and on the command line. */
        public String wireName() {
            return wireName;
        }

        /** Finds the kind with a wire name; empty when there is none. */
        public static Optional<Kind> fromWireName(String name) {
            return Arrays.stream(values()).filter(kind -> kind.wireName.equals(name)).findFirst();
        }
    }
}
