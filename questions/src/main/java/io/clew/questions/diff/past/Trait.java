package io.clew.questions.diff.past;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how a property that differs is read in earlier runs or versions. */
public sealed interface Trait {

    /** Returns the container whose earlier members tell: a job or a dataset. */
    int container();

    /** A property of the runs of a job. */
    record OfRuns(int container, Reading<Past.Run> reading) implements Trait {}

    /** A property of the versions of a dataset. */
    record OfVersions(int container, Reading<Past.Version> reading) implements Trait {}

    /** A property whose past was found with the difference. */
    record Known(int container, History history) implements Trait {}

    /**
     * A figure of the versions of a dataset.
     *
     * @param move both values that are compared
     */
    record Figure(int container, Reading<Past.Version> reading, Move move) implements Trait {}

    /**
     * A figure that was told of a node now and then.
     *
     * @param move both values that are compared
     * @param untilMillis when the newer of both was told; its past is before
     */
    record Dated(int container, int node, String key, Move move, long untilMillis)
            implements Trait {}

    /** A figure whose past was found with the difference, oldest first. */
    record Series(int container, List<Double> past, Move move) implements Trait {}

    /**
     * Holds a figure that moved.
     *
     * @param scale what it may move by where no past tells better
     */
    record Move(double before, double after, double scale) {}

    /** Returns how the figure moved; null for what is no figure. */
    default @Nullable Move moved() {
        return switch (this) {
            case Figure figure -> figure.move();
            case Dated dated -> dated.move();
            case Series series -> series.move();
            case OfRuns of -> null;
            case OfVersions of -> null;
            case Known known -> null;
        };
    }

    /** Reads a property of one earlier member. */
    @FunctionalInterface
    interface Reading<T> {
        /** Returns it in a form that is equal when it did not change; null when not told. */
        @Nullable Object of(T member);
    }
}
