package io.clew.store;

import io.clew.store.internal.SqliteStore;
import java.nio.file.Path;
import java.util.List;

/** Opens stores. */
public final class Stores {
    private Stores() {}

    /**
     * Opens or makes the embedded SQLite store of a data folder and brings its schema up to date.
     *
     * @param folder the data folder; made when missing; this process alone may use it
     * @param migrations all migrations in order: the core's, then each protocol's
     * @throws io.clew.model.ClewException UNAVAILABLE with a sentence for people when the folder is
     *     in use by another process, cannot be written, or was written by a newer version
     */
    public static Store sqlite(Path folder, List<Migration> migrations) {
        return SqliteStore.open(folder, migrations);
    }
}
