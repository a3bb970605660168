package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Db;
import io.clew.store.Dialect;
import io.clew.store.GroupHook;
import io.clew.store.Migration;
import io.clew.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/**
 * Reads the SQLite file of a data folder on the caller's thread, one read at a time, also while a
 * server runs on it: takes no lock of the folder then and never writes to the file or its log.
 * Where none runs, it first completes what a crash left unfinished.
 */
public final class SqliteInspection implements Store {

    private final JdbcDb db;

    private SqliteInspection(JdbcDb db) {
        this.db = db;
    }

    /** Opens a store for reading only; see {@link io.clew.store.Stores#inspectSqlite}. */
    public static Store open(Path folder, List<Migration> migrations) {
        DataFolder.requireWhole(folder);
        SqliteStore.recover(folder, migrations);
        return open(folder, db -> Migrations.requireCurrent(db, migrations));
    }

    /** Opens a store of this schema or an earlier one, also in a folder that is being restored. */
    public static Store openEarlier(Path folder, List<Migration> migrations) {
        return open(folder, db -> Migrations.requireKnown(db, migrations));
    }

    /** Writes a copy of a folder's database, as it is at one moment, into another folder. */
    public static void snapshot(Path folder, Path target, List<Migration> migrations) {
        DataFolder.requireWhole(folder);
        SqliteStore.recover(folder, migrations);
        Path file = requireFile(folder);
        try (JdbcDb db = connect(file)) {
            db.sql("VACUUM INTO :file")
                    .bind("file", target.resolve(SqliteStore.FILE).toString())
                    .update();
        } catch (SQLException | DatabaseFailure e) {
            throw cannotBeRead(folder, e);
        }
    }

    private static Path requireFile(Path folder) {
        Path file = folder.resolve(SqliteStore.FILE);
        if (!Files.isRegularFile(file)) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    folder + " is no data folder of Clew: it has no " + file);
        }
        return file;
    }

    private static Store open(Path folder, Consumer<JdbcDb> check) {
        Path file = requireFile(folder);
        try {
            JdbcDb db = connect(file);
            try {
                check.accept(db);
                return new SqliteInspection(db);
            } catch (RuntimeException e) {
                db.close();
                throw e;
            }
        } catch (SQLException | DatabaseFailure e) {
            throw cannotBeRead(folder, e);
        }
    }

    private static ClewException cannotBeRead(Path folder, Exception cause) {
        ClewException refusal =
                new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "the database in " + folder + " cannot be read: " + cause.getMessage());
        refusal.initCause(cause);
        return refusal;
    }

    private static JdbcDb connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        return new JdbcDb(
                config.createConnection("jdbc:sqlite:" + file),
                Dialect.SQLITE,
                JdbcDb.STATEMENTS_MAX);
    }

    @Override
    public synchronized <T> T read(Function<Db, T> work) {
        try {
            db.beginRead();
            try {
                return work.apply(db);
            } finally {
                db.commit();
            }
        } catch (SQLException | DatabaseFailure e) {
            throw DatabaseFailure.of(e).forCaller();
        }
    }

    @Override
    public <T> T write(Function<Db, T> work) {
        throw new IllegalStateException("a store that is open for reading only is not written");
    }

    @Override
    public void around(GroupHook hook) {
        throw new IllegalStateException("a store that is open for reading only is not written");
    }

    @Override
    public String databaseName() {
        return "sqlite";
    }

    @Override
    public synchronized void close() {
        db.close();
    }
}
