package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Migration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings a database's schema up to date from ordered migrations, each applied once and remembered
 * with its checksum.
 */
final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing, each file in a transaction of its own.
     *
     * @throws ClewException UNAVAILABLE when the database was written by a newer version or an
     *     applied file has changed since
     */
    static void run(JdbcDb db, List<Migration> migrations) throws SQLException {
        db.execute(
                "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT"
                        + " NULL)");
        Map<String, String> applied = new TreeMap<>();
        db.sql("SELECT name, checksum FROM migration")
                .each(row -> applied.put(row.text("name"), row.text("checksum")));
        Set<String> known = new HashSet<>();
        migrations.forEach(migration -> known.add(migration.name()));
        for (String name : applied.keySet()) {
            if (!known.contains(name)) {
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "this data was written by a newer version of Clew (it has the migration "
                                + name
                                + "); use that version or a newer one");
            }
        }
        for (Migration migration : migrations) {
            String checksum = sha256(migration.sql());
            String before = applied.get(migration.name());
            if (before == null) {
                apply(db, migration, checksum);
            } else if (!before.equals(checksum)) {
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "the migration "
                                + migration.name()
                                + " is not the one that this data was made with; use an"
                                + " unmodified build of Clew");
            }
        }
    }

    private static void apply(JdbcDb db, Migration migration, String checksum) throws SQLException {
        db.execute(db.dialect().beginWrite());
        try {
            for (String statement : db.dialect().migrate(migration.sql()).split(";\\s*\\n")) {
                if (!statement.isBlank()) {
                    db.execute(statement);
                }
            }
            db.sql("INSERT INTO migration (name, checksum) VALUES (:name, :checksum)")
                    .bind("name", migration.name())
                    .bind("checksum", checksum)
                    .update();
            db.execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            db.execute("ROLLBACK");
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
