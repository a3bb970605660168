package io.clew.questions.warnings;

import io.clew.model.answer.Node;
import java.time.Instant;

/**
 * Says that something upstream went wrong.
 *
 * @param what which sort of thing went wrong
 * @param subject the job whose newest run failed, or the dataset or version that failed an
 *     assertion
 * @param cause the run that failed; the subject itself for an assertion
 * @param at when
 * @param about the assertion's attribute; empty for a run
 * @param text one sentence
 */
public record Warning(What what, Node subject, Node cause, Instant at, String about, String text) {

    /** Names the sorts of warnings. */
    public enum What {
        FAILED_RUN("failed-run"),
        FAILED_ASSERTION("failed-assertion");

        private final String wireName;

        What(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the name used in JSON. */
        public String wireName() {
            return wireName;
        }
    }
}
