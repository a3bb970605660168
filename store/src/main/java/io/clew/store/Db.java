package io.clew.store;

/** Runs SQL inside one transaction; named parameters are written {@code :name}. */
public interface Db {

    /**
     * Prepares a statement; the text is a constant of the program, never built from input.
     *
     * @param sql portable SQL with {@code :name} parameters
     */
    Query sql(String sql);

    /** Returns the few things in which databases differ. */
    Dialect dialect();
}
