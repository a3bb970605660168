package io.clew.store.internal;

import java.sql.SQLException;

/** Takes statements that may run later, and runs them before anything else is asked. */
interface Later {

    /** Takes a statement. */
    void post(Posted statement);

    /** Runs on this thread what was taken and has not run yet. */
    void settle() throws SQLException;
}
