package io.clew.cli.ask;

/** Lists the exit statuses of the verbs: a promise to scripts. */
public final class ExitStatus {
    private ExitStatus() {}

    public static final int ANSWERED = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USE = 2;
    public static final int NOT_COMPLETE = 3;
    public static final int NOT_FOUND = 4;
    public static final int AMBIGUOUS = 5;
}
