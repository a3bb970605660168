package io.clew.protocol.metaflow.rows;

/** Narrows a list: adds {@code AND …} to a statement that has a WHERE. */
@FunctionalInterface
public interface Conditions {

    /** Adds the conditions, each with a leading {@code AND}. */
    void addTo(SqlText sql);
}
