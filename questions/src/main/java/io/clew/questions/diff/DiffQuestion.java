package io.clew.questions.diff;

import io.clew.model.ClewException;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks what changed between two things of one kind, or about one thing between two times.
 *
 * @param from the earlier thing; for an alias what it pointed to at its time
 * @param to the later thing
 * @param fromAsOf what had happened by then counts on the earlier side; null for now
 * @param toAsOf the same of the later side
 * @param knownAt what had been recorded by this log position counts, on both sides; {@code
 *     Long.MAX_VALUE} for all
 * @param alias the reference that both sides are, where it is an alias; null when it is none
 * @param full whether texts that differ are compared line by line
 * @param limit most changes on the page
 * @param cursor the {@code next} of the page before; null for the first
 */
public record DiffQuestion(
        Urn from,
        Urn to,
        @Nullable Instant fromAsOf,
        @Nullable Instant toAsOf,
        long knownAt,
        @Nullable String alias,
        boolean full,
        int limit,
        @Nullable String cursor) {

    /** Changes on a page when nobody says how many: more than anybody reads. */
    public static final int LIMIT_DEFAULT = 100;

    /** Most changes on a page. */
    public static final int LIMIT_MAX = 1000;

    private static final Set<NodeKind> THINGS =
            EnumSet.of(
                    NodeKind.RUN,
                    NodeKind.STEP,
                    NodeKind.TASK,
                    NodeKind.LOGGED_MODEL,
                    NodeKind.MODEL_VERSION,
                    NodeKind.DATASET_VERSION);

    private static final Set<NodeKind> LASTING =
            EnumSet.of(NodeKind.MODEL, NodeKind.DEPLOYMENT, NodeKind.DATASET, NodeKind.JOB);

    /**
     * Checks that the two can be compared.
     *
     * @throws ClewException INVALID_PARAMETER when they cannot
     */
    public DiffQuestion {
        refuseOthers("from", from);
        refuseOthers("to", to);
        if (from.kind() != to.kind()) {
            throw ClewException.invalid(
                    "to",
                    "%s is a %s and %s a %s: expected two of one kind."
                            .formatted(from, from.kind().wireName(), to, to.kind().wireName()));
        }
        boolean timed = fromAsOf != null || toAsOf != null;
        if (LASTING.contains(from.kind()) && !from.equals(to)) {
            throw ClewException.invalid(
                    "to",
                    "%s is another %s: expected the same one with from_as_of or to_as_of."
                            .formatted(to, to.kind().wireName()));
        }
        if (from.equals(to) && !timed && (alias == null || LASTING.contains(from.kind()))) {
            throw ClewException.invalid(
                    "to",
                    "Both are %s: expected two different things, or from_as_of or to_as_of."
                            .formatted(from));
        }
        if (limit < 1 || limit > LIMIT_MAX) {
            throw ClewException.invalid("limit", "limit must be from 1 to " + LIMIT_MAX);
        }
    }

    private static void refuseOthers(String field, Urn urn) {
        if (!THINGS.contains(urn.kind()) && !LASTING.contains(urn.kind())) {
            throw ClewException.invalid(
                    field,
                    "%s is a %s: expected a run, a logged model, a model version or a dataset"
                                    .formatted(urn, urn.kind().wireName())
                            + " version, or a model, alias, deployment, dataset or job at two"
                            + " times.");
        }
    }

    /** Says whether one thing is asked about at two times. */
    public boolean isOfTwoTimes() {
        return (fromAsOf != null || toAsOf != null) && (alias != null || from.equals(to));
    }
}
