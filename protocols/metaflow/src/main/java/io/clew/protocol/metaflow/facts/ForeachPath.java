package io.clew.protocol.metaflow.facts;

/** Compares where tasks are in their foreachs, by paths such as {@code a:1,b:2}. */
final class ForeachPath {
    private ForeachPath() {}

    /** Says whether one path begins with the other: a split, a join or the same branch. */
    static boolean isOneOfOther(String a, String b) {
        return begins(a, b) || begins(b, a);
    }

    private static boolean begins(String path, String with) {
        return with.isEmpty() || path.equals(with) || path.startsWith(with + ",");
    }
}
