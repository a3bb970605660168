package io.clew.questions.diff.past;

import org.jspecify.annotations.Nullable;

/** Says how a property that differs is read in earlier runs or versions. */
public sealed interface Trait {

    /** Returns the container whose earlier members tell: a job or a dataset. */
    int container();

    /** A property of the runs of a job. */
    record OfRuns(int container, Reading<Past.Run> reading) implements Trait {}

    /** A property of the versions of a dataset. */
    record OfVersions(int container, Reading<Past.Version> reading) implements Trait {}

    /** A figure of the versions of a dataset, with both values that are compared. */
    record Figure(
            int container, Reading<Past.Version> reading, double before, double after, double scale)
            implements Trait {}

    /** Reads a property of one earlier member. */
    @FunctionalInterface
    interface Reading<T> {
        /** Returns it in a form that is equal when it did not change; null when not told. */
        @Nullable Object of(T member);
    }
}
