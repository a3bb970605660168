package io.clew.protocol.mlflow.rows;

/** Decides whether the files of something that is harvested again have another place now. */
public final class Moved {
    /** What the URIs of files begin with that a harvest copied here. */
    private static final String COPIED = "mlflow-artifacts:/copied/";

    private Moved() {}

    /**
     * Says whether files are elsewhere now.
     *
     * <p>What was copied here stays so: a later harvest that leaves files where they are does not
     * send readers back.
     *
     * @param known their URI until now
     * @param brought the URI that a harvest tells; empty when it does not say
     */
    public static boolean is(String known, String brought) {
        return !brought.isEmpty()
                && !brought.equals(known)
                && (brought.startsWith(COPIED) || !known.startsWith(COPIED));
    }
}
