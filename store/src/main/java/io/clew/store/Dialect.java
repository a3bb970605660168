package io.clew.store;

/** Holds the few places where the two databases need different SQL. */
public enum Dialect {
    SQLITE,
    POSTGRESQL;

    /**
     * Replaces the type words of a migration, such as {@code {{BYTES}}}, by this database's own.
     */
    public String migrate(String template) {
        return switch (this) {
            case SQLITE ->
                    template.replace("{{INT64}}", "INTEGER")
                            .replace("{{BYTES}}", "BLOB")
                            .replace("{{REAL64}}", "REAL")
                            .replace("{{STRICT}}", "STRICT")
                            .replace("{{CLUSTERED}}", "STRICT, WITHOUT ROWID")
                            .replace("{{BINARY_ORDER}}", "");
            case POSTGRESQL ->
                    template.replace("{{INT64}}", "BIGINT")
                            .replace("{{BYTES}}", "BYTEA")
                            .replace("{{REAL64}}", "DOUBLE PRECISION")
                            .replace("{{STRICT}}", "")
                            .replace("{{CLUSTERED}}", "")
                            .replace("{{BINARY_ORDER}}", "COLLATE \"C\"");
        };
    }
}
