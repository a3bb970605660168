package io.clew.questions.story;

import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;

/** Names the databases that every question is asked on. */
public enum Database {
    SQLITE,
    POSTGRESQL;

    /** Opens an empty store; the test closes it. */
    public Store open(Path folder) {
        TestDatabase database =
                switch (this) {
                    case SQLITE -> TestDatabase.sqlite(folder);
                    case POSTGRESQL -> TestDatabase.postgresql();
                };
        return database.open(Migration.core());
    }
}
