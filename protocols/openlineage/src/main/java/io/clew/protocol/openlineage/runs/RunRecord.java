package io.clew.protocol.openlineage.runs;

import io.clew.model.Urn;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what all events of one run say together. Merging is commutative and idempotent: the
 * events may come in any order and more than once.
 *
 * @param runId as the events give it
 * @param producer the family of the first event's producer: who asserts what follows from all
 * @param jobs each job that an event named for the run; hardly ever more than one
 * @param marks when it began and ended
 * @param parents runs that it is part of
 * @param inputs by the dataset
 * @param outputs by the dataset
 * @param streaming whether its job never ends by design
 * @param explicit whether a {@code lineage} facet says what was derived from what, so that nothing
 *     is inferred
 * @param pairs what such facets say, as texts of the datasets' URNs: the output's, a space, the
 *     input's
 * @param seen short hashes of the events that were merged, to know them again
 */
public record RunRecord(
        String runId,
        String producer,
        SortedSet<Urn> jobs,
        Marks marks,
        SortedSet<Parent> parents,
        SortedMap<Urn, InputUse> inputs,
        SortedMap<Urn, OutputMade> outputs,
        boolean streaming,
        boolean explicit,
        SortedSet<String> pairs,
        SortedSet<Long> seen) {

    /** Events known again: a client repeats an event at once or not at all. */
    static final int SEEN_MAX = 64;

    /** Begins the record of a run of which nothing is known. */
    public static RunRecord empty(String runId, String producer) {
        return new RunRecord(
                runId,
                producer,
                new TreeSet<>(),
                Marks.NONE,
                new TreeSet<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                false,
                false,
                new TreeSet<>(),
                new TreeSet<>());
    }

    /** Says whether an event was merged before. */
    public boolean hasSeen(long eventHash) {
        return seen.contains(eventHash);
    }

    /** Says whether an event is known that is later by event time. */
    public boolean isLaterThan(Instant at) {
        return marks.lastMillis() > at.toEpochMilli();
    }

    private Attempt lastAttempt() {
        return marks.attempts().getLast();
    }

    /** Returns how far the run got, by its last attempt. */
    public Progress progress() {
        Attempt last = lastAttempt();
        return new Progress(last.startMillis(), last.endMillis(), last.state().wireName());
    }

    /**
     * Tells how far a run got.
     *
     * @param startMillis when its last attempt began, in milliseconds since the epoch
     * @param endMillis when that ended; null while it has not
     * @param status the value of the run's attribute {@code status}
     */
    public record Progress(long startMillis, @Nullable Long endMillis, String status) {}
}
