package io.clew.store.testing;

import io.clew.store.Migration;
import io.clew.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what a list of migrations makes of an empty database, so that tests begin with copies: each
 * list runs once on each kind of database and JVM, where it took most of a short test's time.
 */
final class Migrated {

    /** The file of an SQLite store in its folder. */
    private static final String FILE = "clew.db";

    private static final Map<List<Migration>, byte[]> FILES = new ConcurrentHashMap<>();
    private static final Map<List<Migration>, String> DATABASES = new ConcurrentHashMap<>();

    private Migrated() {}

    /** Lays a migrated database into a folder that has none. */
    static void lay(Path folder, List<Migration> migrations) {
        try {
            if (Files.notExists(folder.resolve(FILE))) {
                byte[] database = FILES.computeIfAbsent(migrations, Migrated::file);
                Files.createDirectories(folder);
                Files.write(folder.resolve(FILE), database);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a migrated database on the shared PostgreSQL server and returns its URL. */
    static String newDatabase(List<Migration> migrations) {
        PostgresServer server = PostgresServer.shared();
        return server.newCopy(
                DATABASES.computeIfAbsent(
                        migrations,
                        all -> {
                            String url = server.newDatabase();
                            Stores.postgresql(url, null, null, all).close();
                            return url;
                        }));
    }

    private static byte[] file(List<Migration> migrations) {
        try {
            Path folder = Files.createTempDirectory("clew-migrated-");
            try {
                Stores.sqlite(folder, migrations).close();
                return Files.readAllBytes(folder.resolve(FILE));
            } finally {
                for (Path left : Files.list(folder).toList()) {
                    Files.delete(left);
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
