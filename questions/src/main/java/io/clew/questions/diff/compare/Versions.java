package io.clew.questions.diff.compare;

import org.jspecify.annotations.Nullable;

/** Tells how far apart two versions of a package are. */
final class Versions {

    private static final double MAJOR = 1.0;
    private static final double MINOR = 0.95;
    private static final double PATCH = 0.85;

    private Versions() {}

    /** Returns how much a step from one version to another can be, by its first part that moved. */
    static double strength(@Nullable Object before, @Nullable Object after) {
        if (before == null || after == null) {
            return MINOR;
        }
        String[] one = String.valueOf(before).replaceAll("[^0-9.]", "").split("\\.");
        String[] other = String.valueOf(after).replaceAll("[^0-9.]", "").split("\\.");
        if (one.length == 0 || other.length == 0 || !one[0].equals(other[0])) {
            return MAJOR;
        }
        boolean minor = one.length > 1 && other.length > 1 && one[1].equals(other[1]);
        return minor ? PATCH : MINOR;
    }
}
