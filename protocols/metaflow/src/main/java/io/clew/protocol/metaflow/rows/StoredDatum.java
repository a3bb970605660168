package io.clew.protocol.metaflow.rows;

/** Holds one statement of a task's metadata as it is in the database, and where it belongs. */
public record StoredDatum(long id, Datum datum, long tsMillis, String step, Object taskId) {}
