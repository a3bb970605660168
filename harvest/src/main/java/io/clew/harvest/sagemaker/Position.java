package io.clew.harvest.sagemaker;

import io.clew.model.ClewException;

/**
 * Says where a harvest is: which stage, and since when things are asked for.
 *
 * @param stage index of the stage to read next
 * @param since seconds since the epoch from which this pass asks; 0 at the very first
 * @param next what the pass after this one asks from: when this one began
 */
record Position(int stage, long since, long next) {

    /** What is listed may be seen a little later than it was made: so much is read again. */
    private static final long LATE_SECONDS = 3600;

    static Position of(String text, long nowSeconds) {
        if (text.isEmpty()) {
            return new Position(0, 0, nowSeconds);
        }
        String[] parts = text.split(" ");
        try {
            Position read =
                    new Position(
                            Integer.parseInt(parts[0]),
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]));
            return read.stage >= Stage.ALL.size()
                    ? new Position(0, Math.max(0, read.next - LATE_SECONDS), nowSeconds)
                    : read;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException foreign) {
            throw ClewException.invalid(
                    "position",
                    "The server holds a position that is none of SageMaker: begin anew with --restart");
        }
    }

    Position at(int newStage) {
        return new Position(newStage, since, next);
    }

    String text() {
        return stage + " " + since + " " + next;
    }
}
