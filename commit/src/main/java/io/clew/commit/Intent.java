package io.clew.commit;

import io.clew.model.Asserter;
import io.clew.model.Workspace;

/**
 * Names a write before it is made: where, by whom, and what it is called in the log.
 *
 * @param by who asks for it, through which protocol; the default asserter of its facts
 * @param operation the call's name in its protocol, such as {@code runs/create}
 */
public record Intent(Workspace workspace, Asserter by, String operation) {

    /**
     * The operation by which people take back what was said, by whomever: a tool that repeats
     * itself does not say it again.
     */
    public static final String RETRACTIONS = "retractions";
}
