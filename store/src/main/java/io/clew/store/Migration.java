package io.clew.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Changes the schema once; a landed migration is never edited, only followed by another.
 *
 * @param name its name in the order of all, such as {@code core/0001}
 * @param sql statements, each ended by {@code ;} and a line's end; types as {@link Dialect#migrate}
 */
public record Migration(String name, String sql) {

    /**
     * Returns the migrations of the store itself: log, facts, nodes, metrics, terms, its id,
     * look-ups.
     */
    public static List<Migration> core() {
        return List.of(
                resource(Migration.class, "core/0001", "migrations/0001-core.sql"),
                resource(Migration.class, "core/0002", "migrations/0002-metrics.sql"),
                resource(Migration.class, "core/0003", "migrations/0003-terms.sql"),
                resource(Migration.class, Instance.MIGRATION, "migrations/0005-instance.sql"),
                resource(Migration.class, "core/0006", "migrations/0006-latest-before-start.sql"),
                resource(Migration.class, "core/0007", "migrations/0007-latest-value.sql"),
                resource(Migration.class, "core/0008", "migrations/0008-packed-leaf.sql"),
                resource(Migration.class, "core/0009", "migrations/0009-words.sql"),
                resource(Migration.class, "core/0010", "migrations/0010-repeated-values.sql"));
    }

    /** Reads a migration from a resource beside a class. */
    public static Migration resource(Class<?> beside, String name, String path) {
        try (InputStream in = beside.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the migration " + path + " is not in the jar");
            }
            return new Migration(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the migration " + path + " cannot be read", e);
        }
    }
}
