package io.clew.harvest.sagemaker;

import io.clew.model.ClewException;

/**
 * Says where a harvest is: which stage, how far in it, and since when things are asked for.
 *
 * @param stage index of the stage to read next
 * @param since seconds since the epoch from which this pass asks; 0 at the very first
 * @param next what the pass after this one asks from: when this one began
 * @param reached when the last thing that was read of the stage was made, in seconds; 0 before that
 */
record Position(int stage, long since, long next, long reached) {

    /** What is listed may be seen a little later than it was made: so much is read again. */
    private static final long LATE_SECONDS = 3600;

    static Position of(String text, long nowSeconds) {
        if (text.isEmpty()) {
            return new Position(0, 0, nowSeconds, 0);
        }
        String[] parts = text.split(" ");
        try {
            Position read =
                    new Position(
                            Integer.parseInt(parts[0]),
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]),
                            parts.length > 3 ? Long.parseLong(parts[3]) : 0);
            return read.stage >= Stage.ALL.size()
                    ? new Position(0, Math.max(0, read.next - LATE_SECONDS), nowSeconds, 0)
                    : read;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException foreign) {
            throw ClewException.invalid(
                    "position",
                    "The server holds a position that is none of SageMaker: begin anew with --restart");
        }
    }

    /** Returns the beginning of the stage after this one. */
    Position afterStage() {
        return new Position(stage + 1, since, next, 0);
    }

    /** Returns the place in this stage after something that was made at a time. */
    Position after(long createdSeconds) {
        return new Position(stage, since, next, Math.max(reached, createdSeconds));
    }

    String text() {
        return stage + " " + since + " " + next + " " + reached;
    }
}
