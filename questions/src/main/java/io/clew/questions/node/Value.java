package io.clew.questions.node;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EventTime;

/**
 * Shows the value that an attribute had at a question's clocks, and who says so.
 *
 * @param value text, Long, Double, Boolean, List or Map of these
 * @param at since when it has that value, by who says so
 * @param entry log position of the audit entry that holds it
 */
public record Value(Object value, Assertion assertion, EventTime at, Asserter by, long entry) {

    /** Returns the value as people read it. */
    public String text() {
        return String.valueOf(value);
    }
}
