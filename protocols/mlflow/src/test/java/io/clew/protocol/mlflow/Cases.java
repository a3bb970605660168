package io.clew.protocol.mlflow;

import java.util.List;
import java.util.function.Consumer;

/**
 * Runs one check on many cases within one test, so that they share a server and its database.
 *
 * <p>For cases that leave nothing behind that another would notice.
 */
public final class Cases {
    private Cases() {}

    /** Checks each case; a failure names its case. */
    public static <T> void each(List<T> cases, Consumer<T> check) {
        for (T one : cases) {
            try {
                check.accept(one);
            } catch (AssertionError failure) {
                throw new AssertionError("case " + one + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** Checks each line of a table, given as its columns. */
    public static void each(int columns, String table, Consumer<List<String>> check) {
        each(Table.rows(columns, table), check);
    }
}
