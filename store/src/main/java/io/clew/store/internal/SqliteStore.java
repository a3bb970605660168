package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Db;
import io.clew.store.Dialect;
import io.clew.store.GroupHook;
import io.clew.store.Migration;
import io.clew.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteOpenMode;

/**
 * Keeps everything in one SQLite file: WAL, one writer thread, a few reader threads.
 *
 * <p>SQLite's native calls pin a virtual thread to its carrier, so virtual threads hand their reads
 * to a small pool of platform threads and wait.
 */
public final class SqliteStore implements Store {

    /** Readers side by side: more than the cores only adds contention on the page cache. */
    private static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** Pages of the log after which it is brought into the file: 32 MB, read through at a start. */
    private static final int CHECKPOINT_PAGES = 8000;

    private static final Properties DRIVER_SETTINGS = new Properties();

    static {
        // Else the driver asks for the generated key after each INSERT, by a statement prepared
        // anew.
        DRIVER_SETTINGS.setProperty(Pragma.JDBC_GET_GENERATED_KEYS.getPragmaName(), "false");
        // Each connection is used by one thread at a time, so it needs no locks of its own.
        DRIVER_SETTINGS.setProperty(
                Pragma.OPEN_MODE.getPragmaName(),
                String.valueOf(
                        SQLiteOpenMode.READWRITE.flag
                                | SQLiteOpenMode.CREATE.flag
                                | SQLiteOpenMode.NOMUTEX.flag));
    }

    /** The database's file in its data folder. */
    public static final String FILE = "clew.db";

    private final Nesting nesting = new Nesting();
    private final DataFolder folder;
    private final GroupWriter writer;
    private final ExecutorService readers;
    private final BlockingQueue<JdbcDb> idle = new ArrayBlockingQueue<>(READERS);

    private SqliteStore(DataFolder folder, Path file, Transactions transactions) {
        this.folder = folder;
        this.writer = new GroupWriter(transactions, nesting);
        this.readers =
                Executors.newFixedThreadPool(
                        READERS, Thread.ofPlatform().name("clew-reader-", 0).daemon().factory());
        for (int i = 0; i < READERS; i++) {
            idle.add(reader(file));
        }
    }

    /** Opens the store of a data folder; see {@link io.clew.store.Stores#sqlite}. */
    public static Store open(Path path, List<Migration> migrations) {
        DataFolder folder = DataFolder.lock(path);
        try {
            DataFolder.requireWhole(path);
            Path file = folder.path().resolve(FILE);
            return new SqliteStore(folder, file, prepare(file, migrations));
        } catch (DatabaseFailure e) {
            folder.close();
            throw cannotBeOpened(path, e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Brings the database up to date: first what its redo file holds, then its schema. */
    private static Transactions prepare(Path file, List<Migration> migrations) {
        Path redo = RedoFile.of(file);
        try (JdbcDb db = connect(file)) {
            recover(db, redo, migrations);
            Migrations.run(db, migrations);
            return RedoTransactions.open(db, redo, () -> connect(file));
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        } catch (IOException e) {
            throw DatabaseFailure.of(RedoFile.failure(e));
        }
    }

    /**
     * Gives the database of a folder what its redo file holds since a crash, unless a server runs
     * on it, which does so by itself.
     */
    static void recover(Path path, List<Migration> migrations) {
        Path file = path.resolve(FILE);
        if (!Files.exists(RedoFile.of(file)) || DataFolder.isInUse(path)) {
            return;
        }
        try (DataFolder folder = DataFolder.lock(path);
                JdbcDb db = connect(folder.path().resolve(FILE))) {
            recover(db, RedoFile.of(file), migrations);
        } catch (SQLException | DatabaseFailure e) {
            throw cannotBeOpened(path, DatabaseFailure.of(e));
        }
    }

    private static void recover(JdbcDb db, Path redo, List<Migration> migrations)
            throws SQLException {
        try {
            RedoRecovery.run(db, redo, () -> Migrations.requireKnown(db, migrations));
        } catch (IOException e) {
            throw RedoFile.failure(e);
        }
    }

    private static ClewException cannotBeOpened(Path path, DatabaseFailure reason) {
        return new ClewException(
                ErrorCode.UNAVAILABLE,
                "the database in " + path + " cannot be opened: " + reason.getMessage());
    }

    private static JdbcDb connect(Path file) throws SQLException {
        JdbcDb db =
                new JdbcDb(
                        DriverManager.getConnection("jdbc:sqlite:" + file, DRIVER_SETTINGS),
                        Dialect.SQLITE,
                        JdbcDb.STATEMENTS_MAX);
        db.executeOnce("PRAGMA journal_mode = WAL");
        db.executeOnce("PRAGMA synchronous = FULL");
        db.executeOnce("PRAGMA foreign_keys = ON");
        db.executeOnce("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        db.executeOnce("PRAGMA journal_size_limit = 67108864");
        db.executeOnce("PRAGMA busy_timeout = 10000");
        db.executeOnce("PRAGMA cache_size = -32000");
        db.executeOnce("PRAGMA temp_store = MEMORY");
        return db;
    }

    private static JdbcDb reader(Path file) {
        try {
            JdbcDb db = connect(file);
            db.executeOnce("PRAGMA query_only = ON");
            return db;
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    @Override
    public <T> T read(Function<Db, T> work) {
        nesting.refuse("read");
        if (!writer.awaitVisible()) {
            return writer.read(work);
        }
        try {
            return CompletableFuture.supplyAsync(() -> readOnThisThread(work), readers).get();
        } catch (RejectedExecutionException e) {
            throw PendingWrite.unavailable("the server is shutting down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PendingWrite.unavailable("the wait for the store was cut short");
        } catch (ExecutionException e) {
            throw Failures.forCaller(e.getCause());
        }
    }

    private <T> T readOnThisThread(Function<Db, T> work) {
        JdbcDb db = idle.remove();
        nesting.enter("read");
        try {
            db.beginRead();
            try {
                return work.apply(db);
            } finally {
                db.commit();
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        } finally {
            nesting.leave();
            idle.add(db);
        }
    }

    @Override
    public <T> T write(Function<Db, T> work) {
        return writer.write(work);
    }

    @Override
    public void around(GroupHook hook) {
        writer.around(hook);
    }

    @Override
    public String databaseName() {
        return "sqlite";
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        idle.forEach(JdbcDb::close);
        folder.close();
    }
}
