package io.clew.protocol.openlineage.runs;

import java.util.List;

/**
 * Shows the attempts of a run in order, and which of them something that was told belongs to.
 *
 * @param attempts at least one
 */
record Timeline(List<Attempt> attempts) {

    static Timeline of(RunRecord record) {
        return new Timeline(record.marks().attempts());
    }

    Attempt first() {
        return attempts.getFirst();
    }

    Attempt last() {
        return attempts.getLast();
    }

    /** Returns the attempts in which something was told, or before and after which it was. */
    List<Attempt> of(Span told) {
        return attempts.subList(index(told.firstMillis()), index(told.lastMillis()) + 1);
    }

    private int index(long millis) {
        int at = 0;
        for (int i = 1; i < attempts.size(); i++) {
            if (attempts.get(i).startMillis() <= millis) {
                at = i;
            }
        }
        return at;
    }
}
