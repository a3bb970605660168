package io.clew.protocol.mlflow.wire;

import io.clew.identity.Digests;
import java.util.Arrays;

/** Names what a list was asked by, so that a page token of another list is noticed. */
public final class Question {
    private static final int LENGTH = 16;

    private Question() {}

    /** Returns a short digest of all that chooses and orders a list. */
    public static String of(Object... parts) {
        return Digests.sha256(Arrays.toString(parts)).substring(0, LENGTH);
    }
}
