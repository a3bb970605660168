package io.clew.store.testing;

import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Is an empty database of a test, opened as often as it likes. */
public interface TestDatabase {

    /** Opens a store on it; the test closes the store. */
    Store open(List<Migration> migrations);

    /** Makes an SQLite database in a folder; the migrations of its first opening have run. */
    static TestDatabase sqlite(Path folder) {
        return migrations -> {
            Migrated.lay(folder, migrations);
            return Stores.sqlite(folder, migrations);
        };
    }

    /**
     * Makes a database on the shared PostgreSQL server; the migrations of its first opening have
     * run.
     */
    static TestDatabase postgresql() {
        AtomicReference<String> url = new AtomicReference<>("");
        return migrations -> {
            synchronized (url) {
                if (url.get().isEmpty()) {
                    url.set(Migrated.newDatabase(migrations));
                }
            }
            return Stores.postgresql(url.get(), null, null, migrations);
        };
    }

    /** Uses the PostgreSQL database at a URL. */
    static TestDatabase postgresql(String url) {
        return migrations -> Stores.postgresql(url, null, null, migrations);
    }
}
