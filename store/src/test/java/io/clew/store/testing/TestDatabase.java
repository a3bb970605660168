package io.clew.store.testing;

import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import java.nio.file.Path;
import java.util.List;

/** Is an empty database of a test, opened as often as it likes. */
public interface TestDatabase {

    /** Opens a store on it; the test closes the store. */
    Store open(List<Migration> migrations);

    /** Makes an SQLite database in a folder. */
    static TestDatabase sqlite(Path folder) {
        return migrations -> Stores.sqlite(folder, migrations);
    }

    /** Makes a database on the shared PostgreSQL server. */
    static TestDatabase postgresql() {
        return postgresql(PostgresServer.shared().newDatabase());
    }

    /** Uses the PostgreSQL database at a URL. */
    static TestDatabase postgresql(String url) {
        return migrations -> Stores.postgresql(url, null, null, migrations);
    }
}
