package io.clew.store.internal;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes statements that may run later, and runs them before anything else is asked. */
interface Later {

    /** Takes a statement by its text with placeholders and their values. */
    void post(String text, List<? extends @Nullable Object> values);

    /** Runs on this thread what was taken and has not run yet. */
    void settle() throws SQLException;
}
