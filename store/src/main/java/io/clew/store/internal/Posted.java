package io.clew.store.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that may be run later; see {@link io.clew.store.Query#post}. */
sealed interface Posted {

    /** Any statement, by its text with placeholders and their values. */
    record Statement(String text, List<? extends @Nullable Object> values) implements Posted {}

    /** An insert of rows, which may be run together with those of others. */
    record Rows(NamedSql insert, List<? extends List<? extends @Nullable Object>> rows)
            implements Posted {}
}
