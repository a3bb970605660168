package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Migration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Brings a database's schema up to date from ordered migrations, each applied once and remembered
 * with its checksum.
 */
final class Migrations {
    private Migrations() {}

    /**
     * Times that the whole is tried again beyond once for each migration that another server makes.
     */
    private static final int ATTEMPTS_MORE = 5;

    /**
     * Applies what is missing, each file in a transaction of its own.
     *
     * <p>Servers that start together on one database do not collide: each migration's row is
     * written first, so the second waits for the first, fails on the same key and begins anew: once
     * for each migration at worst.
     *
     * @throws ClewException UNAVAILABLE when the database was written by a newer version or an
     *     applied file has changed since
     */
    static void run(JdbcDb db, List<Migration> migrations) throws SQLException {
        int attemptsMax = migrations.size() + ATTEMPTS_MORE;
        for (int attempt = 1; ; attempt++) {
            try {
                applyMissing(db, migrations);
                return;
            } catch (SQLException | DatabaseFailure e) {
                DatabaseFailure failure = DatabaseFailure.of(e);
                if (attempt == attemptsMax || !(failure.isRetriable() || failure.isDuplicate())) {
                    throw failure;
                }
            }
        }
    }

    private static void applyMissing(JdbcDb db, List<Migration> migrations) throws SQLException {
        Map<String, String> applied = applied(db);
        refuseUnknown(applied, migrations);
        for (Migration migration : migrations) {
            String checksum = sha256(migration.sql());
            String before = applied.get(migration.name());
            if (before == null) {
                inTransaction(db, () -> apply(db, migration, checksum));
            } else {
                refuseEdited(migration, before);
            }
        }
    }

    /**
     * Checks without changing anything that a database has this version's schema.
     *
     * @throws ClewException UNAVAILABLE when it has another, or none
     */
    static void requireCurrent(JdbcDb db, List<Migration> migrations) {
        Map<String, String> applied = requireKnown(db, migrations);
        for (Migration migration : migrations) {
            if (!applied.containsKey(migration.name())) {
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "this data was written by an older version of Clew (it lacks the migration "
                                + migration.name()
                                + "); start a server on it once, which brings it up to date");
            }
        }
    }

    /**
     * Checks without changing anything that a database has this version's schema or an earlier one.
     *
     * @return the checksums of its migrations by name
     * @throws ClewException UNAVAILABLE when it has a newer one, or none
     */
    static Map<String, String> requireKnown(JdbcDb db, List<Migration> migrations) {
        Map<String, String> applied = new TreeMap<>();
        try {
            read(db, applied);
        } catch (DatabaseFailure e) {
            if (!e.isOfOneStatement()) {
                throw e;
            }
            throw new ClewException(ErrorCode.UNAVAILABLE, "there is no data of Clew in it");
        }
        refuseUnknown(applied, migrations);
        for (Migration migration : migrations) {
            String before = applied.get(migration.name());
            if (before != null) {
                refuseEdited(migration, before);
            }
        }
        return applied;
    }

    private static void refuseUnknown(Map<String, String> applied, List<Migration> migrations) {
        Set<String> known =
                migrations.stream().map(Migration::name).collect(Collectors.toUnmodifiableSet());
        for (String name : applied.keySet()) {
            if (!known.contains(name)) {
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "this data was written by a newer version of Clew (it has the migration "
                                + name
                                + "); use that version or a newer one");
            }
        }
    }

    private static void refuseEdited(Migration migration, String applied) {
        if (!applied.equals(sha256(migration.sql()))) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    "the migration "
                            + migration.name()
                            + " is not the one that this data was made with; use an"
                            + " unmodified build of Clew");
        }
    }

    private static Map<String, String> applied(JdbcDb db) throws SQLException {
        Map<String, String> applied = new TreeMap<>();
        inTransaction(
                db,
                () -> {
                    db.executeOnce(
                            "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum"
                                    + " TEXT NOT NULL)");
                    read(db, applied);
                });
        return applied;
    }

    private static void read(JdbcDb db, Map<String, String> applied) {
        db.sql("SELECT name, checksum FROM migration")
                .each(row -> applied.put(row.text("name"), row.text("checksum")));
    }

    private static void apply(JdbcDb db, Migration migration, String checksum) throws SQLException {
        db.sql("INSERT INTO migration (name, checksum) VALUES (:name, :checksum)")
                .bind("name", migration.name())
                .bind("checksum", checksum)
                .update();
        for (String statement : db.dialect().migrate(migration.sql()).split(";\\s*\\n")) {
            if (!statement.isBlank()) {
                db.executeOnce(statement);
            }
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void inTransaction(JdbcDb db, Step step) throws SQLException {
        db.beginWrite();
        try {
            step.run();
            db.commit();
        } catch (SQLException | RuntimeException e) {
            db.rollback();
            throw e;
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
