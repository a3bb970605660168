package io.clew.cli.ask;

/** Ends a verb with a sentence on standard error and an exit status. */
final class AskException extends RuntimeException {
    private final int exitStatus;

    AskException(int exitStatus, String sentence) {
        super(sentence);
        this.exitStatus = exitStatus;
    }

    int exitStatus() {
        return exitStatus;
    }
}
