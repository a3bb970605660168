package io.clew.protocol.sagemaker;

import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;

/** Names the databases that every operation is tried on. */
public enum Database {
    SQLITE,
    POSTGRESQL;

    /** Returns an empty database. */
    public TestDatabase empty(Path folder) {
        return switch (this) {
            case SQLITE -> TestDatabase.sqlite(folder);
            case POSTGRESQL -> TestDatabase.postgresql();
        };
    }
}
