package io.clew.store;

import io.clew.store.internal.DataFolder;
import io.clew.store.internal.PostgresStore;
import io.clew.store.internal.SqliteInspection;
import io.clew.store.internal.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens stores. */
public final class Stores {
    private Stores() {}

    /** How far the SQLite database may be behind what its server took, seen from outside. */
    public static final long BEHIND_MILLIS = 1000;

    /** Name of the SQLite database in its data folder. */
    public static final String SQLITE_FILE = SqliteStore.FILE;

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

    /**
     * Opens a PostgreSQL database and brings its schema up to date; other servers may share it.
     *
     * @param url {@code postgres://user:password@host:port/database}, also {@code postgresql://},
     *     or {@code jdbc:postgresql:…}
     * @param user stronger than the URL's; null to take that one
     * @param password stronger than the URL's; null to take that one; never logged
     * @param migrations all migrations in order: the core's, then each protocol's
     * @throws io.clew.model.ClewException INVALID_PARAMETER when the URL is none of these;
     *     UNAVAILABLE with a sentence for people when the database cannot be reached or was written
     *     by a newer version
     */
    public static Store postgresql(
            String url,
            @Nullable String user,
            @Nullable String password,
            List<Migration> migrations) {
        return PostgresStore.open(url, user, password, migrations);
    }

    /**
     * Opens the SQLite store of a data folder for reading only, also while a server runs on it.
     *
     * @param migrations all migrations in order: the data must have exactly these
     * @return a store that refuses writes
     * @throws io.clew.model.ClewException UNAVAILABLE with a sentence for people when there is
     *     none, or its schema is not this version's
     */
    public static Store inspectSqlite(Path folder, List<Migration> migrations) {
        return SqliteInspection.open(folder, migrations);
    }

    /**
     * Opens the SQLite store of a data folder for reading only, also when its schema is an earlier
     * one or the folder is being restored.
     *
     * @param migrations as for {@link #inspectSqlite}, but the data may lack some
     * @throws io.clew.model.ClewException UNAVAILABLE as for {@link #inspectSqlite}
     */
    public static Store inspectEarlierSqlite(Path folder, List<Migration> migrations) {
        return SqliteInspection.openEarlier(folder, migrations);
    }

    /**
     * Writes the SQLite database of a data folder, as it is at one moment, into another folder,
     * also while a server writes to it: then what it took in the last {@value #BEHIND_MILLIS} ms
     * may be missing.
     *
     * @param migrations all migrations in order: the data must have no others
     * @throws io.clew.model.ClewException UNAVAILABLE when it cannot be read or written
     */
    public static void snapshotSqlite(Path folder, Path target, List<Migration> migrations) {
        SqliteInspection.snapshot(folder, target, migrations);
    }

    /** Says whether a file of a data folder is the database, what belongs to it, or the lock. */
    public static boolean isSqliteFile(Path relative) {
        String name = relative.toString();
        return name.startsWith(SQLITE_FILE) || DataFolder.isOwn(name);
    }

    /**
     * Opens a PostgreSQL database for reading only.
     *
     * @param url as for {@link #postgresql}
     * @param migrations all migrations in order: the data must have exactly these
     * @return a store that refuses writes
     * @throws io.clew.model.ClewException as for {@link #postgresql}, and UNAVAILABLE when its
     *     schema is not this version's
     */
    public static Store inspectPostgresql(String url, List<Migration> migrations) {
        return PostgresStore.inspect(url, migrations);
    }
}
